"""A decision for an earlier day replaces a planned one, says so, and gives it back when undone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits import reorganizations
from benefits.organization import Level
from benefits.reorganizations import Choices, Decision, Kind, Part, Plan, Reorganization
from tests.support.deciding import Act, closing, decided, merging, opening, path, seen, spans
from tests.world import BEGAN, World

TODAY = date(2026, 5, 1)
SOON, LATER, LAST = (TODAY + timedelta(days=days) for days in (5, 20, 40))


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


def planned(world: World, number: str, plan: Plan, now: datetime) -> Reorganization:
    paper = Decision(number=number, signed_on=date(2026, 4, 20))
    return reorganizations.carry_out(world.session, plan, Choices(), paper, by=None, now=now)


def said(world: World, plan: Plan, now: datetime) -> dict[str, dict[str, object]]:
    return {each.code: each.params for each in seen(world, plan, now).cautions}


def records(world: World) -> Sequence[Reorganization]:
    return world.session.scalars(select(Reorganization).order_by(Reorganization.id)).all()


def test_a_merger_that_a_dissolution_replaces_comes_back_with_its_withdrawal(
    world: World, carry_out: Act, now: datetime
) -> None:
    plan = planned(world, "81/QĐ", merging(LATER), now)
    told = {"number": "81/QĐ", "day": f"{LATER:%d/%m/%Y}"}
    assert said(world, closing(SOON), now)["replaces_planned"] == {**told, "units": "SEN"}
    over = planned(world, "82/QĐ", closing(SOON), now)
    [fate] = reorganizations.fates(world.session, [world.lotus.id])
    assert (fate.record, fate.by, fate.is_taken_back) == (plan, over, False)
    assert said(world, opening(SOON), now)["planned_comes_back"] == {**told, "organization": "SEN"}
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, LATER), ("BM", LATER, None)]
    assert (path(world, "SEN", SOON) != "", path(world, "SEN", LATER)) == (True, "")
    first, second, third, again = records(world)
    assert (again.kind, again.day, again.decision_number) == (Kind.SAP_NHAP, LATER, "81/QĐ")
    fates = {
        each.record.id: each.by.id
        for each in reorganizations.fates(world.session, [world.lotus.id])
    }
    assert fates == {first.id: second.id, second.id: third.id}
    carry_out(opening(LATER))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]


def test_a_dissolution_and_a_move_that_were_replaced_come_back_together(
    world: World, carry_out: Act, now: datetime
) -> None:
    move = Plan(kind=Kind.CHUYEN_CAP_TREN, day=LATER, units=("SEN",), parent="NAM")
    planned(world, "80/QĐ", move, now)
    planned(world, "81/QĐ", closing(LAST), now)
    carry_out(merging(SOON))
    carry_out(opening(SOON))
    assert "NAM" in path(world, "SEN", LATER)
    assert "NAM" not in path(world, "SEN", SOON)
    assert path(world, "SEN", LAST) == ""
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, LAST)]


def dividing(world: World) -> Plan:
    """Divide Hoa Sen: P1 takes Hạnh, P2 everybody else."""
    hanh = frozenset({world.hanh.id})
    one = Part(code="P1", name="P1", level=Level.CO_SO, members=hanh)
    two = Part(code="P2", name="P2", level=Level.CO_SO, takes_rest=True)
    return Plan(kind=Kind.CHIA, day=LATER, units=("SEN",), parts=(one, two))


@pytest.mark.either_database
def test_a_division_that_was_replaced_comes_back_with_who_goes_where(
    world: World, carry_out: Act, now: datetime
) -> None:
    planned(world, "81/QĐ", dividing(world), now)
    carry_out(closing(SOON))
    assert said(world, opening(SOON), now)["planned_comes_back"]["number"] == "81/QĐ"
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, LATER), ("P1", LATER, None)]
    assert spans(world, world.son.id) == [("SEN", BEGAN, LATER), ("P2", LATER, None)]
    assert records(world)[-1].kind is Kind.CHIA
    carry_out(opening(LATER))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert spans(world, world.son.id) == [("SEN", BEGAN, None)]


@pytest.mark.either_database
def test_of_united_units_one_that_was_dissolved_before_joins_again(
    world: World, carry_out: Act, now: datetime
) -> None:
    part = Part(code="X", name="X", level=Level.CO_SO)
    planned(
        world,
        "81/QĐ",
        Plan(kind=Kind.HOP_NHAT, day=LATER, units=("SEN", "BM"), parts=(part,)),
        now,
    )
    carry_out(closing(SOON))
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, LATER), ("X", LATER, None)]
    assert (path(world, "SEN", LATER), path(world, "BM", LATER)) == ("", "")
    again = records(world)[-1]
    assert (again.kind, again.decision_number) == (Kind.HOP_NHAT, "81/QĐ")


def test_what_cannot_be_carried_out_again_is_said_to_be_gone(
    world: World, carry_out: Act, now: datetime
) -> None:
    planned(world, "81/QĐ", dividing(world), now)
    carry_out(closing(SOON))
    carry_out(Plan(kind=Kind.GIAI_THE, day=LAST, units=("P1",)))
    gone = said(world, opening(SOON), now)
    assert gone["planned_is_gone"]["number"] == "81/QĐ"
    assert "planned_comes_back" not in gone
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]


def test_a_merger_whose_heir_has_closed_meanwhile_does_not_come_back(
    world: World, carry_out: Act, now: datetime
) -> None:
    planned(world, "81/QĐ", merging(LATER), now)
    carry_out(closing(SOON))
    carry_out(Plan(kind=Kind.GIAI_THE, day=SOON, units=("BM",)))
    assert "planned_is_gone" in said(world, opening(SOON), now)
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert len(records(world)) == 4


def test_a_decision_that_was_taken_back_is_not_said_to_be_replaced(
    world: World, carry_out: Act, now: datetime
) -> None:
    carry_out(merging(LATER))
    carry_out(opening(LATER))
    assert "replaces_planned" not in said(world, closing(SOON), now)
