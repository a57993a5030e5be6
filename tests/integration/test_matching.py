"""Whom the rows of a roster mean: nobody is taken for another, and nobody is entered twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from benefits.database import Database
from benefits.exchange import RowState, Taking, applying, rehearsing
from benefits.members import Member
from benefits.organization import by_code
from tests.support.given_rosters import Union, codes


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
    assert codes(outcome) == {"namesake_above": 1}
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
    assert (codes(unclear), len(union.people())) == ({"several_alike": 1}, 8)


def test_a_second_row_of_a_name_and_birthday_is_told_of_whichever_row_has_a_paper(
    union: Union,
) -> None:
    head = "Họ và tên,Ngày sinh,CCCD,Điện thoại"
    bare, other = "Lê Hoa,6/5/1990,,0912000002", "LÊ HOA,06/05/1990,,0912000003"
    papered = "Lê Hoa,6/5/1990,079190000111,0912000001"
    for rows in ([papered, bare], [bare, papered], [bare, other]):
        outcome = union.taking("\n".join([head, *rows]), "SEN").rehearse()
        assert codes(outcome) == {"person_twice": 1}
        assert outcome.states == {RowState.ADDED: 1, RowState.CHANGED: 1}
    again = union.taking(f"{head}\n{papered}\n{papered}\n", "SEN").rehearse()
    assert codes(again) == {"person_twice": 1}


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
    assert codes(outcome) == {"several_alike": 2, "matched_by_name": 1}
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
    assert codes(refused) == {"citizen_id_taken": 2, "citizen_id_twice": 1}
    twice = union.take(f"{head}B1,Lê Em,079086000777\nB2,Lê Giang,079086000777\n")
    assert (twice.states[RowState.ADDED], codes(twice)) == (1, {"citizen_id_twice": 1})


TWICE = """Họ và tên,Ngày sinh,Điện thoại,Mã đoàn viên,Số CCCD
Tôn Nữ Hai Lần,3/2/1990,0910777005,,
Lê Ở Giữa,3/2/1990,0910777007,,
Tôn Nữ Hai Lần,3/2/1990,,,079085999013
Tôn Thất Mã Số,4/2/1990,0910777006,,
Tôn Thất Mã Số,4/2/1990,,TT-99,
"""


@pytest.mark.parametrize("at_once", [1, 200])
def test_who_stands_in_a_list_twice_and_has_a_number_only_below_is_nobody_new_the_next_time(
    union: Union, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", at_once)
    assert union.take(TWICE).states == {RowState.ADDED: 3, RowState.CHANGED: 2}
    for _ in range(2):
        again = union.take(TWICE)
        assert (again.states, codes(again)) == ({RowState.SAME: 5}, {"person_twice": 2})
    assert len(union.people()) == 3


def test_who_does_not_reach_somebody_never_learns_whose_an_identity_paper_is(union: Union) -> None:
    head = "Mã đoàn viên,Họ và tên,CCCD\n"
    union.take(f"{head}A1,Lê An,079086000123\n", "SEN")
    union.take(f"{head}A2,Lê Bình,\n", "BM")
    with union.database.read() as session:
        units = {code: by_code(session, code).id for code in ("SEN", "BM", "T")}
    rows = f"{head}A2,Lê Bình,079086000123\n,Vũ Dũng,079086000123\n"
    for within, told in (("BM", "citizen_id_taken_elsewhere"), ("T", "citizen_id_taken")):
        for act in (Taking.rehearse, Taking.run):
            taking = union.taking(rows, "BM")
            taking.circumstances = replace(taking.circumstances, reach_of=units[within])
            refused = act(taking).refused
            assert [each.code for each in refused] == [told, told]
            assert ("A1" in str(refused)) is (within == "T")


def test_a_paper_of_somebody_above_is_refused_however_far_above_in_a_rehearsal_too(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 1)
    monkeypatch.setattr(rehearsing, "MOST_ROWS", 1)
    rows = """Mã đoàn viên,Họ và tên,CCCD
        ,Lê Thị Hoa,079085010018
        QQ-63,Trần Thị Hoa,
        QQ-63,Trần Thị Hoa,079085010018
        """
    outcome = union.take(rows)
    assert outcome.states == {RowState.ADDED: 2, RowState.REFUSED: 1}
    assert codes(outcome) == {"citizen_id_twice": 1}


def test_nobody_is_made_of_the_second_row_of_somebody_whose_first_is_refused(union: Union) -> None:
    head = "Họ và tên,Ngày sinh,CCCD\n"
    union.take(f"{head}Lê An,1/2/1980,079085000031\n")
    rows = f"{head}Vũ Bình,3/4/1990,079085000031\nVũ Bình,3/4/1990,\n"
    for _ in range(2):
        outcome = union.take(rows)
        assert codes(outcome) == {"citizen_id_taken": 1, "refused_above": 1}
    assert len(union.people()) == 1
