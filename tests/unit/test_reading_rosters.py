"""How a list is recognised, what can be chosen otherwise, and what a paste gives."""

import struct
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from benefits.errors import Refusal
from benefits.exchange.reading import Encoding, Merge, Notes, Sheet, Unreadable, open_table, pasted
from benefits.exchange.reading.packages import check_package
from benefits.exchange.roster import (
    NO_HEADING,
    Choice,
    Field,
    RosterRow,
    RowProblem,
    Sure,
    previews,
    recognise,
)
from tests.support.legacy_text import in_tcvn3, in_vni
from tests.support.quirky_roster import PAGES
from tests.support.rosters import TODAY, people, recognised, sheet
from tests.support.writers import KEPT, by_openpyxl

LIST = [
    ["Mã NV", "Họ và tên", "Di động", "Số khác", "Ngày sinh"],
    ["A1", "Lê An", "0912345678", "0900000000", "1990"],
    ["A2", "Lê Bình", "0912345679", "0900000001", "1991"],
    ["A3", "Lê Chi", "0912345670", "0900000002", "1992"],
]


def names(text: str, choice: Choice | None = None) -> list[str | None]:
    sheets = pasted(text, encoding=choice.encoding if choice else Encoding.AUTO)
    rows = recognise(sheets, today=TODAY, choice=choice).rows
    return [row.full_name for row in rows if isinstance(row, RosterRow)]


def test_each_column_says_how_sure_it_is() -> None:
    table = [["Họ và tên", "Điện thoại", "full_name", "Dân tộc"], *[["Lê An", "Kinh", "", "x"]] * 3]
    sure = [heading.sure for heading in recognised(table).headings]
    assert sure == [Sure.WORDS, Sure.DOUBTFUL, Sure.EXACT, Sure.UNKNOWN]


def test_what_a_column_means_can_be_chosen() -> None:
    chosen = {"Danh sách": {0: Field.MEMBER_NO, 2: None, 3: Field.PHONE}}
    found = recognise(sheet(LIST), today=TODAY, choice=Choice(columns=chosen))
    assert [heading.sure for heading in found.headings[:4]] == [
        Sure.CHOSEN,
        Sure.WORDS,
        Sure.CHOSEN,
        Sure.CHOSEN,
    ]
    first = next(row for row in found.rows if isinstance(row, RosterRow))
    assert (first.member_no, first.phone) == ("A1", "+84900000000")


def test_the_heading_and_the_sheet_can_be_chosen() -> None:
    table = [["Họ và tên"], ["(bản cũ)"], ["Họ và tên", "Tuổi"], ["Lê An", "35"]]
    lines = Choice(headings={"Danh sách": (3, 3)}, sheets=("Danh sách",))
    found = recognise(
        [sheet([["Họ tên"], ["Ai"]], "Khác"), sheet(table)], today=TODAY, choice=lines
    )
    assert (found.sheet, found.sheets[0].first_heading) == ("Danh sách", 3)
    assert [row.full_name for row in found.rows if isinstance(row, RosterRow)] == ["Lê An"]
    bare = Choice(headings={"Danh sách": NO_HEADING})
    found = recognise(sheet([row[1:] for row in LIST[1:]]), today=TODAY, choice=bare)
    assert [heading.field for heading in found.headings][:2] == [Field.FULL_NAME, Field.PHONE]
    assert len([row for row in found.rows if isinstance(row, RosterRow)]) == 3


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(sheets=("Không có",)), "choice_sheet_unknown"),
        (Choice(columns={"Danh sách": {99: Field.PHONE}}), "choice_column_unknown"),
        (Choice(columns={"Danh sách": {0: Field.BIRTH, 2: Field.BIRTH}}), "choice_field_twice"),
        (Choice(columns={"Danh sách": {1: None}}), "no_name_heading"),
        (Choice(headings={"Danh sách": (2, 2)}), "no_name_heading"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(choice: Choice, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        recognise(sheet(LIST), today=TODAY, choice=choice)


def test_a_choice_is_kept_as_json() -> None:
    choice = Choice(Encoding.VNI, ("a",), {"a": {1: Field.PHONE, 2: None}}, {"a": (1, 2)})
    assert Choice.from_json(choice.to_json()) == choice
    assert Choice.from_json({}) == Choice()
    for wrong in ({"encoding": "x"}, {"columns": {"a": {"1": "x"}}}, {"headings": {"a": [2, 1]}},
                  {"columns": 3}, {"sheets": 1}, {"headings": {"a": [1]}}):  # fmt: skip
        with pytest.raises(Refusal, match="choice_unreadable"):
            Choice.from_json(wrong)


def test_a_paste_needs_no_heading() -> None:
    text = "1\tLê An\t5/7/1986\tNam\t0912345678\r\n2\tLê Bình\t1990\tNữ\t912345679\r\n"
    first, second = recognise(pasted(text), today=TODAY).rows
    assert isinstance(first, RosterRow)
    assert isinstance(second, RosterRow)
    assert (first.full_name, first.birth_date, first.sex) == ("Lê An", "1986-07-05", "nam")
    assert (second.phone, second.line) == ("+84912345679", 2)
    with pytest.raises(Refusal, match="no_name_heading"):
        recognise(pasted("1\t2\t3"), today=TODAY)


def test_a_paste_keeps_line_ends_inside_quotes_and_says_where_one_is_never_closed() -> None:
    assert names('Họ tên\tGhi chú\r\nLê An\t"một\nhai"\r\nLê Bình\t\r\n') == ["Lê An", "Lê Bình"]
    with pytest.raises(Unreadable, match="file_broken_quotes"):
        pasted('Họ tên\n"Lê An')


@pytest.mark.parametrize(("encoding", "write"), [("tcvn3", in_tcvn3), ("vni", in_vni)])
def test_three_names_are_shown_under_each_encoding(encoding: str, write: type) -> None:
    said = ["Lê Văn Huệ", "Le An", "Đỗ Thị Tường", "Ngô Quốc"]
    text = "\n".join(["Họ và tên", *map(write, said)])
    shown = {preview.encoding: preview for preview in previews(text, today=TODAY)}
    assert shown[Encoding(encoding)].names == ("Lê Văn Huệ", "Đỗ Thị Tường", "Ngô Quốc")
    assert [preview.encoding for preview in shown.values() if preview.is_likely] == [encoding]
    assert shown[Encoding.UNICODE].names[0] == write("Lê Văn Huệ")
    assert names(text, Choice(Encoding(encoding))) == said


def test_a_file_is_previewed_as_a_paste_is() -> None:
    shown = previews((KEPT / "roster.xls").read_bytes(), today=TODAY)
    assert [preview.names[0] for preview in shown][1] == "Nguyễn Văn Đường"
    assert [preview.is_likely for preview in shown] == [True, False, False]


def test_a_text_file_of_before_unicode_is_known_by_its_words(tmp_path: Path) -> None:
    text = "Hä vµ tªn;N¨m sinh\r\nNguyÔn V¨n HuÖ;1990\r\n§ç ThÞ T\xadêng;1991\r\n"
    path = tmp_path / "cu.csv"
    path.write_bytes(text.encode("latin-1"))
    rows = list(recognise(open_table(path), today=TODAY).rows)
    found = [row.full_name for row in rows if isinstance(row, RosterRow)]
    assert found == ["Nguyễn Văn Huệ", "Đỗ Thị Tường"]
    vni = f"Họ và tên\n{in_vni('Võ Tường')}".replace("Họ và tên", in_vni("Họ và tên"))
    sheets = open_table(vni.encode("latin-1"), encoding=Encoding.VNI)
    assert [row for sheet in sheets for _, row in sheet.rows] == [["Họ và tên"], ["Võ Tường"]]


def test_a_cell_merged_over_several_people_holds_for_each() -> None:
    rows = [["Họ tên", "Đơn vị"], ["Lê An", "Tổ A"], ["Lê Bình", ""], ["Lê Chi", ""], ["Tổng cộng"]]
    notes = Notes(merges=(Merge(2, 1, 3, 1), Merge(2, 0, 3, 0)))
    found = recognise(Sheet("a", iter(list(enumerate(rows, 1))), notes=notes), today=TODAY)
    units = [row.organization_name for row in found.rows if isinstance(row, RosterRow)]
    assert units == ["Tổ A", "Tổ A", None]


def test_a_year_typed_into_a_cell_made_for_days_is_the_year() -> None:
    (person,) = people([["Họ tên", "Ngày sinh"], ["Lê An", "1905-06-07"]])
    assert (person.birth_date, [flag.code for flag in person.flags]) == (
        "1985",
        ["birth_year_in_day"],
    )
    (old,) = people([["Họ tên", "Ngày sinh"], ["Lê An", "07/06/1935"]])
    assert old.birth_date == str(date(1935, 6, 7))


def changed(content: bytes, part: str, was: bytes, by: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(file, "w") as other:
        for name in package.namelist():
            text = package.read(name)
            other.writestr(name, text.replace(was, by) if name == part else text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("was", "by"), [(b'<c r="A21"', b'<c r="XFD21"'), (b'<row r="25"', b'<row r="90000"')]
)
def test_a_stray_cell_far_away_takes_no_time_and_makes_no_rows(was: bytes, by: bytes) -> None:
    content = changed(by_openpyxl(PAGES[1:2]), "xl/worksheets/sheet1.xml", was, by)
    rows = list(recognise(open_table(content, "ds"), today=TODAY).rows)
    assert len([row for row in rows if isinstance(row, RosterRow)]) == 10
    assert len(rows) < 1200
    assert not [row for row in rows if isinstance(row, RowProblem)]


@pytest.mark.parametrize(
    "cell",
    [b'<c r="ZZZ1048576"', b"<c r='XFD1048576'", b'<c s="0" r="XFD1048576"', b'<c r="xfd1048576"',
     b'<c\nr="&#88;FD1048576"', b'<row r="1048576"><c r="XFD1"'],
)  # fmt: skip
def test_however_a_cell_says_that_it_is_far_away_no_memory_is_taken_for_it(cell: bytes) -> None:
    content = by_openpyxl(PAGES[1:2])
    strange = changed(content, "xl/worksheets/sheet1.xml", b'<c r="A10"', cell)
    with pytest.raises(Unreadable, match=r"sheet_too_large|file_damaged"):
        open_table(strange, "ds")


def test_a_package_that_says_less_than_it_holds_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<w/>")
        with package.open("xl/sharedStrings.xml", "w", force_zip64=False) as entry:
            entry.write(bytes(2 << 20))
    content = file.getvalue().replace(struct.pack("<I", 2 << 20), struct.pack("<I", 10))
    with pytest.raises(Unreadable, match="file_too_large"):
        check_package(content, "bom.xlsx", most=1 << 20)


def test_entities_in_the_styles_are_not_expanded() -> None:
    content, file = by_openpyxl(PAGES[1:2]), BytesIO()
    with ZipFile(BytesIO(content)) as was, ZipFile(file, "w") as now:
        for name in was.namelist():
            text = was.read(name)
            if name == "xl/styles.xml":
                text = text.replace(b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "a">]><styleSheet', 1)
            now.writestr(name, text)
    found = recognise(open_table(file.getvalue(), "ds"), today=TODAY)
    assert "PHẠM THỊ NGỌC ánh".casefold() in [
        row.full_name.casefold()
        for row in found.rows
        if isinstance(row, RosterRow) and row.full_name
    ]


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["", "", ""]])
def test_who_signs_below_a_list_makes_no_column_of_it_doubtful(numbers: list[str]) -> None:
    names = ["Lê An", "Lê Bé", "Lê Chi"]
    people = [[number, name, "0912345678"] for number, name in zip(numbers, names, strict=True)]
    signing = ["Huế, ngày 5 tháng 10 năm 2026", "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Hồ Thị Bé"]
    table = [
        ["STT", "Họ và tên", "Điện thoại"],
        *people,
        ["", "Tổng cộng: 3", ""],
        *[["", "", text] for text in signing],
    ]
    assert {heading.sure for heading in recognised(table).headings} == {Sure.WORDS}
