"""What stands between the people of a list: sections, signatures, further headings, labels."""

import pytest

from tests.support.rosters import people, problems, skipped

HEADING = ["STT", "Họ và tên", "Ngày sinh", "Điện thoại"]


def test_a_department_called_as_those_who_sign_are_is_a_section_and_loses_nobody() -> None:
    table = [
        HEADING,
        ["I", "Văn phòng"],
        ["1", "Lê An", "1/1/1970", "0912000001"],
        ["II", "Kế toán - Tài vụ"],
        ["2", "Lê Bé", "", "0912000002"],
        ["3", "Lê Hỏng", "31/2/1980", "0912000003"],
        ["4", "Lê Trơn"],
        ["", "Tổng cộng: 4"],
        ["", "", "", "TM. BAN CHẤP HÀNH"],
        ["", "", "", "CHỦ TỊCH"],
        ["", "Phạm Thị Ký", "", "Hồ Thị Chủ Tịch"],
    ]
    assert [(row.full_name, row.section) for row in people(table)] == [
        ("Lê An", "Văn phòng"),
        ("Lê Bé", "Kế toán - Tài vụ"),
        ("Lê Trơn", "Kế toán - Tài vụ"),
    ]
    assert problems(table) == [(6, "Ngày sinh", "31/2/1980", "day_impossible")]
    assert [code for line, code in skipped(table) if line > 8] == ["row_is_signature"] * 3


def test_numbered_people_go_on_below_what_looked_like_a_signature() -> None:
    table = [
        HEADING,
        ["1", "Lê An", "1970"],
        ["", "Giám đốc"],
        ["2", "Lê Bé"],
        ["", "Xác nhận chất lượng"],
        ["1", "Lê Chi", "31/2/1980"],
        ["", "Người lập biểu"],
        ["9", "Liên đoàn Lao động tỉnh"],
    ]
    assert [(row.full_name, row.section) for row in people(table)] == [
        ("Lê An", None),
        ("Lê Bé", "Giám đốc"),
    ]
    assert [(line, code) for line, _, _, code in problems(table)] == [
        (6, "day_impossible"),
        (8, "row_below_signatures"),
    ]


def test_people_below_a_further_heading_are_read_by_it() -> None:
    table = [
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào CĐ"],
        ["1", "Lê An", "1/1/1981", "1/1/2010"],
        ["STT", "Họ và tên", "Ngày vào CĐ", "Sinh"],
        ["", "", "", "ngày"],
        ["2", "Lê Bé", "2/1/2011", "3/1/1981"],
        ["TT", "Điện thoại", "Họ tên", "Năm sinh", *["Quê", "Nghề", "Lỗi", "Dòng gốc", "Tuổi"]],
        ["3", "0912000003", "Lê Chi", "1983", "Huế"],
    ]
    assert [(row.full_name, row.birth_date, str(row.joined)) for row in people(table)] == [
        ("Lê An", "1981-01-01", "2010-01-01"),
        ("Lê Bé", "1981-01-03", "2011-01-02"),
        ("Lê Chi", "1983", "None"),
    ]
    assert people(table)[2].phone == "+84912000003"
    assert "row_is_new_heading" in [code for _, code in skipped(table)]


def test_a_form_about_who_leads_is_no_heading_and_its_labels_are_nobody() -> None:
    above = [
        ["Họ và tên", "Nguyễn Chủ Tịch", "Điện thoại", "0909000000"],
        ["Chức vụ", "Chủ tịch"],
        HEADING,
        ["1", "Lò Văn Một", "1/1/1980", "0909000001"],
    ]
    assert [row.full_name for row in people(above)] == ["Lò Văn Một"]
    form = [["Họ và tên", "Lò Văn Một"], ["Ngày sinh", "1/1/1980"], ["Điện thoại", "0909000001"]]
    assert people(form) == []
    assert {code for *_, code in problems(form)} == {"name_is_heading"}


def test_whoever_is_marked_as_having_left_without_a_day_deserves_a_look() -> None:
    table = [
        ["Họ và tên", "Đã nghỉ", "Ngày nghỉ việc"],
        ["Lê An", "không", ""],
        ["Lê Bé", "x", "31/10/2026"],
        ["Lê Chi", "x", ""],
    ]
    found = people(table)
    assert [[flag.code for flag in row.flags] for row in found] == [[], [], ["marked_left"]]
    assert [str(row.valid_until) for row in found] == ["None", "2026-10-31", "None"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("I. Bộ phận văn phòng", "Bộ phận văn phòng"),
        ("II- PHÒNG KẾ TOÁN", "PHÒNG KẾ TOÁN"),
        ("IV. Lái xe", "Lái xe"),
        ("1.2. Tổ may 1 (12 người)", "Tổ may 1"),
        ("a) Tổ kho: 7 đv", "Tổ kho"),
        ("* Chuyền 5", "Chuyền 5"),
        ("P. Kế toán", "P. Kế toán"),
        ("PX May", "PX May"),
        ("Đơn vị: CĐCS Hoa Sen", "CĐCS Hoa Sen"),
        ("II. Tên đơn vị : Sao Mai (3 người)", "Sao Mai"),
    ],
)
def test_a_title_with_its_number_in_one_cell_begins_a_section(written: str, title: str) -> None:
    for row in (["", written], [written]):
        table = [HEADING, ["1", "Lê An", "1970"], row, ["2", "Lê Bé", "1971"], ["3", "Lê Chi"]]
        assert [each.section for each in people(table)] == [None, title, title]
        assert skipped(table) == [(3, "row_is_section")]
        assert problems(table) == []


def test_nobody_is_taken_for_one_of_the_unit_whose_title_stands_further_up() -> None:
    table = [
        HEADING,
        ["", "CĐCS Trường Mầm non Hoa Sen"],
        ["1", "Lê An", "1970"],
        ["", "II. CĐCS Trường Tiểu học Bắc Sơn (2 đoàn viên)"],
        ["1", "Lê Bé", "1971"],
        ["III/ Mầm non Sơn Ca"],
        ["1", "Lê Chi", "1972"],
        ["Sao Mai"],
        ["1", "Lê Duy", "1973"],
        ["9"],
        ["2", "V. Anh", "1974"],
        ["Trang 2/3"],
        ["(tiếp theo)"],
        ["3", "Lê Giang", "1975"],
    ]
    assert [row.within for row in people(table)] == [
        "CĐCS Trường Mầm non Hoa Sen",
        "CĐCS Trường Tiểu học Bắc Sơn",
        "Mầm non Sơn Ca",
        *["Mầm non Sơn Ca › Sao Mai"] * 3,
    ]
    assert {(10, "row_only_numbered"), (12, "row_without_person")} <= set(skipped(table))


def test_a_person_with_a_number_is_no_part_of_the_list_whatever_the_name_begins_with() -> None:
    table = [HEADING, ["1", "Lê An", "1970"], ["2", "V. Ramesh Kumar"], ["3", "I. Petrov", "1971"]]
    assert [(row.full_name, row.section) for row in people(table)] == [
        ("Lê An", None),
        ("V. Ramesh Kumar", None),
        ("I. Petrov", None),
    ]
