from datetime import date

import pytest

from benefits.exchange.roster import Field
from tests.support.rosters import fields, people, problems


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
        ("Số CC", Field.CITIZEN_ID),
        ("Số CC/CCCD", Field.CITIZEN_ID),
        ("CC/CCCD/Hộ chiếu", Field.CITIZEN_ID),
        ("ĐT DĐ", Field.PHONE),
        ("Mã số đoàn viên công đoàn", Field.MEMBER_NO),
        ("Ngày gia nhập CĐVN", Field.JOINED),
        ("CC, VC", None),
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
        ("Ngày nghỉ việc", Field.UNTIL),
        ("Ngày rời", Field.UNTIL),
        ("Ngày chuyển đi", Field.UNTIL),
        ("Nghỉ việc từ ngày", Field.UNTIL),
        ("Nghỉ việc", Field.LEFT),
        ("Ngày nghỉ", None),
        ("Nghỉ từ ngày", None),
        ("Thời gian nghỉ", None),
        ("Ngày nghỉ phép", None),
        ("Đóng đoàn phí", Field.DUES),
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
    assert (row.joined, row.valid_from) == (date(2020, 3, 1), None)


@pytest.mark.parametrize("year", ["Năm", "NĂM", "Nam"])
def test_a_birth_in_three_columns_is_put_together_and_its_year_is_no_sex(year: str) -> None:
    table = [
        ["STT", "Họ và tên", "Ngày sinh", "", "", "Nữ", "Điện thoại"],
        ["", "", "Ngày", "Tháng", year, "", ""],
        ["1", "Lê Thị Bé", "5", "7", "1986", "x", "0912345678"],
        ["2", "Lê Thị Chi", "", "11", "1990", "x", ""],
        ["3", "Lê Văn Dư", "0", "0", "1991", "", ""],
        ["4", "Lê Thị Em", "03/02", "", "1992", "x", ""],
    ]
    assert [(row.full_name, row.birth_date, row.sex) for row in people(table)] == [
        ("Lê Thị Bé", "1986-07-05", "nu"),
        ("Lê Thị Chi", "1990", "nu"),
        ("Lê Văn Dư", "1991", None),
        ("Lê Thị Em", "1992-02-03", "nu"),
    ]
    wrong = [*table[:2], ["1", "Lê Thị Bé", "31", "2", "1986", "x", ""]]
    assert problems(wrong) == [(3, "Ngày sinh", "31/2/1986", "day_impossible")]


def test_three_columns_of_one_row_say_a_birth_where_one_of_them_says_so() -> None:
    one_row = ["Họ tên", "Ngày sinh", "Tháng sinh", "Năm sinh"]
    assert [row.birth_date for row in people([one_row, ["Lê An", "5", "7", "1986"]])] == [
        "1986-07-05"
    ]
    whole = [["Họ tên", "Ngày sinh", "Năm sinh"], ["Lê An", "05/07/1986", "1986"]]
    assert [row.birth_date for row in people(whole)] == ["1986-07-05"]
    of_joining = [
        ["Họ tên", "Ngày vào công đoàn", "", ""],
        ["", "Ngày", "Tháng", "Năm"],
        ["Lê An", "5", "7", "2016"],
    ]
    assert [(row.birth_date, row.sex) for row in people(of_joining)] == [(None, None)]


def test_years_under_nam_and_nu_still_tell_the_sex_and_nam_alone_over_years_does_not() -> None:
    sides = [["Họ tên", "Năm sinh", ""], ["", "Nam", "Nữ"], ["Lê An", "1986", ""]]
    assert [(row.birth_date, row.sex) for row in people(sides)] == [("1986", "nam")]
    alone = [["Họ tên", "Nam"], ["Lê An", "1986"], ["Lê Bé", "1990"]]
    assert [(row.birth_date, row.sex) for row in people(alone)] == [("1986", None), ("1990", None)]
    ticks = [["Họ tên", "Nam"], ["Lê An", "x"], ["Lê Bé", ""]]
    assert [row.sex for row in people(ticks)] == ["nam", None]


def test_a_birth_in_parts_under_nam_or_nu_tells_the_sex_too() -> None:
    table = [
        ["Họ và tên", "Ngày tháng năm sinh", "", "", ""],
        ["", "Nam", "", "Nữ", ""],
        ["", "Ngày/tháng", "Năm", "Ngày/tháng", "Năm"],
        ["Tạ Văn An", "5/7", "1986", "", ""],
        ["Tạ Thị Bé", "", "", "12/3", "1990"],
        ["Tạ Thị Chi", "", "", "", "1991"],
    ]
    assert [(row.birth_date, row.sex) for row in people(table)] == [
        ("1986-07-05", "nam"),
        ("1990-03-12", "nu"),
        ("1991", "nu"),
    ]
    both = [*table, ["Tạ Dư", "5/7", "", "", "1990"]]
    assert [(line, code) for line, _, _, code in problems(both)] == [(7, "sex_twice")]
