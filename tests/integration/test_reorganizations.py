"""Decisions about units, from the preview to what the till and the members' spans then say."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, insert, select

from benefits.figures import Question, ask
from benefits.members import Member, Membership
from benefits.organization import Level, Organization
from benefits.periods import Period, day_of
from benefits.reorganizations import (
    Kind,
    Part,
    Plan,
    Refused,
)
from tests.counter import Counter
from tests.support.deciding import ALL_BACK, Act, decided, objections, path, seen, spans
from tests.support.uses import Ledger
from tests.world import KNOWN, World

ONE_DAY = timedelta(days=1)


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


def test_a_card_stops_on_the_day_its_unit_is_dissolved(
    world: World, counter: Counter, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today + ONE_DAY, units=("SEN",))
    told = seen(world, plan, now)
    assert told.objections == ()
    assert (told.counts.members_leaving, told.counts.cards_stopping) == (2, 2)
    carry_out(plan)
    card = counter.printed(world.hanh_card)
    assert counter.verify(card).reason is None
    stopped = counter.verify(card, now=now + ONE_DAY).reason
    assert stopped is not None
    assert stopped.code == "membership_ended"
    assert spans(world, world.hanh.id)[-1][2] == today + ONE_DAY
    assert counter.verify(counter.printed(world.lan_card), now=now + ONE_DAY).reason is None


def test_hundreds_leave_in_a_few_statements(
    world: World, carry_out: Act, now: datetime, statements: list[str]
) -> None:
    session, count = world.session, 600
    units = [
        world.unit(f"X{n}", f"CĐCS Trường số {n}", Level.CO_SO, world.north) for n in range(30)
    ]
    people = [
        {
            "id": 1_000 + n,
            "member_no": f"X{n}",
            "full_name": "Lê An",
            "sort_key": "an",
            "known_at": now,
        }
        for n in range(count)
    ]
    session.execute(insert(Member), people)
    belonging = [
        {
            "member_id": each["id"],
            "id": 10_000 + n,
            "organization_id": units[n % 30].id,
            "kind": "doan_vien",
            "valid_from": date(2020, 1, 1),
            "known_at": now,
        }
        for n, each in enumerate(people)
    ]
    session.execute(insert(Membership), belonging)
    plan = Plan(kind=Kind.GIAI_THE, day=day_of(now), units=tuple(unit.code for unit in units))
    assert seen(world, plan, now).counts.members_leaving == count
    before = len(statements)
    carry_out(plan)
    assert len(statements) - before < 100
    left = select(func.count()).where(
        Membership.organization_id.in_([unit.id for unit in units]),
        Membership.valid_until == day_of(now),
    )
    assert session.scalar(left) == count


def test_a_merger_moves_people_and_stops_no_card(
    world: World, counter: Counter, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.SAP_NHAP, day=today, units=("SEN",), into="BM")
    assert seen(world, plan, now).counts.members_moving == 2
    carry_out(plan)
    assert spans(world, world.hanh.id) == [
        ("SEN", date(2020, 1, 1), today),
        ("BM", today, None),
    ]
    checked = counter.verify(counter.printed(world.hanh_card))
    assert checked.reason is None
    assert [answer.reason for answer in checked.offers] == [None]


def test_a_late_merger_takes_the_uses_since_its_day_along(
    world: World, carry_out: Act, now: datetime
) -> None:
    ledger, day = Ledger(world, KNOWN), date(2026, 3, 10)
    ledger.use(world.hanh_card, world.lotus, date(2026, 2, 20))
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 2))
    plan = Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="BM")
    told = seen(world, plan, now)
    assert told.counts.purchases == 1
    assert [tuple(line) for line in told.periods] == [
        ("2026-04", 1, True),
        ("2026-03", 1, True),
        ("2026-Q2", 1, False),
        ("2026-Q1", 1, True),
        ("2026-H1", 2, False),
        ("2026", 2, False),
    ]
    assert (told.counts.months, told.counts.longer_periods) == (2, 1)
    assert [each.code for each in told.cautions] == ["decided_late", "merger_hands_over"]
    carry_out(plan)

    def uses(unit: Organization, first: date, after: date, known: datetime = now) -> int:
        [row] = ask(world.session, Question(unit.id, Period(first, after), known)).rows
        return row.uses

    year = date(2026, 1, 1), date(2027, 1, 1)
    assert (uses(world.dawn, *year), uses(world.lotus, *year)) == (2, 0)
    assert (uses(world.dawn, year[0], day), uses(world.lotus, year[0], day)) == (0, 1)
    assert uses(world.lotus, *year, KNOWN) == 2


def test_dividing_a_unit_leaves_nobody_without_one(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    one, two = (Part(code=f"SEN{n}", name=f"CĐCS Hoa Sen {n}", level=Level.CO_SO) for n in (1, 2))
    one = replace(one, members=frozenset({world.hanh.id}))
    plan = Plan(kind=Kind.CHIA, day=today, units=("SEN",), parts=(one, two))
    assert objections(world, plan, now) == ["members_unassigned"]
    stranger = replace(one, members=frozenset({world.lan.id}))
    two = replace(two, takes_rest=True)
    assert objections(world, replace(plan, parts=(stranger, two)), now) == ["members_of_others"]
    carry_out(replace(plan, parts=(one, two)))
    assert spans(world, world.hanh.id)[-1] == ("SEN1", today, None)
    assert spans(world, world.son.id)[-1] == ("SEN2", today, None)
    assert (path(world, "SEN", today), path(world, "SEN2", today)) == ("", "T BAC SEN2")


def test_what_separates_leaves_the_rest_where_it_was(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    part = Part(
        code="SEN2",
        name="CĐCS Hoa Sen 2",
        level=Level.CO_SO,
        parent="NAM",
        members=frozenset({world.son.id}),
    )
    carry_out(Plan(kind=Kind.TACH, day=today, units=("SEN",), parts=(part,)))
    assert spans(world, world.hanh.id)[-1][0] == "SEN"
    assert spans(world, world.son.id)[-1] == ("SEN2", today, None)
    assert (path(world, "SEN", today), path(world, "SEN2", today)) == ("T BAC SEN", "T NAM SEN2")


def test_what_stands_below_a_dissolved_unit_needs_another_superior(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today, units=("BAC",))
    assert objections(world, plan, now) == ["parent_not_open"]
    carry_out(replace(plan, parent="NAM"))
    assert path(world, "SEN", today) == "T NAM SEN"
    assert spans(world, world.hanh.id) == [("SEN", date(2020, 1, 1), None)]


def test_a_whole_sub_tree_can_end_and_begin_again(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today, units=("BAC",), with_below=True)
    assert seen(world, plan, now).counts.units == 2
    carry_out(plan)
    assert spans(world, world.hanh.id)[-1][2] == today
    carry_out(Plan(kind=Kind.TAI_LAP, day=today, units=("BAC",)))
    carry_out(Plan(kind=Kind.TAI_LAP, day=today + ONE_DAY, units=("SEN",)), ALL_BACK)
    assert path(world, "SEN", today + ONE_DAY) == "T BAC SEN"
    assert [span[0:2] for span in spans(world, world.hanh.id)][-1] == ("SEN", today + ONE_DAY)


def test_the_same_decision_twice_is_refused(carry_out: Act, now: datetime) -> None:
    plan = Plan(kind=Kind.CHUYEN_CAP_TREN, day=day_of(now), units=("SEN",), parent="NAM")
    carry_out(plan)
    with pytest.raises(Refused, match="reorganization_changes_nothing"):
        carry_out(plan)


def test_what_cannot_be_is_said_before_it_is_tried(world: World, now: datetime) -> None:
    day = day_of(now)
    part = Part(code="SEN", name="Một tên", level=Level.CO_SO)
    for plan, objection in {
        Plan(kind=Kind.THANH_LAP, day=day, parts=(replace(part, parent="T"),)): (
            "organization_code_taken"
        ),
        Plan(kind=Kind.THANH_LAP, day=day, parts=(replace(part, code="N"),)): "parent_missing",
        Plan(kind=Kind.GIAI_THE, day=day): "units_wrong_number",
        Plan(kind=Kind.GIAI_THE, day=day, units=("?",)): "units_unknown",
        Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",)): "successor_missing",
        Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="SEN"): "merged_into_itself",
        Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("BAC",), parent="SEN"): "cycle",
        Plan(kind=Kind.GIAI_THE, day=date(2019, 1, 1), units=("SEN",)): "unit_not_open",
        Plan(kind=Kind.GIAI_THE, day=date(2020, 1, 1), units=("SEN",)): "unit_not_open",
        Plan(kind=Kind.TAI_LAP, day=day, units=("SEN",)): "unit_already_open",
        Plan(kind=Kind.DOI_TEN, day=day, units=("SEN",), name=" "): "name_missing",
    }.items():
        assert objections(world, plan, now) == [objection]


def test_people_entered_after_the_day_are_not_silently_dropped(world: World, now: datetime) -> None:
    world.member("DV9", "Phạm Văn Chín", world.lotus, since=date(2026, 4, 10))
    plan = Plan(kind=Kind.GIAI_THE, day=date(2026, 4, 1), units=("SEN",))
    assert objections(world, plan, now) == ["members_joined_later"]
