"""Whom the rows of a roster mean: nobody is taken for another, and nobody is entered twice."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits import organization, purchases
from benefits.database import Database
from benefits.exchange import (
    KINDS,
    Circumstances,
    Outcome,
    RowState,
    Taking,
    applying,
    rehearsing,
    write,
)
from benefits.members import (
    BeneficiaryKind,
    EndReason,
    Household,
    Member,
    Membership,
    editing,
    enrolment,
    leaving,
)
from benefits.members.belonging import Belonging
from benefits.organization import by_code
from tests import files

NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
TODAY = NOW.date()
Line = tuple[str, str | None, str | None]


class Union:
    """The small union, and rosters given to it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        file = files.write(folder / "units")["organizations"]
        Taking(database, KINDS["organizations"], file, self.circumstances(None)).run()

    def circumstances(self, unit: str | None) -> Circumstances:
        with self.database.read() as session:
            key = by_code(session, unit).id if unit else None
        return Circumstances(now=NOW, secret=b"key", organization_id=key)

    def taking(self, rows: str, unit: str | None) -> Taking:
        lines = [line.strip() for line in rows.strip().splitlines()]
        width = max(line.count(",") for line in lines)
        file = self.folder / f"{abs(hash((rows, unit)))}.csv"
        text = "\n".join(line + "," * (width - line.count(",")) for line in lines)
        file.write_text(text + "\n", encoding="utf-8")
        return Taking(self.database, KINDS["members"], file, self.circumstances(unit))

    def take(self, rows: str, unit: str | None = "SEN") -> Outcome:
        """Rehearse rows and apply them: both must come to the same."""
        rehearsed = self.taking(rows, unit).rehearse()
        outcome = self.taking(rows, unit).run()
        assert rehearsed.states == outcome.states
        assert _codes(rehearsed) == _codes(outcome)
        return outcome

    def people(self) -> list[Line]:
        with self.database.read() as session:
            found = session.scalars(select(Member).order_by(Member.id))
            return [(each.full_name, each.birth, each.phone) for each in found]

    def spans(self, name: str) -> list[tuple[str, date, date | None]]:
        with self.database.read() as session:
            of = select(organization.Organization.code, Membership).join(Membership)
            of = of.join(Member, Member.id == Membership.member_id).where(Member.full_name == name)
            found = session.execute(of.order_by(Membership.valid_from))
            return [(code, span.valid_from, span.valid_until) for code, span in found]


def _codes(outcome: Outcome) -> Counter[str]:
    return Counter(problem.code for problem in (*outcome.refused, *outcome.flagged))


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


THREE = """Họ và tên,Điện thoại
Nguyễn Thị Hương,0912000001
Nguyễn Thị Hương,0912000002
Nguyễn Thị Hường,0912000003
"""


def test_two_people_are_never_made_one_and_the_same_list_again_adds_nobody(union: Union) -> None:
    outcome = union.take(THREE)
    assert outcome.states == {RowState.ADDED: 3}
    assert _codes(outcome) == {"namesake_above": 1}
    three = [
        ("Nguyễn Thị Hương", None, "+84912000001"),
        ("Nguyễn Thị Hương", None, "+84912000002"),
        ("Nguyễn Thị Hường", None, "+84912000003"),
    ]
    assert union.people() == three
    assert union.take(THREE + "Nguyễn Thị Hương,0912000004\n").states == {
        RowState.SAME: 3,
        RowState.ADDED: 1,
    }
    assert union.people()[:3] == three
    years = "Họ và tên,Năm sinh\nNguyễn Văn Hạnh,1986\nNguyễn Văn Hành,1986\nVũ Lâm,\nVũ Lâm,\n"
    assert union.take(years, "BM").states == {RowState.ADDED: 4}
    assert union.take(years, "BM").states == {RowState.SAME: 4}
    unclear = union.take("Họ và tên,Năm sinh\nVũ Lâm,1990\n", "BM")
    assert (_codes(unclear), len(union.people())) == ({"several_alike": 1}, 8)


def test_groups_of_any_size_come_to_the_same(union: Union, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 2)
    monkeypatch.setattr(rehearsing, "MOST_ROWS", 3)
    names = [f"Lê Văn {letter}" for letter in "ABCDE"]
    bare = [f"{name},5/7/1986," for name in names]
    with_paper = [f"{names[0]},5/7/1986,079086000111"] * 2
    twice = ["Tô Bé,5/7/1986,", "TÔ BÉ,05.07.86,"]
    head = "Họ và tên,Ngày sinh,CCCD"
    assert union.take("\n".join([head, *bare])).states == {RowState.ADDED: 5}
    outcome = union.take("\n".join([head, *bare, *with_paper, *twice]))
    assert outcome.states == {RowState.SAME: 7, RowState.CHANGED: 1, RowState.ADDED: 1}


def test_a_killed_import_goes_on_with_the_same_people(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 1)

    class Killed(Exception):
        pass

    def die(_done: int, of: int) -> None:
        if of:  # nobody is taken in while the file is still being checked
            raise Killed

    taking = union.taking(THREE, "SEN")
    taking.progress = die
    with pytest.raises(Killed):
        taking.run()
    assert len(union.people()) == 1
    assert union.taking(THREE, "SEN").run().states == {RowState.ADDED: 3}
    assert union.taking(THREE, "SEN").run().states == {RowState.SAME: 3}


def test_a_list_that_now_has_numbers_or_papers_means_the_same_people(union: Union) -> None:
    union.take(
        """Họ và tên,Ngày sinh
        Nguyễn Thị Hoà,5/7/1986
        Trần Văn Sơn,1985
        Lê Lan,
        """
    )
    papers = """Họ và tên,Ngày sinh,CCCD
        NGUYỄN THỊ HÒA,05.07.86,079086000123
        Trần Văn Sơn,1985,079085000124
        Lê Lan,1990,079190000125
        Lê Lan,1991,079191000126
        """
    outcome = union.take(papers)
    assert _codes(outcome) == {"several_alike": 2, "matched_by_name": 1}
    assert outcome.states == {RowState.CHANGED: 2, RowState.REFUSED: 2}
    assert union.people()[0][0] == "Nguyễn Thị Hoà"
    numbers = """Mã đoàn viên,Họ và tên,Ngày sinh,CCCD
        CĐ-1,Nguyễn Thị Hòa,5/7/1986,
        CĐ-2,Trần Văn Sơn,,079085000124
        CĐ-3,Trần Văn Sơn,1985,079085000999
        """
    assert union.take(numbers).states == {RowState.CHANGED: 2, RowState.ADDED: 1}
    assert union.take(numbers).states == {RowState.SAME: 3}
    with union.database.read() as session:
        found = dict(session.execute(select(Member.member_no, Member.citizen_id_last4)).all())
    assert {key: last for key, last in found.items() if key.startswith("CĐ")} == {
        "CĐ-1": "0123",
        "CĐ-2": "0124",
        "CĐ-3": "0999",
    }


def test_one_paper_never_belongs_to_two(union: Union) -> None:
    head = "Mã đoàn viên,Họ và tên,CCCD\n"
    union.take(f"{head}A1,Lê An,079086000123\nA2,Lê Bình,\n")
    rows = ("A2,Lê Bình,079086000123", "A3,Lê Chi,079086000123", ",Vũ Dũng,079086000123")
    refused = union.take(head + "\n".join(rows))
    assert refused.states == {RowState.REFUSED: 3}
    assert _codes(refused) == {"citizen_id_taken": 2, "citizen_id_twice": 1}
    twice = union.take(f"{head}B1,Lê Em,079086000777\nB2,Lê Giang,079086000777\n")
    assert (twice.states[RowState.ADDED], _codes(twice)) == (1, {"citizen_id_twice": 1})


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
    assert _codes(again) == {"transferred_today": 1}
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
    assert _codes(outcome) == {"department_passed_over": 1}
    assert union.spans("Lê An") == [("SEN", date(2020, 1, 1), None)]
    assert union.spans("Lê Chi") == [("X", date(2024, 1, 1), None)]
    others = "Họ và tên,Đơn vị\nVũ An,CĐCS Xí nghiệp Cũ\nVũ Ba,CĐCS Công ty Hoa Sen\n"
    higher = union.take(others, "T")
    assert (higher.states[RowState.ADDED], _codes(higher)) == (1, {"organization_name_unknown": 1})


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
        assert _codes(outcome)["left_before"] == 1
        assert union.spans("Lê An") == left
    back = union.take("member_no,from\n1,2026-06-01\n")
    assert (back.states, _codes(back)) == ({RowState.ADDED: 1}, {})
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
    assert _codes(outcome) == {"goes_on_in_heir": 1}
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
    assert (closed.states[RowState.ADDED], _codes(closed)) == (
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
    wrong = union.take(
        """member_no,full_name,kind,relative_of
        R2,Lê Ba,than_nhan,M9
        R3,Lê Tư,doan_vien,M1
        """
    )
    assert _codes(wrong) == {"member_unknown": 1, "relative_of_whom": 1}
