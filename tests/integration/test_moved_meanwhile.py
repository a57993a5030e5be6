"""Somebody is moved at one screen while the unit ends at another: a closed one keeps nobody."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases, reorganizations
from benefits.database import Database
from benefits.errors import Refusal
from benefits.members import BeneficiaryKind, EndReason, Membership, enrolment, leaving
from benefits.members.belonging import Belonging
from benefits.reorganizations import Choices, Decision, Kind, Plan
from tests.support.deciding import spans
from tests.world import World

TODAY, A_WHILE, LONG = date(2026, 5, 1), 0.25, 20
PAPER = Decision(number="1/QĐ", signed_on=date(2026, 4, 1))
Act = Callable[[Session], Any]
ENDS = {
    "closing": Plan(kind=Kind.GIAI_THE, day=TODAY, units=("BM",)),
    "merging": Plan(kind=Kind.SAP_NHAP, day=TODAY, units=("BM",), into="SEN"),
}


@pytest.fixture
def world(database: Database) -> World:
    with database.write() as session:
        return World(session)


def moves(world: World, now: datetime) -> dict[str, Act]:
    """What is written of Hạnh, who is to come to Bình Minh, and of Lan, who is there."""
    hanh, lan, dawn = world.hanh.id, world.lan.id, world.dawn.id
    worker = BeneficiaryKind.NGUOI_LAO_DONG
    joining = Belonging(organization_id=dawn, valid_from=TODAY)
    return {
        "transfer": lambda on: purchases.transfer(on, hanh, dawn, TODAY, now=now),
        "join": lambda on: purchases.join(on, hanh, joining, now=now),
        "kind": lambda on: purchases.change_kind(on, lan, worker, TODAY, now=now),
        "leave": lambda on: leaving.leave(on, lan, TODAY, EndReason.ROI_DON_VI),
    }


def deciding(plan: Plan, now: datetime) -> Act:
    def act(session: Session) -> Any:
        return reorganizations.carry_out(session, plan, Choices(), PAPER, by=None, now=now)

    return act


def one_beside_the_other(database: Database, first: Act, second: Act, member_id: int) -> None:
    """Let the second begin, with what it has read, while the first is not committed yet."""
    is_done = Event()

    def later() -> None:
        with database.write() as session:
            enrolment.spans_of(session, [member_id])
            second(session)
        is_done.set()

    with ThreadPoolExecutor(1) as other, database.write() as session:
        first(session)
        session.flush()
        waiting: Future[None] = other.submit(later)
        assert not is_done.wait(A_WHILE), "nothing kept the second from going on"
        session.commit()
        waiting.result(LONG)


def is_left_behind(world: World, session: Session) -> bool:
    after = (Membership.valid_until.is_(None)) | (Membership.valid_until > TODAY)
    there = select(Membership).where(Membership.organization_id == world.dawn.id, after)
    return session.scalars(there).first() is not None


@pytest.mark.parametrize(
    ("move", "end"),
    [
        ("transfer", "closing"),
        ("transfer", "merging"),
        ("join", "merging"),
        ("kind", "merging"),
        ("leave", "merging"),
    ],
)
def test_who_is_being_moved_goes_on_with_the_unit_that_ends(
    database: Database, world: World, now: datetime, move: str, end: str
) -> None:
    act, plan = moves(world, now)[move], ENDS[end]
    who = world.hanh if move in ("transfer", "join") else world.lan
    if end == "closing":
        with pytest.raises(reorganizations.Refused, match="members_joined_later"):
            one_beside_the_other(database, act, deciding(plan, now), who.id)
        return
    one_beside_the_other(database, act, deciding(plan, now), who.id)
    with database.read() as session:
        assert not is_left_behind(world, session)
        world.session = session
        goes_on = spans(world, who.id)[-1] == ("SEN", TODAY, None)
        assert goes_on is (move != "leave")


@pytest.mark.parametrize("move", ["transfer", "leave"])
def test_whoever_comes_while_a_unit_ends_is_told_so(
    database: Database, world: World, now: datetime, move: str
) -> None:
    act, who = moves(world, now)[move], world.lan if move != "transfer" else world.hanh
    end = deciding(ENDS["closing"], now)
    with pytest.raises(Refusal) as refused:
        one_beside_the_other(database, end, act, who.id)
    assert refused.value.code in ("unit_closed", "belongs_nowhere_then")
    with database.read() as session:
        assert not is_left_behind(world, session)
