"""Where a roster puts its people: in which unit, since when and until when, and through whom."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits import organization, purchases
from benefits.database import Database
from benefits.exchange import RowState, write
from benefits.members import (
    BeneficiaryKind,
    EndReason,
    Household,
    Membership,
    editing,
    enrolment,
    households,
    leaving,
)
from benefits.members.belonging import Belonging
from benefits.organization import by_code
from tests import files
from tests.support.given_rosters import NOW, Union, codes

TODAY = NOW.date()


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


def test_joining_the_union_tells_a_first_day_only_of_the_new(union: Union) -> None:
    head = "Mã đoàn viên,Họ và tên,Đơn vị,Ngày vào công đoàn\n"
    union.take(f"{head}1,Lê An,,01/03/2022\n2,Lê Bình,,01/03/2012\n")
    assert union.spans("Lê An") == [("SEN", date(2022, 3, 1), None)]
    assert union.spans("Lê Bình") == [("SEN", date(2020, 1, 1), None)]
    with union.database.write() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        purchases.transfer(session, an.id, by_code(session, "BM").id, date(2025, 1, 1), now=NOW)
    before = union.spans("Lê An")
    assert union.take(f"{head}1,Lê An,,01/03/2022\n1,Lê An,,01/03/2023\n", "BM").states == {
        RowState.SAME: 2
    }
    assert union.spans("Lê An") == before
    again = union.take(f"{head}1,Lê An,,01/03/2022\n", "SEN")
    assert codes(again) == {"transferred_today": 1}
    assert union.spans("Lê An")[:2] == [before[0], (*before[1][:2], TODAY)]


def test_units_are_looked_for_by_name_only_below_the_file_and_only_open_ones(
    union: Union,
) -> None:
    with union.database.write() as session:
        for code, name, above in (("VP1", "Văn phòng", "NAM"), ("X", "Tổ Xe", "SEN")):
            parent = by_code(session, above)
            level = organization.Level.BO_PHAN
            organization.establish(
                session, code, name, level, parent, day=date(2024, 1, 1), now=NOW
            )
    rows = "Họ và tên,Đơn vị\nLê An,Văn phòng\nLê Bình,VĂN PHÒNG\nLê Chi,tổ xe\nLê Dũng,Văn phòng\n"
    outcome = union.take(rows)
    assert outcome.states == {RowState.ADDED: 4}
    assert codes(outcome) == {"department_passed_over": 1}
    assert union.spans("Lê An") == [("SEN", date(2020, 1, 1), None)]
    assert union.spans("Lê Chi") == [("X", date(2024, 1, 1), None)]
    others = "Họ và tên,Đơn vị\nVũ An,CĐCS Xí nghiệp Cũ\nVũ Ba,CĐCS Công ty Hoa Sen\n"
    higher = union.take(others, "T")
    assert (higher.states[RowState.ADDED], codes(higher)) == (1, {"organization_name_unknown": 1})


def test_whoever_has_left_is_asked_about_and_not_entered_again(union: Union) -> None:
    rows = "Mã đoàn viên,Họ và tên,Điện thoại\n1,Lê An,0912345678\n"
    union.take(rows)
    with union.database.write() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        leaving.leave(session, an.id, date(2026, 5, 1), EndReason.NGHI_HUU)
    left = union.spans("Lê An")
    for older in (rows, "Họ và tên,Điện thoại\nLÊ AN,0987654321\nLê An,0912345678\n"):
        outcome = union.take(older)
        assert outcome.states[RowState.SAME] == 1
        assert codes(outcome)["left_before"] == 1
        assert union.spans("Lê An") == left
    back = union.take("member_no,from\n1,2026-06-01\n")
    assert (back.states, codes(back)) == ({RowState.ADDED: 1}, {})
    assert union.spans("Lê An") == [*left, ("SEN", date(2026, 6, 1), None)]


def test_relatives_follow_whom_a_roster_moves(union: Union) -> None:
    union.take("member_no,full_name,kind\n1,Lê An,doan_vien\n")
    with union.database.write() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        child = editing.add(session, {"full_name": "Lê Bé", "birth": "2015"}, now=NOW)
        sen = Belonging(by_code(session, "SEN").id, BeneficiaryKind.THAN_NHAN, date(2024, 1, 1))
        purchases.join(session, child.id, sen, now=NOW, relative_of_id=an.id)
    union.take("Mã đoàn viên,Họ và tên\n1,Lê An\n", "BM")
    assert union.spans("Lê Bé") == [("SEN", date(2024, 1, 1), TODAY), ("BM", TODAY, None)]


def test_nobody_belongs_to_a_unit_for_longer_than_it_stands(union: Union) -> None:
    ends = date(2026, 9, 1)
    with union.database.write() as session:
        sen, bm = by_code(session, "SEN"), by_code(session, "BM")
        organization.merge(session, [sen], bm, ends, NOW)
    outcome = union.take("Mã đoàn viên,Họ và tên\n1,Lê An\n")
    assert codes(outcome) == {"goes_on_in_heir": 1}
    both = [("SEN", date(2020, 1, 1), ends), ("BM", ends, None)]
    assert union.spans("Lê An") == both
    assert union.take("Mã đoàn viên,Họ và tên\n1,Lê An\n").states == {RowState.SAME: 1}
    assert union.spans("Lê An") == both
    with union.database.write() as session:
        an = enrolment.by_number(session, ["1"])["1"]
        south = by_code(session, "NAM").id
        assert purchases.transfer(session, an.id, south, date(2026, 7, 1), now=NOW)
    moved = date(2026, 7, 1)
    assert union.spans("Lê An") == [("SEN", date(2020, 1, 1), moved), ("NAM", moved, None)]
    closed = union.take(
        """member_no,full_name,organization_code,from,until
        5,Vũ An,CU,,
        6,Vũ Ba,CU,2020-05-01,
        7,Vũ Tư,CU,2020-05-01,2021-01-01
        """,
        None,
    )
    assert (closed.states[RowState.ADDED], codes(closed)) == (
        2,
        {"unit_closed": 1, "goes_on_in_heir": 1},
    )
    change = date(2026, 3, 1)
    assert union.spans("Vũ Ba") == [
        ("CU", date(2020, 5, 1), change),
        ("SEN", change, ends),
        ("BM", ends, None),
    ]
    assert union.spans("Vũ Tư") == [("CU", date(2020, 5, 1), date(2021, 1, 1))]


FAMILY = """member_no,full_name,birth_date,kind,from,union_card_no,relative_of,household,dues
R1,Lê Bé,2015,than_nhan,2024-01-01,,M1,Nhà 1,
M1,Lê An,1986-07-05,doan_vien,2021-01-01,TD-77,,Nhà 1,1
M2,Vũ Ba,1987-07-05,doan_vien,2021-01-01,,,,0
"""


def test_families_and_dues_go_out_and_come_in_again(union: Union, tmp_path: Path) -> None:
    assert union.take(FAMILY).states == {RowState.ADDED: 3}
    assert union.take(FAMILY).states == {RowState.SAME: 3}
    out = tmp_path / "out.csv"
    with union.database.read() as session:
        write(session, "members", out)
        through = select(Membership.relative_of_id).where(Membership.relative_of_id.is_not(None))
        m1 = enrolment.by_number(session, ["M1"])["M1"]
        assert session.scalars(through).all() == [m1.id]
        assert session.scalars(select(func.count()).select_from(Household)).one() == 1
    told = {row["member_no"]: row for row in files.read(out)}
    assert [told[no]["relative_of"] for no in ("R1", "M1", "M2")] == ["M1", "", ""]
    assert [told[no]["household"] for no in ("R1", "M1", "M2")] == ["Nhà 1", "Nhà 1", ""]
    assert [told[no]["dues"] for no in ("R1", "M1", "M2")] == ["", "1", "0"]
    assert told["M1"]["union_card_no"] == "TD-77"
    assert union.take(out.read_text("utf-8-sig"), None).states == {RowState.SAME: 3}
    union.take("member_no,full_name,household\nM3,Vũ Tư,GD000001\nM4,Vũ Năm,\nM5,Vũ Sáu,\n")
    with union.database.write() as session:  # a code that came in is not given again
        two = enrolment.by_number(session, ["M4", "M5"])
        assert households.share(session, two["M4"], two["M5"])
        codes_given = session.scalars(select(Household.code).order_by(Household.code)).all()
        assert codes_given == ["GD000001", "GD000002", "Nhà 1"]
    wrong = union.take(
        """member_no,full_name,kind,relative_of
        R2,Lê Ba,than_nhan,M9
        R3,Lê Tư,doan_vien,M1
        """
    )
    assert codes(wrong) == {"member_unknown": 1, "relative_of_whom": 1}


def test_a_title_that_names_a_unit_below_is_the_unit_of_the_rows_under_it(union: Union) -> None:
    rows = """STT,Họ và tên,Ngày sinh
        I,CĐCS Công ty Hoa Sen,
        1,Nguyễn Thị Hoà,5/7/1986
        ,Tổ may 1,
        2,Trần Văn Sơn,1985
        II,CĐCS Công ty Lạ,
        3,Lê Lan,1990
        4,Lê Huệ,1991
        """
    outcome = union.take(rows, "BAC")
    assert outcome.states[RowState.ADDED] == 4
    assert codes(outcome)["joins_above"] == 1
    places = [union.spans(name)[0][0] for name in ("Nguyễn Thị Hoà", "Trần Văn Sơn", "Lê Huệ")]
    assert places == ["SEN", "SEN", "BAC"]
    assert union.take(rows, "BAC").states[RowState.SAME] == 4 + 3


def test_a_code_may_stand_where_a_unit_is_named_and_whoever_has_none_is_told(union: Union) -> None:
    rows = "Họ và tên,Đơn vị\nLê Lan,SEN\nLê Huệ,CĐCS Công ty Hoa Sen\nLê Cúc,\n"
    outcome = union.take(rows, "BAC")
    assert (outcome.states, codes(outcome)) == ({RowState.ADDED: 3}, {"joins_above": 1})
    places = [union.spans(name)[0][0] for name in ("Lê Lan", "Lê Huệ", "Lê Cúc")]
    assert places == ["SEN", "SEN", "BAC"]


ODD = """Họ và tên,Sinh ngày,Sinh năm,Giới tính,Đóng đoàn phí,Ngày nghỉ việc
Bạch Thị Nữ (nghỉ thai sản),12/3,1988,1,x,
Ông: Bạch Văn Ông,5.7,1986.,Nam,45.000,
Ông Ích Khiêm,,,nam,không,
Lê Đã Nghỉ,,,nữ,,01.05.2026.
"""


def test_what_can_be_read_is_and_what_cannot_is_left_out_and_told(union: Union) -> None:
    outcome = union.take(ODD)
    assert outcome.states == {RowState.ADDED: 4}
    assert codes(outcome) == {
        "name_remark_dropped": 2,
        "sex_left_out": 1,
        "dues_left_out": 1,
    }
    assert [each[:2] for each in union.people()] == [
        ("Bạch Thị Nữ", "1988-03-12"),
        ("Bạch Văn Ông", "1986-07-05"),
        ("Ông Ích Khiêm", None),
        ("Lê Đã Nghỉ", None),
    ]
    assert union.spans("Lê Đã Nghỉ") == [("SEN", date(2020, 1, 1), date(2026, 5, 1))]
    assert union.take(ODD).states == {RowState.SAME: 4}
