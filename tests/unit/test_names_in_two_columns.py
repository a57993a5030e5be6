"""A name written in two columns is one name, whatever stands above the second."""

import pytest

from benefits.exchange.reading import pasted
from benefits.exchange.roster import Field, RosterRow, recognise
from tests.support.rosters import TODAY, Cells, fields, people


def named(table: Cells) -> list[tuple[str | None, list[str]]]:
    return [(row.full_name, [flag.code for flag in row.flags]) for row in people(table)]


def test_what_stands_under_ten_beside_ho_va_ten_belongs_to_the_name() -> None:
    heading = ["Họ và tên", "Tên", "Ngày sinh"]
    parted = [["Nguyễn Văn", "An", "1980"], ["Trần Thị", "Bình", "1985"], ["Lê", "Cường", "1990"]]
    repeated = [["Nguyễn Văn An", "An", "1980"], ["Lê Thị Bé", "BÉ", "1985"]]
    assert named([heading, *parted]) == [
        ("Nguyễn Văn An", []),
        ("Trần Thị Bình", []),
        ("Lê Cường", []),
    ]
    assert named([heading, *repeated, ["Phạm", "Chi", ""], ["Vũ Dung"]]) == [
        ("Nguyễn Văn An", []),
        ("Lê Thị Bé", []),
        ("Phạm Chi", ["name_joined"]),
        ("Vũ Dung", []),
    ]
    assert named([heading, *parted, ["Đỗ Văn Em", "Em", ""]])[-1][1] == ["name_given_twice"]
    assert fields("Họ và tên", "Tên gọi")["Tên gọi"] is None


def test_few_given_names_under_no_heading_are_put_behind_the_name_and_told() -> None:
    table = [
        ["STT", "Họ và tên", "", "Ngày sinh"],
        ["1", "Nguyễn Văn", "Tí", "1/1/1985"],
        ["2", "Trần Thị Ngọc Anh", "", "2/2/1986"],
        ["3", "H'Hen Niê", "", "3/3/1986"],
        ["4", "Lê", "Thị B", "4/4/1986"],
    ]
    assert named(table) == [
        ("Nguyễn Văn Tí", ["name_joined"]),
        ("Trần Thị Ngọc Anh", []),
        ("H'Hen Niê", []),
        ("Lê Thị B", ["name_joined"]),
    ]


@pytest.mark.parametrize("remark", ["nữ", "Nữ", "x", "nghỉ", "Tổ 2", "KT, TQ", "Nam"])
def test_a_remark_beside_a_name_is_no_part_of_it(remark: str) -> None:
    table = [["Họ và tên", "", "Ngày sinh"], ["Lê An", remark, "1985"], ["Lê Bé", "", "1986"]]
    assert [name for name, _ in named(table)] == ["Lê An", "Lê Bé"]


def test_what_is_pasted_without_a_heading_may_have_its_names_in_two_columns() -> None:
    text = "Nguyễn Văn\tAn\t5/7/1990\nTrần Thị\tBình\t6/7/1990\nLê Thị\tChi\t1/1/1991"
    found = recognise(pasted(text), today=TODAY)
    names = [row.full_name for row in found.rows if isinstance(row, RosterRow)]
    assert names == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Chi"]
    same = text.replace("\tAn", "\tKinh").replace("\tBình", "\tKinh").replace("\tChi", "\tKinh")
    assert recognise(pasted(same), today=TODAY).headings[0].field is Field.FULL_NAME
