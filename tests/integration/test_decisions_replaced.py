"""Decisions that replace or undo others: what people are left with, and whose days were meant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits.members import EndReason, Member, Membership
from benefits.organization import Level
from benefits.reorganizations import Kind, Plan, Reorganization, fates
from tests.counter import Counter
from tests.support.deciding import ALL_BACK, Act, closing, decided, merging, opening, seen, spans
from tests.support.uses import Ledger
from tests.world import BEGAN, KNOWN, World

TODAY = date(2026, 5, 1)
SOON, LATER, RETIRES = (TODAY + timedelta(days=days) for days in (5, 20, 30))


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


@pytest.fixture
def retiring(world: World) -> Member:
    """Sơn, who is known to retire in a month."""
    span = world.session.scalars(
        select(Membership).where(Membership.member_id == world.son.id)
    ).one()
    span.valid_until, span.ended_because = RETIRES, EndReason.NGHI_HUU
    world.session.flush()
    return world.son


def reasons(world: World, member: Member) -> list[EndReason | None]:
    mine = select(Membership.ended_because).where(Membership.member_id == member.id)
    return list(world.session.scalars(mine.order_by(Membership.valid_from)))


def cautions(world: World, plan: Plan, now: datetime) -> dict[str, dict[str, object]]:
    return {each.code: each.params for each in seen(world, plan, now).cautions}


def test_a_merger_that_comes_before_a_planned_dissolution_stops_no_card(
    world: World, counter: Counter, carry_out: Act, retiring: Member, now: datetime
) -> None:
    carry_out(closing(LATER))
    carry_out(merging(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, SOON), ("BM", SOON, None)]
    assert spans(world, retiring.id)[-1] == ("BM", SOON, RETIRES)
    assert reasons(world, retiring) == [None, EndReason.NGHI_HUU]
    much_later = now + timedelta(days=25)
    assert counter.verify(counter.printed(world.hanh_card), now=much_later).reason is None


def test_a_dissolution_that_comes_before_a_planned_merger_moves_nobody(
    world: World, carry_out: Act, retiring: Member
) -> None:
    carry_out(merging(LATER))
    carry_out(closing(SOON))
    for member in (world.hanh, retiring):
        assert spans(world, member.id) == [("SEN", BEGAN, SOON)]
    carry_out(opening(SOON), ALL_BACK)
    carry_out(opening(LATER), ALL_BACK)  # the merger holds again, and is taken back too
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert spans(world, retiring.id) == [("SEN", BEGAN, RETIRES)]


@pytest.mark.parametrize("end", [closing, merging])
def test_what_is_undone_on_its_day_leaves_everybody_as_before(
    world: World, carry_out: Act, retiring: Member, end: Callable[[date], Plan]
) -> None:
    carry_out(end(SOON))
    carry_out(opening(SOON), ALL_BACK)
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert spans(world, retiring.id) == [("SEN", BEGAN, RETIRES)]
    assert reasons(world, retiring) == [EndReason.NGHI_HUU]


def test_a_late_merger_takes_the_reason_of_a_known_end_along(
    world: World, carry_out: Act, retiring: Member
) -> None:
    carry_out(merging(date(2026, 4, 1)))
    assert spans(world, retiring.id)[-1] == ("BM", date(2026, 4, 1), RETIRES)
    assert reasons(world, retiring) == [None, EndReason.NGHI_HUU]


def test_opening_again_brings_back_whom_a_wrong_merger_moved_and_says_what_stays(
    world: World, carry_out: Act, now: datetime
) -> None:
    """Sơn has gone on to the north itself since; the use of the days since is Hạnh's new unit's."""
    merged, opened = date(2026, 3, 1), date(2026, 4, 1)
    world.unit("TO", "Tổ may", Level.BO_PHAN, world.lotus)
    bought = Ledger(world, KNOWN).use(world.hanh_card, world.lotus, date(2026, 4, 10))
    carry_out(merging(merged))
    moved = world.session.scalars(
        select(Membership).where(
            Membership.member_id == world.son.id, Membership.valid_until.is_(None)
        )
    ).one()
    moved.valid_until = date(2026, 3, 20)
    world.belongs(world.son, world.north, since=date(2026, 3, 20))
    world.session.flush()
    told = cautions(world, opening(opened), now)
    counts = seen(world, opening(opened), now, ALL_BACK).counts
    assert (counts.members_returning, counts.members_away) == (1, 1)
    assert told["members_stay_away"] == {"members": 1}
    assert told["units_stay_away"] == {"units": 1}
    assert "officers_stay_away" in told
    carry_out(opening(opened), ALL_BACK)
    assert spans(world, world.hanh.id)[1:] == [("BM", merged, opened), ("SEN", opened, None)]
    assert spans(world, world.son.id)[-1] == ("BAC", date(2026, 3, 20), None)
    assert bought.organization_id == world.lotus.id
    assert _counted_for(world, now) == {"SEN": 1}


def _counted_for(world: World, now: datetime) -> dict[str, int]:
    """Count the uses of April as a decision to move each unit would count them."""
    found = {}
    for code, parent in (("SEN", "NAM"), ("BM", "BAC")):
        day = date(2026, 4, 1)
        plan = Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=(code,), parent=parent)
        if count := seen(world, plan, now).counts.purchases:
            found[code] = count
    return found


def test_uses_are_counted_by_the_last_word_on_whose_they_were(
    world: World, carry_out: Act, now: datetime
) -> None:
    Ledger(world, KNOWN).use(world.hanh_card, world.lotus, date(2026, 4, 10))
    assert _counted_for(world, now) == {"SEN": 1}
    carry_out(merging(date(2026, 4, 1)))
    assert _counted_for(world, now) == {"BM": 1}


def test_whoever_would_have_left_by_then_is_not_taken_back(
    world: World, carry_out: Act, retiring: Member, now: datetime
) -> None:
    carry_out(closing(SOON))
    plan = opening(RETIRES)
    assert seen(world, plan, now, ALL_BACK).counts.members_returning == 1
    carry_out(plan, ALL_BACK)
    assert spans(world, world.hanh.id)[-1] == ("SEN", RETIRES, None)
    assert spans(world, retiring.id) == [("SEN", BEGAN, SOON)]


def test_a_place_or_a_name_told_anew_for_a_day_ends_what_was_told_before(
    world: World, now: datetime
) -> None:
    day = date(2026, 5, 1)
    plans = [
        Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("SEN", "BM"), parent="T"),
        Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("SEN",), parent="NAM"),
        Plan(kind=Kind.DOI_TEN, day=day, units=("SEN",), name="CĐCS Sen Việt"),
        Plan(kind=Kind.DOI_TEN, day=day, units=("SEN",), name="CĐCS Sen Nam"),
    ]
    for plan in plans:
        decided(world, now, plan)
    units = [world.lotus.id, world.dawn.id]
    told = [(each.unit_id, each.record.id, each.by.id) for each in fates(world.session, units)]
    first = world.session.scalars(select(Reorganization.id).order_by(Reorganization.id)).all()
    assert told == [(world.lotus.id, first[0], first[1]), (world.lotus.id, first[2], first[3])]


def test_what_holds_only_until_a_later_decision_is_told_beforehand(
    world: World, now: datetime
) -> None:
    later = date(2026, 5, 20)
    decided(world, now, Plan(kind=Kind.CHUYEN_CAP_TREN, day=later, units=("SEN",), parent="NAM"))
    decided(world, now, Plan(kind=Kind.DOI_TEN, day=later, units=("SEN",), name="CĐCS Sen Việt"))
    day = date(2026, 5, 1)
    move = Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("SEN", "BM"), parent="T")
    name = Plan(kind=Kind.DOI_TEN, day=day, units=("SEN",), name="CĐCS Sen Nam")
    said = {
        each.code: each.params for plan in (move, name) for each in seen(world, plan, now).cautions
    }
    told = "20/05/2026 (12/QĐ-LĐLĐ)"
    assert said["moves_until"] == {"day": told, "units": "SEN"}
    assert said["named_until"] == {"day": told, "name": "CĐCS Sen Việt"}
    again = replace(move, day=later)
    assert "moves_until" not in {each.code for each in seen(world, again, now).cautions}
