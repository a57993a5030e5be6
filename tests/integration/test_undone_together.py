"""All units that one decision closed open again by one decision, whatever stood below what."""

from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from benefits.figures import By, Question, ask
from benefits.members import Membership
from benefits.organization import Level, Placement, as_known
from benefits.periods import Period
from benefits.reorganizations import Back, Concern, Kind, Part, Plan, about_units, units_of
from tests.support.deciding import ALL_BACK, decided, objections, seen
from tests.support.uses import Ledger
from tests.world import KNOWN, World

DAY, LATER = date(2026, 4, 20), date(2026, 5, 1)
MAY = Period(date(2026, 4, 1), date(2026, 5, 2))
Stood = dict[int, list[tuple[object, ...]]]


def stood(world: World, table: type[Placement] | type[Membership]) -> Stood:
    """Where everybody, or everything, stands on which days."""
    found: Stood = defaultdict(list)
    where = Placement.path if table is Placement else Membership.organization_id
    whose = Placement.organization_id if table is Placement else Membership.member_id
    rows = select(whose, where, table.valid_from, table.valid_until).order_by(table.valid_from)
    known = rows.where(as_known(Placement)) if table is Placement else rows
    for key, *told in world.session.execute(known):
        found[key].append(tuple(told))
    return found


NEW = Part(code="MOI", name="CĐCS Mới", level=Level.CO_SO, parent="NAM")
DISSOLVING = Plan(kind=Kind.GIAI_THE, day=DAY, units=("BAC",), with_below=True)
UNITING = Plan(kind=Kind.HOP_NHAT, day=DAY, units=("BAC", "SEN"), parts=(NEW,))


@pytest.mark.parametrize("plan", [DISSOLVING, UNITING])
def test_one_decision_takes_back_what_one_decision_closed(
    world: World, now: datetime, plan: Plan
) -> None:
    ledger = Ledger(world, KNOWN)
    for day in (10, 25):
        ledger.use(world.hanh_card, world.lotus, date(2026, 4, day))
    question = Question(world.province.id, MAY, now + timedelta(days=1), by=By.ORGANIZATION)
    places, people, uses = (
        stood(world, Placement),
        stood(world, Membership),
        rows_of(world, question),
    )
    decided(world, now, plan)
    closed = closed_by_last(world)
    assert closed == ["BAC", "SEN"]
    back = Plan(kind=Kind.TAI_LAP, day=DAY, units=tuple(closed))
    told = seen(world, back, now)
    assert told.returning.counts[Back.PEOPLE] == 2
    assert told.returning.units_away == 0
    decided(world, now + timedelta(hours=1), back, ALL_BACK)
    world.session.expire_all()
    assert {key: stood(world, Placement)[key] for key in places} == places
    assert stood(world, Membership) == people
    after = rows_of(world, question)
    assert {key: after[key] for key in uses} == uses


def rows_of(world: World, question: Question) -> dict[str, int]:
    return {row.key: row.uses for row in ask(world.session, question).rows}


def closed_by_last(world: World) -> list[str]:
    session = world.session
    [record] = session.scalars(about_units([world.lotus.id])).all()
    keys = [
        each.organization_id
        for each in units_of(session, [record])[record]
        if each.concern is Concern.CLOSED
    ]
    codes = {unit.id: unit.code for unit in (world.north, world.lotus, world.dawn)}
    return sorted(codes[key] for key in keys)


def test_units_that_closed_at_different_times_open_together_from_a_later_day(
    world: World, now: datetime
) -> None:
    decided(world, now, Plan(kind=Kind.GIAI_THE, day=DAY, units=("SEN",)))
    later = Plan(kind=Kind.GIAI_THE, day=DAY + timedelta(days=2), units=("BM",))
    decided(world, now + timedelta(hours=1), later)
    back = Plan(kind=Kind.TAI_LAP, day=LATER, units=("SEN", "BM"))
    assert not objections(world, back, now)
    decided(world, now + timedelta(hours=2), back, ALL_BACK)
    world.session.expire_all()
    spans = stood(world, Membership)
    assert [spans[each.id][-1][1] for each in (world.hanh, world.lan)] == [LATER, LATER]
