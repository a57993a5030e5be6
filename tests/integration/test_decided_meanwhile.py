"""A long list of people and a decision about their units: whichever comes first is seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from benefits import organization
from benefits.database import Database
from benefits.exchange import RowState, applying
from benefits.members import Member, Membership
from benefits.organization import by_code, keeping
from tests.support.given_rosters import NOW, Union, codes

TODAY = date(2026, 6, 10)
PLAIN = "member_no,full_name,organization_code,kind,from\n" + "".join(
    f"TV{each},Trần Văn {each},BM,doan_vien,2024-01-01\n" for each in "ABCDEF"
)
HUMAN = "Họ và tên,Mã đơn vị\n" + "".join(f"Trần Văn {each},BM\n" for each in "ABCDEF")


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


def after_one_group(act: Callable[[], Any]) -> Callable[[int, int], None]:
    def progress(done: int, of: int) -> None:
        if of and done == 2:
            act()

    return progress


@pytest.mark.parametrize("rows", [PLAIN, HUMAN])
def test_a_unit_closed_between_two_groups_takes_nobody_more_in(
    union: Union, monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 2)
    monkeypatch.setattr(applying, "LEAST_ROWS", 2)

    def close() -> None:
        with union.database.write() as session:
            organization.close(session, by_code(session, "BM"), TODAY, NOW)

    taking = union.taking(rows, None)
    taking.progress = after_one_group(close)
    told = codes(taking.run())
    assert told.total() == 4
    with union.database.read() as session:
        of = Member.id == Membership.member_id
        spans = session.execute(select(Member.full_name, Membership.valid_until).join(Member, of))
        still_open = {name for name, until in spans if until is None}
    assert still_open == {"Trần Văn A", "Trần Văn B"}


def test_a_unit_that_leaves_the_reach_between_two_groups_is_beyond_it(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 2)
    monkeypatch.setattr(applying, "LEAST_ROWS", 2)

    def move() -> None:
        with union.database.write() as session:
            bm, north = by_code(session, "BM"), by_code(session, "BAC")
            organization.move(session, bm, north, TODAY, NOW)

    taking = union.taking(HUMAN, None)
    with union.database.read() as session:
        south = by_code(session, "NAM").id
    taking.circumstances = replace(taking.circumstances, reach_of=south)
    taking.progress = after_one_group(move)
    outcome = taking.run()
    assert codes(outcome) == {"organization_out_of_reach": 4}
    assert outcome.states[RowState.ADDED] == len(union.people()) == 2


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True, scope="session")
@pytest.mark.parametrize("is_group_first", [True, False])
def test_a_decision_and_a_group_wait_for_each_other(
    database: Database, is_group_first: bool
) -> None:
    acts: list[Callable[[Session], Any]] = [organization.abide_by_the_tree, keeping.hold_the_tree]
    first, second = acts if is_group_first else reversed(acts)
    with database.write() as one, database.write() as other:
        first(one)
        other.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            second(other)
        other.rollback()
        one.commit()
        second(other)
    with database.write() as one, database.write() as other:
        assert organization.abide_by_the_tree(one) == organization.abide_by_the_tree(other)
