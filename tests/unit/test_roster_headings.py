from datetime import date

import pytest

from benefits.exchange.roster import Field
from tests.support.rosters import fields, people


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
