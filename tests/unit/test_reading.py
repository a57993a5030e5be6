import struct
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import Workbook

from benefits.exchange.reading import Row, Unreadable, open_table

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def rows(content: bytes, name: str = "danh-sach") -> list[Row]:
    (sheet,) = open_table(content, name)
    return list(sheet.rows)


def workbook(fill: Callable[[Workbook], object]) -> bytes:
    book, file = Workbook(), BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def trouble(content: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        for sheet in open_table(content, "danh-sach"):
            list(sheet.rows)
    assert refusal.value.value == "danh-sach"
    return refusal.value.code


TABLE = "mã,tên\n1,Nguyễn Văn Ấn\n"
EXPECTED = [(1, ["mã", "tên"]), (2, ["1", "Nguyễn Văn Ấn"])]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.replace("mã", "ma").encode("utf-16-le").replace(b"m\0a\0", "mã".encode("utf-16-le")),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace(",", "|").encode(),
        '"mã","tên"\r\n"1","Nguyễn Văn Ấn"'.encode(),
    ],
)
def test_csv_is_read_in_any_unicode_and_with_any_separator(content: bytes) -> None:
    assert rows(content) == EXPECTED


def test_excels_own_line_names_the_separator() -> None:
    assert rows(b"sep=;\na;b,c,d\n1;2\n") == [(2, ["a", "b,c,d"]), (3, ["1", "2"])]


def test_separators_inside_quotes_do_not_count() -> None:
    content = b'a;b\n"1,2,3,4";"x,y"\n'
    assert rows(content)[1] == (2, ["1,2,3,4", "x,y"])


def test_lines_are_counted_as_in_the_file_through_quoted_line_ends() -> None:
    content = b'a,b\n"one\ntwo",1\n\nlast,2\n'
    assert [line for line, _ in rows(content)] == [1, 2, 4, 5]


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "1,2\n" * 50_000)
    (sheet,) = open_table(path)
    assert sheet.name == "long.csv"
    assert next(sheet.rows) == (1, ["a", "b"])
    assert sum(1 for _ in sheet.rows) == 50_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \n ", "file_empty"),
        ("tên\nNguyễn".encode() + b"\xd0\n", "file_not_utf8"),
        ("tên\nNguyễn".encode()[:-2] + b"\n", "file_not_utf8"),
        ("Lê".encode("cp1258"), "file_not_utf8"),
        (b'a,b\n"never closed,1\n2,3\n', "file_broken_quotes"),
        (b"%PDF-1.7 ...", "file_no_table"),
        (b"\x89PNG\r\n", "file_no_table"),
        (b"\n<html><table><tr><td>1", "file_is_web_page"),
        (COMPOUND, "file_no_table"),
        (COMPOUND + "Workbook".encode("utf-16-le"), "file_damaged"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"PK\x03\x04 and no more", "file_damaged"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, code: str) -> None:
    assert trouble(content) == code


def test_a_wrong_encoding_is_told_with_its_line() -> None:
    with pytest.raises(Unreadable) as refusal:
        open_table(b"a\nb\nL\xea\n", "danh-sach")
    assert refusal.value.params["line"] == 3


def test_a_missing_file_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="file_unreachable"):
        open_table(tmp_path / "none.csv")


def test_cells_of_a_workbook_become_what_a_person_would_type() -> None:
    def fill(book: Workbook) -> None:
        values = ["An", 12, 12.0, 7.5, 79086000123, True, date(1986, 7, 5), time(7, 30)]
        book.worksheets[0].append([*values, datetime(2026, 10, 5, 7, 30), 0.1 + 0.2])  # noqa: DTZ001

    expected = ["An", "12", "12", "7.5", "79086000123", "TRUE", "1986-07-05", "07:30:00"]
    assert rows(workbook(fill)) == [(1, [*expected, "2026-10-05 07:30:00", "0.3"])]


def test_a_table_that_begins_further_down_keeps_its_lines_and_columns() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["C4"] = "x"

    assert rows(workbook(fill))[-1] == (4, ["", "", "x"])


def test_error_cells_are_not_taken_for_empty_ones() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("Khác").write(0, 0, "a")
    sheet = book.add_worksheet("Đoàn viên")
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
    book.close()
    _, second = open_table(file.getvalue(), "a.xlsx")
    assert [cells for _, cells in second.rows] == [
        ["a", "b", "c"],
        ["", "#N/A", ""],
        ["#N/A", "", ""],
    ]


def test_sheets_keep_their_order_and_tell_that_they_are_hidden() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].title = "Tổ 1"
        book.create_sheet("Nháp").sheet_state = "hidden"
        book.create_chartsheet("Biểu đồ")

    found = [(sheet.name, sheet.is_hidden) for sheet in open_table(workbook(fill), "a.xlsx")]
    assert found == [("Tổ 1", False), ("Nháp", True)]


def test_the_name_of_a_file_does_not_decide_its_kind() -> None:
    assert rows(TABLE.encode(), "a.xlsx") == EXPECTED
    assert rows(workbook(lambda book: book.worksheets[0].append(["a"])), "a.csv") == [(1, ["a"])]


def test_one_stray_cell_far_away_does_not_fill_the_memory() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "x"
        book.worksheets[0]["XFD1048576"] = "x"

    assert trouble(workbook(fill)) == "sheet_too_large"


def test_a_package_that_unpacks_to_too_much_is_refused_before_unpacking() -> None:
    content = bytearray(workbook(lambda book: book.worksheets[0].append(["a"])))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 1 << 30)
    assert trouble(bytes(content)) == "file_too_large"


def test_damaged_and_foreign_packages_are_refused() -> None:
    whole = workbook(lambda book: book.worksheets[0].append(["a"]))
    assert trouble(whole[: len(whole) // 2]) == "file_damaged"
    other = BytesIO()
    with ZipFile(other, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert trouble(other.getvalue()) == "file_no_table"
    broken = BytesIO()
    with ZipFile(broken, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook")
    assert trouble(broken.getvalue()) == "file_damaged"


def test_a_broken_workbook_is_not_taken_for_text_in_another_encoding() -> None:
    noise = bytes(range(1, 256)) * 12
    for name, code in (("ds.xlsx", "file_damaged"), ("ds.csv", "file_no_table")):
        with pytest.raises(Unreadable) as refusal:
            open_table(noise, name)
        assert refusal.value.code == code


def test_text_with_letters_among_the_control_characters_is_still_text() -> None:
    assert rows("họ tên,tuổi\nĐỗ Ưng,ằ\n".encode("utf-16"))[0] == (1, ["họ tên", "tuổi"])
    assert rows(b"ho ten,so\nNguy\x02n \x05\x06\x14\x19\x1e,1\n", "ds.xls")[0][1] == [
        "ho ten",
        "so",
    ]
