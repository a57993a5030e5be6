"""Whoever comes to a unit that is to be divided goes on in one of its parts, and is told of it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from benefits import purchases, reorganizations
from benefits.members import BeneficiaryKind, EndReason, Member, Membership, leaving
from benefits.members.belonging import Belonging
from benefits.organization import Level
from benefits.reorganizations import Kind, Part, Plan
from tests.counter import Counter
from tests.support.deciding import closing, decided, opening, spans
from tests.world import BEGAN, World

pytestmark = pytest.mark.either_database

DAY, MOVED, YEAR_END = date(2026, 7, 1), date(2026, 5, 10), date(2027, 1, 1)
RELATIVE = BeneficiaryKind.THAN_NHAN


def dividing(*people: Member, day: date = DAY, takes_rest: bool = True) -> Plan:
    """Divide Hoa Sen: P1 takes those named, P2 the rest."""
    named = frozenset(each.id for each in people)
    one = Part(code="P1", name="CĐCS Phần Một", level=Level.CO_SO, members=named)
    two = Part(code="P2", name="CĐCS Phần Hai", level=Level.CO_SO, takes_rest=takes_rest)
    return Plan(kind=Kind.CHIA, day=day, units=("SEN",), parts=(one, two))


def go_on(world: World, now: datetime, *members: Member) -> int:
    ids = [each.id for each in members] or None
    return reorganizations.go_on_in_parts(world.session, now=now, members=ids)


@pytest.fixture
def newcomer(world: World) -> Member:
    return world.member("DV70", "Vũ Thị Mới", world.north)


def test_who_is_moved_there_before_it_goes_on_in_the_part_that_takes_the_rest(
    world: World, counter: Counter, now: datetime, newcomer: Member
) -> None:
    card = world.card(newcomer)
    decided(world, now, dividing(world.hanh))
    purchases.transfer(world.session, newcomer.id, world.lotus.id, MOVED, now=now)
    assert spans(world, newcomer.id)[-1] == ("SEN", MOVED, DAY)
    assert go_on(world, now, newcomer) == 1
    assert spans(world, newcomer.id)[1:] == [("SEN", MOVED, DAY), ("P2", DAY, None)]
    later = datetime(2026, 7, 2, 3, tzinfo=now.tzinfo)
    assert counter.verify(counter.printed(card), now=later).applies
    assert go_on(world, now) == 0
    decided(world, now, opening(DAY))
    assert spans(world, newcomer.id)[1:] == [("SEN", MOVED, None)]


@pytest.mark.parametrize("takes_rest", [True, False])
def test_who_went_and_came_back_goes_to_the_part_that_the_decision_named(
    world: World, now: datetime, takes_rest: bool
) -> None:
    session, hanh, others = world.session, world.hanh, [] if takes_rest else [world.son]
    decided(world, now, dividing(hanh, *others, takes_rest=takes_rest))
    for unit, day in ((world.north, date(2026, 5, 1)), (world.lotus, MOVED)):
        purchases.transfer(session, hanh.id, unit.id, day, now=now)
    assert go_on(world, now) == 1
    assert spans(world, hanh.id)[-2:] == [("SEN", MOVED, DAY), ("P1", DAY, None)]


def test_relatives_go_where_their_member_goes_and_a_known_end_is_kept(
    world: World, now: datetime, newcomer: Member
) -> None:
    session = world.session
    decided(world, now, dividing(world.hanh))
    place = Belonging(world.lotus.id, RELATIVE, MOVED, YEAR_END)
    of_hanh, of_newcomer = (world.member(f"TN{n}", f"Lê Bé {n}", world.north) for n in (1, 2))
    leaving.leave(session, of_hanh.id, MOVED, EndReason.KHAC)
    purchases.join(session, of_hanh.id, place, now=now, relative_of_id=world.hanh.id)
    of = select(Membership).where(Membership.member_id == of_newcomer.id)
    span = session.scalars(of).one()
    span.kind, span.relative_of_id = RELATIVE, newcomer.id
    session.flush()
    purchases.transfer(session, newcomer.id, world.lotus.id, MOVED, now=now)
    go_on(world, now)
    assert spans(world, of_hanh.id)[-1] == ("P1", DAY, YEAR_END)
    assert spans(world, newcomer.id)[-1] == ("P2", DAY, None)
    assert spans(world, of_newcomer.id)[-1] == ("P2", DAY, None)
    through = {each.relative_of_id for each in session.scalars(of) if each.valid_from >= MOVED}
    assert through == {newcomer.id}


def test_where_the_part_is_to_be_divided_as_well_they_go_on_in_its_part_at_once(
    world: World, now: datetime, newcomer: Member
) -> None:
    decided(world, now, dividing(world.hanh))
    again = date(2026, 8, 1)
    parts = tuple(
        Part(code=code, name=code, level=Level.CO_SO, takes_rest=code == "Q2")
        for code in ("Q1", "Q2")
    )
    decided(world, now, Plan(kind=Kind.CHIA, day=again, units=("P2",), parts=parts))
    purchases.transfer(world.session, newcomer.id, world.lotus.id, MOVED, now=now)
    go_on(world, now, newcomer)
    assert spans(world, newcomer.id)[2:] == [("P2", DAY, again), ("Q2", again, None)]


def test_a_division_of_the_past_carries_on_who_is_told_of_late(
    world: World, now: datetime, newcomer: Member
) -> None:
    since = date(2026, 3, 1)
    decided(world, now, dividing(world.hanh, day=since))
    told = date(2026, 2, 1)
    purchases.transfer(world.session, newcomer.id, world.lotus.id, told, now=now)
    assert go_on(world, now) == 1
    assert spans(world, newcomer.id)[1:] == [("SEN", told, since), ("P2", since, None)]


def test_where_nothing_takes_the_rest_or_the_unit_is_dissolved_nobody_is_put_anywhere(
    world: World, now: datetime, newcomer: Member
) -> None:
    everybody = [world.hanh, world.son]
    decided(world, now, dividing(*everybody, takes_rest=False))
    purchases.transfer(world.session, newcomer.id, world.lotus.id, MOVED, now=now)
    assert go_on(world, now) == 0
    decided(world, now, opening(DAY))
    assert spans(world, newcomer.id)[-1] == ("SEN", MOVED, None)
    decided(world, now, closing(DAY))
    assert go_on(world, now) == 0
    assert spans(world, newcomer.id)[-1] == ("SEN", MOVED, DAY)
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, DAY)]
