from datetime import date

import pytest

from benefits.errors import Refusal
from benefits.exchange.reading import Sheet, open_table
from benefits.exchange.roster import (
    Field,
    Recognised,
    RosterRow,
    RowProblem,
    SkippedRow,
    recognise,
)

TODAY = date(2026, 10, 5)
Cells = list[list[str]]


def sheet(table: Cells, name: str = "Danh sách", *, is_hidden: bool = False) -> Sheet:
    return Sheet(name, iter(list(enumerate(table, start=1))), is_hidden)


def recognised(table: Cells) -> Recognised:
    return recognise(sheet(table), today=TODAY)


def people(table: Cells) -> list[RosterRow]:
    return [row for row in recognised(table).rows if isinstance(row, RosterRow)]


def problems(table: Cells) -> list[tuple[int, str, str, str]]:
    found = [row for row in recognised(table).rows if isinstance(row, RowProblem)]
    return [(row.line, row.column, row.value, row.code) for row in found]


def skipped(table: Cells) -> list[tuple[int, str]]:
    found = [row for row in recognised(table).rows if isinstance(row, SkippedRow)]
    return [(row.line, row.code) for row in found]


def fields(*headings: str) -> dict[str, Field | None]:
    return {heading.words: heading.field for heading in recognised([list(headings)]).headings}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", Field.NUMBERING),
        ("Ngày sinh", Field.BIRTH),
        ("NGÀY, THÁNG, NĂM SINH", Field.BIRTH),
        ("Năm sinh", Field.BIRTH),
        ("Ngày sinh (dd/mm/yyyy)", Field.BIRTH),
        ("Giới tính", Field.SEX),
        ("Nam/Nữ", Field.SEX),
        ("Số điện thoại", Field.PHONE),
        ("SĐT", Field.PHONE),
        ("ĐT", Field.PHONE),
        ("Điện thoại di động", Field.PHONE),
        ("Số CCCD/CMND", Field.CITIZEN_ID),
        ("CMND hoặc Căn cước", Field.CITIZEN_ID),
        ("Số định danh cá nhân", Field.CITIZEN_ID),
        ("Mã đoàn viên", Field.MEMBER_NO),
        ("Mã số đoàn viên", Field.MEMBER_NO),
        ("Số thẻ đoàn viên", Field.UNION_CARD_NO),
        ("Mã CĐCS", Field.ORGANIZATION_CODE),
        ("Mã đơn vị", Field.ORGANIZATION_CODE),
        ("Đơn vị", Field.ORGANIZATION_NAME),
        ("Công đoàn cơ sở", Field.ORGANIZATION_NAME),
        ("Đối tượng", Field.KIND),
        ("Ngày vào công đoàn", Field.JOINED),
        ("Ngày, tháng, năm gia nhập Công đoàn Việt Nam", Field.JOINED),
        ("Ghi chú", Field.NOTE),
        ("Dân tộc", None),
        ("DT", None),
        ("Ngày cấp CCCD", None),
        ("Ngày vào Đảng", None),
        ("Ngày vào ngành", None),
        ("Số thẻ BHYT", None),
        ("Nơi sinh", None),
        ("Quê quán", None),
        ("Điện thoại cơ quan", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, field: Field | None) -> None:
    assert fields("Họ và tên", heading)[heading] == field
    shouted = heading.upper()
    assert fields("HỌ TÊN", shouted)[shouted] == field


@pytest.mark.parametrize(
    "heading", ["Họ và tên", "HỌ TÊN", "Họ, tên", "ho va ten", "Họ tên đoàn viên", "Full name"]
)
def test_the_column_of_names_is_known_however_it_is_written(heading: str) -> None:
    assert fields("TT", heading)[heading] == Field.FULL_NAME


OFFICIAL = [
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HUẾ", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["CĐCS CÔNG TY MAY A", "", "", "", "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["", "", "DANH SÁCH ĐOÀN VIÊN"],
    ["STT", "Họ và tên", "", "Ngày sinh", "", "Số CCCD", "", "Điện thoại", "Ngày vào công đoàn"],
    ["", "", "", "Nam", "Nữ", "Số", "Ngày cấp", "", ""],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ["I", "Tổ cắt"],
    ["1", "NGUYỄN VĂN", "AN", "5/7/1986", "", "79086000123", "2021", "912345678", "2015"],
    ["2", "Trần Thị", "Hoa\u0300", "", "03.02.90", "079190000124", "", "01681234567", "3/2016"],
    ["", "Tổ may"],
    ["3", "Tô Trường", "Giang", "x"],
    ["4", "Tống Thị", "Cộng", "", "1991"],
    ["5"],
    ["STT", "Họ và tên", "", "Ngày sinh"],
    ["6", "Lê", "Bình", "", "", "12345", "", "091"],
    ["Tổng cộng: 5 người"],
    ["", "", "", "", "", "", "", "Huế, ngày 05 tháng 10 năm 2026"],
    ["", "NGƯỜI LẬP", "", "", "", "", "", "TM. BAN CHẤP HÀNH"],
    ["", "(Ký, ghi rõ họ tên)"],
    ["", "Phạm Văn Ký", "", "", "", "", "", "Hồ Thị Chủ Tịch"],
]


def test_an_official_list_gives_its_people() -> None:
    an, hoa, giang, cong = people(OFFICIAL)
    assert (an.full_name, an.birth_date, an.sex) == ("NGUYỄN VĂN AN", "1986-07-05", "nam")
    assert (an.phone, an.valid_from, an.section) == ("+84912345678", date(2015, 1, 1), "Tổ cắt")
    assert an.citizen_id is not None
    assert an.citizen_id.number == "079086000123"
    assert (hoa.full_name, hoa.birth_date, hoa.sex) == ("Trần Thị Hoà", "1990-02-03", "nu")
    assert (hoa.phone, hoa.valid_from) == ("+84381234567", date(2016, 3, 1))
    assert (giang.full_name, giang.birth_date, giang.sex) == ("Tô Trường Giang", None, "nam")
    assert (cong.full_name, cong.birth_date, cong.section) == ("Tống Thị Cộng", "1991", "Tổ may")


def test_what_was_put_right_is_flagged() -> None:
    an, hoa, giang, _ = people(OFFICIAL)
    assert {flag.code for flag in an.flags} == {
        "phone_zero_restored",
        "citizen_id_zero_restored",
        "joined_day_assumed",
    }
    assert ("Điện thoại", "01681234567", "phone_prefix_converted") in [
        (flag.column, flag.value, flag.code) for flag in hoa.flags
    ]
    assert giang.flags == ()


def test_a_row_is_refused_with_every_wrong_cell_and_the_others_go_on() -> None:
    assert problems(OFFICIAL) == [
        (16, "Điện thoại", "091", "phone_invalid"),
        (16, "Số CCCD › Số", "12345", "citizen_id_length"),
    ]


def test_every_line_that_is_no_person_is_listed_with_its_reason() -> None:
    assert skipped(OFFICIAL) == [
        (1, "row_is_title"),
        (2, "row_is_title"),
        (4, "row_is_title"),
        (7, "row_numbers_columns"),
        (8, "row_is_section"),
        (11, "row_is_section"),
        (14, "row_only_numbered"),
        (15, "row_is_heading"),
        (17, "row_is_total"),
        (18, "row_is_signature"),
        (19, "row_is_signature"),
        (20, "row_is_signature"),
        (21, "row_is_signature"),
    ]


def test_columns_that_mean_nothing_to_us_are_told() -> None:
    table = [["Họ tên", "Dân tộc", "Quê quán"], ["Lê An", "Kinh", "Huế"]]
    assert recognised(table).unused == ("Dân tộc", "Quê quán")


def test_two_columns_for_one_field_complete_each_other() -> None:
    table = [
        ["Họ đệm", "Tên", "CMND", "CCCD"],
        ["Lê", "An", "012345678", "079086000123"],
        ["Lê Thị", "Bé", "012345678", ""],
    ]
    numbers = [row.citizen_id.number for row in people(table) if row.citizen_id]
    assert numbers == ["079086000123", "012345678"]
    assert [row.full_name for row in people(table)] == ["Lê An", "Lê Thị Bé"]


def test_the_words_above_decide_what_a_short_word_below_means() -> None:
    table = [
        ["Họ và tên", "Đơn vị", "", "Ngày vào", ""],
        ["", "Mã", "Tên", "Đảng", "Công đoàn"],
        ["Lê An", "CD01", "Công ty A", "2019", "01/03/2020"],
    ]
    (row,) = people(table)
    assert (row.organization_code, row.organization_name) == ("CD01", "Công ty A")
    assert row.valid_from == date(2020, 3, 1)


def test_a_last_day_is_inside_and_an_until_is_not() -> None:
    human = [["Họ tên", "Từ ngày", "Đến ngày"], ["Lê An", "01/01/2026", "31/01/2026"]]
    machine = [["full_name", "from", "until"], ["Lê An", "2026-01-01", "2026-02-01"]]
    for table in (human, machine):
        (row,) = people(table)
        assert (row.valid_from, row.valid_until) == (date(2026, 1, 1), date(2026, 2, 1))


MACHINE = [
    "member_no", "full_name", "birth_date", "sex", "phone", "citizen_id", "organization_code",
    "kind", "from", "until",
]  # fmt: skip
A_PERSON = [
    "DV01", "Lê Thị An", "1990-02-03", "nu", "0912345678", "079190000124", "CD01",
    "doan_vien", "2020-01-01", "2026-01-01",
]  # fmt: skip


def test_the_machine_form_is_read_in_any_order_and_subset() -> None:
    table = [list(reversed(MACHINE)), list(reversed(A_PERSON))]
    (row,) = people(table)
    assert recognised(table).is_machine
    assert (row.member_no, row.full_name, row.birth_date) == ("DV01", "Lê Thị An", "1990-02-03")
    assert (row.sex, row.phone, row.kind) == ("nu", "+84912345678", "doan_vien")
    assert (row.organization_code, row.valid_from) == ("CD01", date(2020, 1, 1))
    assert row.valid_until == date(2026, 1, 1)
    (update,) = people([["phone", "member_no"], ["0912345678", "DV01"]])
    assert (update.full_name, update.phone) == (None, "+84912345678")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("full_name", "123", "name_without_letters"),
        ("birth_date", "31/02/1990", "day_impossible"),
        ("birth_date", "2027", "birth_impossible"),
        ("sex", "khác", "choice_unknown"),
        ("phone", "12", "phone_invalid"),
        ("citizen_id", "1.23E+11", "digits_lost"),
        ("kind", "khách", "choice_unknown"),
        ("organization_code", "#N/A", "cell_error"),
        ("from", "2020", "day_incomplete"),
        ("until", "2019-12-31", "until_before_from"),
    ],
)
def test_the_machine_form_is_strict(column: str, value: str, code: str) -> None:
    wrong = [
        value if name == column else cell for name, cell in zip(MACHINE, A_PERSON, strict=True)
    ]
    table = [MACHINE, wrong, A_PERSON]
    assert problems(table) == [(2, column, value, code)]
    assert [row.line for row in people(table)] == [3]


def test_the_machine_form_takes_a_team_for_a_person_but_never_a_blank_row() -> None:
    table = [["member_no", "full_name"], ["1", "Tổ Một"], ["", ""], ["2", "Tổng Cộng"], ["3", ""]]
    assert [row.full_name for row in people(table)] == ["Tổ Một", "Tổng Cộng", None]
    assert skipped(table) == [(3, "row_is_blank")]
    assert problems([["full_name", "phone"], ["", "0912345678"]]) == [
        (2, "full_name", "", "name_missing")
    ]


def test_a_name_without_its_running_number_is_asked_about() -> None:
    table = [["STT", "Họ tên", "Điện thoại"], ["1", "Lê An", "0912345678"], ["", "Hết danh sách"]]
    assert problems(table) == [(3, "Họ tên", "Hết danh sách", "row_unclear")]


def test_a_post_beside_a_name_is_not_taken_for_a_signature() -> None:
    table = [["Họ tên", "Chức vụ"], ["Lê An", "Chủ tịch"], ["Lê Bé", "Kế toán"], ["Lê Cộng", ""]]
    assert [row.full_name for row in people(table)] == ["Lê An", "Lê Bé", "Lê Cộng"]


def test_somebody_written_under_both_sexes_is_refused() -> None:
    table = [["Họ tên", "Nam", "Nữ"], ["Lê An", "1990", "1990"]]
    assert problems(table) == [(2, "Nữ", "1990", "sex_twice")]


def test_a_list_without_names_is_refused_with_what_was_seen() -> None:
    with pytest.raises(Refusal) as refusal:
        recognised([["Báo cáo"], ["STT", "Mặt hàng", "Điện thoại"], ["1", "Gạo", ""]])
    assert refusal.value.code == "no_name_heading"
    assert refusal.value.params["missing"] == "Họ và tên"
    assert refusal.value.value == "STT, Mặt hàng, Điện thoại"
    with pytest.raises(Refusal, match="no_name_heading"):
        recognised([])


def test_the_first_sheet_with_names_is_read_and_the_others_are_told() -> None:
    table = [["Họ tên"], ["Lê An"]]
    found = recognise(
        [
            sheet(table, "Bản cũ", is_hidden=True),
            sheet([["Ghi chú chung"]], "Bìa"),
            sheet(table, "Tổ 1"),
            sheet(table, "Tổ 2"),
            sheet([], "Sheet4"),
        ],
        today=TODAY,
    )
    assert found.sheet == "Tổ 1"
    assert found.unread_sheets == ("Bản cũ", "Bìa", "Tổ 2")


def test_a_csv_file_goes_the_same_way() -> None:
    content = "Họ và tên;Ngày sinh\r\nLê An;5/7/1986\r\n".encode("utf-8-sig")
    found = recognise(open_table(content, "ds.csv"), today=TODAY)
    (row,) = found.rows
    assert isinstance(row, RosterRow)
    assert (row.line, row.full_name, row.birth_date) == (2, "Lê An", "1986-07-05")
