"""A closed unit opens again: its people, officers and agreements come back where that is chosen."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits.access import Account, AccountRole, accounts
from benefits.agreements import Agreement
from benefits.members import merging as person_merging
from benefits.organization import Level, Organization
from benefits.reorganizations import Back, Choices, Kind, OfficersGo, Part, Plan, Reorganization
from tests.support.deciding import ALL_BACK, Act, closing, decided, merging, opening, seen, spans
from tests.world import BEGAN, World

TODAY = date(2026, 5, 1)
SOON, LATER = (TODAY + timedelta(days=days) for days in (5, 20))
NOTHING_BACK = Choices(takes_back=frozenset())


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


@pytest.fixture
def officer(world: World, now: datetime) -> Account:
    return _officer_at(world, "Đỗ Thị Chủ Tịch", world.lotus, now)


def _officer_at(world: World, name: str, unit: Organization, now: datetime) -> Account:
    return accounts.add_officer(
        world.session,
        login=f"{unit.code}@example.vn",
        name=name,
        organization_id=unit.id,
        now=now,
    ).account


def dividing(day: date) -> Plan:
    """Hạnh goes to the first part, whoever is left to the second."""
    first, second = (
        Part(code=f"P{n}", name=f"CĐCS Phần {n}", level=Level.CO_SO, takes_rest=n == 2)
        for n in (1, 2)
    )
    return Plan(kind=Kind.CHIA, day=day, units=("SEN",), parts=(first, second))


def roles_of(world: World, account: Account) -> list[tuple[int | None, date, date | None]]:
    world.session.expire_all()
    mine = select(AccountRole).where(AccountRole.account_id == account.id)
    found = world.session.scalars(mine.order_by(AccountRole.valid_from, AccountRole.id))
    return [(each.organization_id, each.valid_from, each.valid_until) for each in found]


@pytest.mark.parametrize("day", [SOON, LATER])
def test_the_people_of_a_divided_unit_come_back_out_of_its_parts(
    world: World, carry_out: Act, now: datetime, day: date
) -> None:
    carry_out(dividing(SOON))
    assert spans(world, world.hanh.id)[-1] == ("P2", SOON, None)
    told = seen(world, opening(day), now, ALL_BACK)
    assert told.counts.members_returning == 2
    assert [each.name for each in told.returning.people] == ["Nguyễn Thị Hạnh", "Trần Văn Sơn"]
    carry_out(opening(day), ALL_BACK)
    again = [("SEN", BEGAN, None)] if day == SOON else [("P2", SOON, LATER), ("SEN", LATER, None)]
    assert spans(world, world.hanh.id)[-len(again) :] == again


@pytest.mark.parametrize("end", [closing, merging, dividing])
def test_unless_it_is_said_otherwise_only_an_undone_end_brings_everything_back(
    world: World, now: datetime, carry_out: Act, end: Callable[[date], Plan]
) -> None:
    carry_out(end(SOON))
    later, undone = (seen(world, opening(day), now) for day in (LATER, SOON))
    assert later.choices.takes_back == frozenset()
    assert undone.choices.takes_back == frozenset(Back)
    assert (later.counts.members_returning, later.counts.members_away) == (0, 2)
    assert later.returning.counts[Back.PEOPLE] == undone.counts.members_returning == 2


def test_whoever_was_found_to_be_somebody_else_does_not_come_back_twice(
    world: World, now: datetime, carry_out: Act
) -> None:
    carry_out(closing(date(2026, 4, 1)))
    person_merging.merge(world.session, world.son, world.lan, now=now)
    assert seen(world, opening(SOON), now, ALL_BACK).counts.members_returning == 1


@pytest.mark.parametrize("goes", [OfficersGo.ALONG, OfficersGo.OUT])
def test_officers_return_to_their_unit_with_the_ends_they_had(
    world: World, now: datetime, carry_out: Act, officer: Account, goes: OfficersGo
) -> None:
    ends = date(2030, 1, 1)
    [role] = world.session.scalars(select(AccountRole).where(AccountRole.account_id == officer.id))
    role.valid_until = ends
    carry_out(merging(SOON), Choices(officers=goes))
    told = seen(world, opening(LATER), now, ALL_BACK)
    assert told.returning.officers == ("Đỗ Thị Chủ Tịch",)
    assert told.counts.officers_returning == 1
    carry_out(opening(LATER), ALL_BACK)
    first, *_rest, last = roles_of(world, officer)
    assert first == (world.lotus.id, TODAY, SOON)
    assert last == (world.lotus.id, LATER, ends)


@pytest.mark.parametrize("is_alone", [True, False])
def test_what_an_officer_was_given_instead_ends_unless_nobody_were_left_there(
    world: World, now: datetime, carry_out: Act, officer: Account, is_alone: bool
) -> None:
    if not is_alone:
        _officer_at(world, "Vũ Minh", world.dawn, now)
    carry_out(merging(SOON))
    carry_out(opening(LATER), ALL_BACK)
    instead = next(role for role in roles_of(world, officer) if role[0] == world.dawn.id)
    assert instead == (world.dawn.id, SOON, None if is_alone else LATER)


def test_an_undone_end_leaves_officers_as_if_nothing_had_been(
    world: World, carry_out: Act, officer: Account
) -> None:
    carry_out(closing(SOON))
    carry_out(opening(SOON))
    assert roles_of(world, officer)[0] == (world.lotus.id, TODAY, None)


def test_agreements_that_were_handed_on_come_back_and_the_record_says_so(
    world: World, now: datetime, carry_out: Act
) -> None:
    paper = world.session.scalars(select(Agreement)).first()
    assert paper is not None
    paper.signed_by_id = paper.held_by_id = world.lotus.id
    world.session.flush()
    carry_out(merging(date(2026, 4, 1)))
    assert paper.held_by_id == world.dawn.id
    told = seen(world, opening(TODAY), now)
    assert [each.number for each in told.returning.agreements] == [paper.number]
    carry_out(opening(TODAY), ALL_BACK)
    world.session.expire_all()
    assert paper.held_by_id == world.lotus.id
    record = world.session.scalars(
        select(Reorganization).order_by(Reorganization.id.desc())
    ).first()
    assert record is not None
    assert record.counts["agreements_returning"] == 1
    assert record.choices["takes_back"] == ["agreements", "officers", "people"]


def test_nothing_comes_back_unasked(world: World, carry_out: Act, officer: Account) -> None:
    carry_out(closing(SOON))
    carry_out(opening(SOON), NOTHING_BACK)
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, SOON)]
    assert roles_of(world, officer)[0] == (world.lotus.id, TODAY, SOON)
