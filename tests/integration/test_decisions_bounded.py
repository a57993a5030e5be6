"""Whom and what a decision may take along: relatives, papers, officers, and days in reach."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.access import AccountRole, add_officer
from benefits.members import BeneficiaryKind, Membership
from benefits.organization import Level
from benefits.reorganizations import Choices, Kind, OfficersGo, Part, Plan, Refused
from tests.support.deciding import (
    PAPER,
    Act,
    closing,
    decided,
    merging,
    objections,
    seen,
    spans,
)
from tests.world import World

TODAY = date(2026, 5, 1)
SOON, LATER = (TODAY + timedelta(days=days) for days in (5, 20))


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


def test_relatives_go_where_their_member_goes(world: World, carry_out: Act, now: datetime) -> None:
    child, spouse = (
        world.member(f"TN{number}", "Trần Bé", world.lotus, kind=BeneficiaryKind.THAN_NHAN)
        for number in (1, 2)
    )
    for relative, member in ((child, world.son), (spouse, world.hanh)):
        [span] = world.session.scalars(
            select(Membership).where(Membership.member_id == relative.id)
        )
        span.relative_of_id = member.id
    world.session.flush()
    parts = tuple(
        Part(code=f"SEN{member.id}", name="CĐCS", level=Level.CO_SO, members=frozenset({member.id}))
        for member in (world.son, world.hanh)
    )
    divided = Plan(kind=Kind.CHIA, day=TODAY, units=("SEN",), parts=parts)
    assert objections(world, divided, now) == []
    torn = Part(code="X", name="X", level=Level.CO_SO, members=frozenset({child.id}))
    apart = Plan(kind=Kind.TACH, day=TODAY, units=("SEN",), parts=(torn,))
    assert objections(world, apart, now) == ["relatives_go_along"]
    separated = Plan(kind=Kind.TACH, day=TODAY, units=("SEN",), parts=parts[:1])
    assert seen(world, separated, now).counts.members_moving == 2
    carry_out(divided)
    for relative, member in ((child, world.son), (spouse, world.hanh)):
        assert spans(world, relative.id)[-1] == (f"SEN{member.id}", TODAY, None)


def test_nothing_is_handed_to_a_unit_that_is_not_there(
    world: World, carry_out: Act, now: datetime
) -> None:
    carry_out(Plan(kind=Kind.GIAI_THE, day=TODAY, units=("BM",)))
    for chosen in (Choices(holder="SEN"), Choices(officers_to="BM")):
        told = seen(world, closing(TODAY), now, chosen)
        assert [each.code for each in told.objections] == ["chosen_not_open"]


def test_officers_of_a_dissolved_unit_go_up_where_they_are_to_go_along(
    world: World, carry_out: Act, now: datetime
) -> None:
    session = world.session
    add_officer(session, login="a@x.example", name="An", now=now, organization_id=world.lotus.id)
    session.flush()
    [line] = seen(world, closing(SOON), now).officers
    assert line.goes_to == "BAC"
    [line] = seen(world, closing(SOON), now, Choices(officers=OfficersGo.OUT)).officers
    assert line.goes_to is None
    carry_out(closing(SOON))
    roles = session.execute(
        select(AccountRole.organization_id, AccountRole.valid_until).order_by(AccountRole.id)
    )
    assert [tuple(role) for role in roles] == [(world.lotus.id, SOON), (world.north.id, None)]


@pytest.mark.parametrize("first", [closing, merging])
def test_officers_end_up_where_the_decision_that_holds_puts_them(
    world: World, carry_out: Act, now: datetime, first: Callable[[date], Plan]
) -> None:
    session = world.session
    add_officer(session, login="a@x.example", name="An", now=now, organization_id=world.lotus.id)
    session.flush()
    carry_out(first(LATER))
    carry_out(Plan(kind=Kind.SAP_NHAP, day=SOON, units=("SEN",), into="NAM"))
    roles = session.execute(
        select(AccountRole.organization_id, AccountRole.valid_from, AccountRole.valid_until)
    )
    assert sorted(tuple(role) for role in roles) == sorted(
        [(world.lotus.id, TODAY, SOON), (world.south.id, SOON, None)]
    )


def test_days_on_which_a_unit_was_another_superiors_are_not_decided_about(
    world: World, now: datetime
) -> None:
    """The dawn came under the north in March, and is to go back in July."""
    session = world.session
    organization.move(session, world.dawn, world.north, date(2026, 3, 1), now)
    for day, plan_of in (
        (date(2026, 2, 1), closing_dawn),
        (date(2026, 2, 1), merging),
        (date(2026, 2, 1), renaming_dawn),
    ):
        told = reorganizations.preview(session, plan_of(day), now=now, within="BAC")
        assert [each.code for each in told.objections] == ["reaches_beyond"]
        assert told.objections[0].params == {"units": "BM"}
        with pytest.raises(Refused):
            reorganizations.carry_out(
                session, plan_of(day), Choices(), PAPER, by=None, now=now, within="BAC"
            )
        assert objections(world, plan_of(day), now) == []
        inside = reorganizations.preview(session, plan_of(TODAY), now=now, within="BAC")
        assert inside.objections == ()
    organization.move(session, world.dawn, world.south, date(2026, 7, 1), now)
    ahead = reorganizations.preview(session, closing_dawn(TODAY), now=now, within="BAC")
    assert [each.code for each in ahead.objections] == ["reaches_beyond"]
    renamed = reorganizations.preview(session, renaming_dawn(TODAY), now=now, within="BAC")
    assert renamed.objections == ()


def closing_dawn(day: date) -> Plan:
    return Plan(kind=Kind.GIAI_THE, day=day, units=("BM",))


def renaming_dawn(day: date) -> Plan:
    return Plan(kind=Kind.DOI_TEN, day=day, units=("BM",), name="Tên khác")
