"""The figures an officer signs: people, uses, periods and papers, as counted by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from benefits.figures import Question, ask
from benefits.organization import Level
from benefits.periods import Period
from benefits.reorganizations import Back, Choices, Kind, Part, Plan
from tests.support.deciding import ALL_BACK, Act, closing, decided, merging, opening, seen
from tests.support.uses import Ledger
from tests.world import KNOWN, World

TODAY = date(2026, 5, 1)


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


@pytest.fixture
def ledger(world: World) -> Ledger:
    return Ledger(world, KNOWN)


def cautions(world: World, plan: Plan, now: datetime) -> Mapping[str, dict[str, object]]:
    return {each.code: each.params for each in seen(world, plan, now).cautions}


def test_a_merger_of_today_hands_on_the_running_month_quarter_and_year(
    world: World, ledger: Ledger, now: datetime
) -> None:
    """The month of 1 May runs from 15 April, its quarter from 15 March, its year from December."""
    for day in ((2025, 12, 10), (2026, 1, 9), (2026, 3, 20), (2026, 4, 14), (2026, 4, 20)):
        ledger.use(world.hanh_card, world.lotus, date(*day))
    counts = seen(world, merging(TODAY), now).counts
    assert counts.purchases == 0
    assert (counts.handed_month, counts.handed_quarter, counts.handed_year) == (1, 3, 4)
    told = cautions(world, merging(TODAY), now)["merger_hands_over"]
    assert told == {"day": "01/05/2026", "month": 1, "quarter": 3, "year": 4}
    assert counts.months == counts.longer_periods == 0


@pytest.mark.either_database
def test_a_merger_hands_on_what_stood_below_on_each_day_and_nothing_else(
    world: World, ledger: Ledger, now: datetime, carry_out: Act
) -> None:
    """Hoa Sen left the north on 10 April, Bình Minh came: its days in the south stay there."""
    moved = date(2026, 4, 10)
    for code, above in (("SEN", "NAM"), ("BM", "BAC")):
        carry_out(Plan(kind=Kind.CHUYEN_CAP_TREN, day=moved, units=(code,), parent=above))
    for card, unit in ((world.hanh_card, world.lotus), (world.lan_card, world.dawn)):
        ledger.use(card, unit, date(2026, 1, 9))
        ledger.use(card, unit, date(2026, 4, 20))
    ledger.use(world.hanh_card, world.lotus, date(2026, 2, 9))
    plan = Plan(kind=Kind.SAP_NHAP, day=TODAY, units=("BAC",), into="NAM")
    counts = seen(world, plan, now).counts
    year = Period(date(2025, 12, 15), TODAY)
    counted = ask(world.session, Question(world.north.id, year, now)).rows[0].uses
    assert (counts.handed_month, counts.handed_year) == (1, 3)
    assert counted == counts.handed_year


def test_a_late_dissolution_leaves_its_own_uses_and_moves_those_below(
    world: World, ledger: Ledger, now: datetime
) -> None:
    day = date(2026, 4, 1)
    for card, unit in ((world.hanh_card, world.lotus), (world.lan_card, world.dawn)):
        ledger.use(card, unit, day)
        ledger.use(card, unit, day - timedelta(days=1))
    alone = seen(world, closing(day), now)
    assert (alone.counts.purchases, alone.counts.purchases_staying) == (0, 1)
    assert alone.periods == ()
    assert {"uses_stay", "decided_late_unused"} <= cautions(world, closing(day), now).keys()
    above = replace(closing(day), units=("BAC",), parent="NAM")
    assert seen(world, above, now).counts.purchases == 1
    assert seen(world, above, now).counts.purchases_staying == 0


@pytest.mark.parametrize("ahead", [0, 5])
def test_a_unit_that_opens_again_takes_the_uses_of_its_people_out_of_the_heir(
    world: World, ledger: Ledger, now: datetime, carry_out: Act, ahead: int
) -> None:
    """Lan was the heir's own; what Hạnh used before the day of return stays with the heir."""
    merged = date(2026, 4, 1)
    opened = merged + timedelta(days=ahead)
    carry_out(merging(merged))
    ledger.use(world.lan_card, world.dawn, date(2026, 4, 10))
    ledger.use(world.hanh_card, world.dawn, date(2026, 4, 10))
    ledger.use(world.hanh_card, world.dawn, date(2026, 4, 2))
    told = seen(world, opening(opened), now, ALL_BACK)
    assert told.counts.purchases == (1 if ahead else 2)
    assert (told.counts.members, told.counts.cards) == (2, 2)
    assert told.closing[0].members == 2
    assert not told.counts.handed_year
    kept = seen(world, opening(opened), now, Choices(takes_back=frozenset({Back.OFFICERS})))
    assert (kept.counts.purchases, kept.counts.members, kept.counts.cards) == (0, 0, 0)


def test_an_undone_merger_gives_the_past_of_its_periods_back(
    world: World, ledger: Ledger, now: datetime, carry_out: Act
) -> None:
    ledger.use(world.hanh_card, world.lotus, date(2026, 1, 9))
    carry_out(merging(date(2026, 4, 1)))
    undone, later = (opening(date(2026, 4, day)) for day in (1, 2))
    assert [line.code for line in seen(world, undone, now).periods] == ["2026-H1", "2026"]
    assert seen(world, later, now, ALL_BACK).periods == ()


def test_only_those_who_separate_take_their_uses_along(
    world: World, ledger: Ledger, now: datetime
) -> None:
    for card in (world.hanh_card, world.son_card, world.son_card):
        ledger.use(card, world.lotus, date(2026, 4, 10))
    part = Part(code="MOI", name="CĐCS Mới", level=Level.CO_SO, members=frozenset({world.hanh.id}))
    plan = Plan(kind=Kind.TACH, day=date(2026, 4, 1), units=("SEN",), parts=(part,))
    counts = seen(world, plan, now).counts
    assert (counts.members, counts.members_moving, counts.purchases) == (2, 1, 1)


def test_everybody_below_is_counted_and_a_new_name_recounts_nothing(
    world: World, ledger: Ledger, now: datetime
) -> None:
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 10))
    moving = Plan(kind=Kind.CHUYEN_CAP_TREN, day=date(2026, 4, 1), units=("BAC",), parent="NAM")
    told = seen(world, moving, now)
    assert (told.counts.members, told.counts.purchases) == (2, 1)
    assert [(line.code, line.members) for line in told.closing] == [("BAC", 2)]
    named = replace(moving, kind=Kind.DOI_TEN, parent=None, name="Công đoàn phường Bắc Mới")
    counts = seen(world, named, now).counts
    assert (counts.members, counts.purchases) == (2, 0)


def test_an_agreement_that_was_signed_and_is_held_is_one(world: World, now: datetime) -> None:
    world.signed("02/TT", world.pharmacy, world.lotus)
    counts = seen(world, merging(TODAY), now).counts
    assert (counts.agreements, counts.agreements_signed, counts.agreements_held) == (1, 1, 1)


def test_a_merger_the_wrong_way_round_is_remarked_on(world: World, now: datetime) -> None:
    down = replace(merging(TODAY), units=("BAC",))
    assert "successor_below" in cautions(world, replace(down, into="SEN"), now)
    assert "successor_lower" in cautions(world, down, now)
    up = replace(merging(TODAY), into="NAM")
    assert not {"successor_below", "successor_lower"} & cautions(world, up, now).keys()


def test_a_use_taken_back_altogether_changes_hands_in_no_count_as_in_no_figure(
    world: World, ledger: Ledger, now: datetime
) -> None:
    first, second, third, _left = (
        ledger.use(world.hanh_card, world.lotus, date(2026, 4, day)) for day in range(1, 5)
    )
    ledger.take_back(first, known=KNOWN, benefit=10, paid=90, is_whole=True)
    ledger.take_back(second, known=KNOWN, benefit=4, paid=36)
    ledger.take_back(second, known=KNOWN, benefit=6, paid=54, number=2)
    ledger.take_back(third, known=KNOWN, benefit=4, paid=36)
    plan = merging(date(2026, 4, 1))
    question = Question(world.lotus.id, Period(plan.day, TODAY), now)
    counts = seen(world, plan, now).counts
    assert counts.purchases == ask(world.session, question).rows[0].uses == 2
    assert (counts.months, counts.longer_periods) == (1, 0)
    assert seen(world, closing(plan.day), now).counts.purchases_staying == 2


def test_a_new_unit_counts_the_people_of_those_that_go_below_it(
    world: World, ledger: Ledger, now: datetime
) -> None:
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 10))
    level = Level.CAP_TREN
    part = Part(code="XA", name="Công đoàn xã", level=level, parent="NAM", units=("SEN",))
    plan = Plan(kind=Kind.THANH_LAP, day=date(2026, 4, 1), parts=(part,))
    counts = seen(world, plan, now).counts
    assert (counts.units, counts.units_below) == (1, 1)
    assert (counts.members, counts.cards, counts.purchases) == (2, 2, 1)
    assert (counts.members_leaving, counts.members_moving, counts.cards_stopping) == (0, 0, 0)


def test_who_comes_below_a_unit_or_leaves_it_on_the_very_day_is_counted_where_they_are_then(
    world: World, ledger: Ledger, now: datetime, carry_out: Act
) -> None:
    """On 1 July 2025 all was decided for one day."""
    day = date(2026, 4, 1)
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 10))
    carry_out(Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("SEN",), parent="NAM"))
    move = Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("NAM",), parent="BAC")
    told = seen(world, move, now)
    own = seen(world, replace(move, day=date(2026, 3, 31)), now).counts.members
    assert (told.counts.members, told.counts.purchases) == (own + 2, 1)
    assert [(line.code, line.members) for line in told.closing] == [("NAM", own + 2)]
    left = seen(world, replace(move, units=("BAC",), parent="NAM"), now).counts
    assert (left.members, left.purchases) == (0, 0)
