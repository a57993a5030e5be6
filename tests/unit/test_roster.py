from datetime import date

import pytest

from benefits.errors import Refusal
from benefits.exchange.reading import Sheet, open_table, written_line
from benefits.exchange.roster import Choice, RosterRow, SkippedRow, recognise
from tests.support.rosters import TODAY, people, problems, recognised, sheet, skipped

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
    ["6", "Lê", "Bình", "31/2/1986", "", "12345", "", "091", "hôm qua"],
    ["Tổng cộng: 5 người"],
    ["", "", "", "", "", "", "", "Huế, ngày 05 tháng 10 năm 2026"],
    ["", "NGƯỜI LẬP", "", "", "", "", "", "TM. BAN CHẤP HÀNH"],
    ["", "(Ký, ghi rõ họ tên)"],
    ["", "Phạm Văn Ký", "", "", "", "", "", "Hồ Thị Chủ Tịch"],
]


def test_an_official_list_gives_its_people() -> None:
    an, hoa, giang, cong = people(OFFICIAL)
    assert (an.full_name, an.birth_date, an.sex) == ("NGUYỄN VĂN AN", "1986-07-05", "nam")
    assert (an.phone, an.joined, an.section) == ("+84912345678", date(2015, 1, 1), "Tổ cắt")
    assert an.citizen_id is not None
    assert an.citizen_id.number == "079086000123"
    assert (hoa.full_name, hoa.birth_date, hoa.sex) == ("Trần Thị Hoà", "1990-02-03", "nu")
    assert (hoa.phone, hoa.joined) == ("+84381234567", date(2016, 3, 1))
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
        (16, "Ngày sinh › Nam", "31/2/1986", "day_impossible"),
        (16, "Ngày vào công đoàn", "hôm qua", "day_invalid"),
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


def test_a_last_day_is_inside_and_an_until_is_not() -> None:
    human = [["Họ tên", "Từ ngày", "Đến ngày"], ["Lê An", "01/01/2026", "31/01/2026"]]
    machine = [["full_name", "from", "until"], ["Lê An", "2026-01-01", "2026-02-01"]]
    for table in (human, machine):
        (row,) = people(table)
        assert (row.valid_from, row.valid_until) == (date(2026, 1, 1), date(2026, 2, 1))


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
    with pytest.raises(Refusal, match="nothing_written"):
        recognised([["", " "]])


def test_sheets_of_one_layout_are_read_together_and_the_others_are_told() -> None:
    table = [["Họ tên", "Năm sinh"], ["Lê An", "5/7/1990"]]
    found = recognise(
        [
            sheet(table, "Bản cũ", is_hidden=True),
            sheet([["Ghi chú chung"]], "Bìa"),
            sheet(table, "Tổ 1"),
            sheet([["Họ tên cháu", "Họ tên"], ["Lê Bé", "Lê An"]], "Con đoàn viên"),
            sheet([["Ngày sinh", "Họ và tên"], ["1991", "Lê Bình"], ["05.07.90", "LÊ AN"]], "Tổ 2"),
            sheet([], "Sheet4"),
        ],
        today=TODAY,
    )
    assert [each.name for each in found.sheets] == ["Tổ 1", "Tổ 2"]
    told = [(each.name, each.is_hidden, each.is_list) for each in found.unread]
    assert told == [("Bản cũ", True, True), ("Bìa", False, False), ("Con đoàn viên", False, True)]
    rows = list(found.rows)
    people = [row for row in rows if isinstance(row, RosterRow)]
    assert [(written_line(row.line), row.full_name) for row in people] == [
        ("2", "Lê An"),
        ("2!2", "Lê Bình"),
        ("2!3", "LÊ AN"),
    ]
    assert [[(flag.code, flag.params) for flag in row.flags] for row in people] == [
        [],
        [],
        [("person_twice", (("line", "2"),))],
    ]
    unread = [row.text for row in rows if isinstance(row, SkippedRow)]
    assert unread == ["Bản cũ", "Bìa", "Con đoàn viên"]
    assert len({row.line for row in rows}) == len(rows)


def test_a_csv_file_goes_the_same_way() -> None:
    content = "Họ và tên;Ngày sinh\r\nLê An;5/7/1986\r\n".encode("utf-8-sig")
    found = recognise(open_table(content, "ds.csv"), today=TODAY)
    (row,) = found.rows
    assert isinstance(row, RosterRow)
    assert (row.line, row.full_name, row.birth_date) == (2, "Lê An", "1986-07-05")


def test_a_numbered_person_with_a_birth_is_one_whatever_the_name_reads_like() -> None:
    names = ["Cộng Hòa", "Tổng Văn Cộng", "Chủ Tịch Hồ", "Lê An"]
    table = [["STT", "Họ tên", "Ngày sinh"], *[["1", name, "5/7/1986"] for name in names]]
    found = people(table)
    assert [row.full_name for row in found] == names
    assert [[flag.code for flag in row.flags if flag.code != "person_twice"] for row in found] == [
        *[["name_like_other"]] * 3,
        [],
    ]
    since = [[*table[0], "Từ ngày"], ["1", "Cộng Hòa", "5/7/1986", "hôm qua"]]
    assert [problem[1:] for problem in problems(since)] == [("Từ ngày", "hôm qua", "day_invalid")]
    total = [*table, ["5", "Tổng cộng", "4"], ["", "Chủ tịch", ""]]
    assert skipped(total) == [(6, "row_is_total"), (7, "row_is_signature")]


def test_a_list_of_names_alone_follows_its_numbers() -> None:
    table = [["STT", "Họ tên"], ["1", "Tổ Văn Một"], ["2", "Lê An"], ["3", "Ban Thị Hà", "x"]]
    assert [row.full_name for row in people(table)] == ["Tổ Văn Một", "Lê An", "Ban Thị Hà"]
    teams = [["STT", "Họ tên"], ["1", "Tổ cắt may"], ["1", "Lê An"], ["", "Tổ Sợi Hai"]]
    assert skipped(teams) == [(2, "row_is_section"), (4, "row_is_section")]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("CCCD", "1.23E+11", "citizen_id_left_out"),
        ("CCCD", "12345", "citizen_id_of_wrong_length"),
        ("CCCD", "079*****114", "citizen_id_unreadable"),
        ("Điện thoại", "12", "phone_left_out"),
        ("Điện thoại", "không có", "phone_left_out"),
        ("Điện thoại", "0912 345 672 (vợ)", "phone_left_out"),
        ("Ngày sinh", "K rõ", "birth_left_out"),
        ("Ngày vào công đoàn", "không nhớ", "joined_left_out"),
        ("Ghi chú", "#N/A", "cell_left_out"),
    ],
)
def test_a_wrong_cell_beside_the_name_costs_nobody_the_place_in_the_list(
    column: str, value: str, code: str
) -> None:
    (sai,) = people([["Họ tên", column], ["Võ Sai", value]])
    told = sai.full_name, sai.citizen_id, sai.phone, sai.birth_date, sai.joined, sai.note
    assert told == ("Võ Sai", None, None, None, None, None)
    assert [(flag.column, flag.value, flag.code) for flag in sai.flags] == [(column, value, code)]


def test_those_who_sign_stay_who_they_are_whatever_column_they_stand_below() -> None:
    table = [["Họ tên", "Điện thoại"], ["Lê An", "0912345678"], ["NGƯỜI LẬP", "TM. BCH"]]
    assert len(people([*table, ["Phạm Văn Ký", "Hồ Thị Hoa"]])) == 1


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (("Nghỉ việc 2025", "Tổ 1", "Giám sát"), ["Tổ 1", "Giám sát"]),
        (("Tổ 1", "Chuyển đi"), ["Tổ 1"]),
        (("Nghỉ hưu",), ["Nghỉ hưu"]),
    ],
)
def test_a_sheet_of_those_who_left_is_read_only_alone_or_where_it_is_chosen(
    names: tuple[str, ...], read: list[str]
) -> None:
    def offered() -> list[Sheet]:
        return [sheet([["Họ và tên", "Ngày sinh"], ["Lê An", "1990"]], name) for name in names]

    found = recognise(offered(), today=TODAY)
    assert [each.name for each in found.sheets] == read
    assert {each.name for each in found.unread if each.is_list} == set(names) - set(read)
    chosen = recognise(offered(), today=TODAY, choice=Choice(sheets=names))
    assert {each.name for each in chosen.sheets} == set(names)


def test_columns_with_something_in_them_that_is_not_read_are_told() -> None:
    table = [["Họ và tên", "Dân tộc", "Quê quán"], ["1", "2", "3"], *[["Lê An", "Kinh"]] * 9]
    found = recognise([sheet([*table, ["Lê Bình", "", "", "", "x"]])], today=TODAY)
    assert found.written_unused == ("Dân tộc", "E")
    assert found.sheets[0].samples[0] == ("Lê An", "Kinh")
