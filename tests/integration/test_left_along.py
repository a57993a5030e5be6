"""Relatives who belong to another unit than the member through whom they do."""

from datetime import date, datetime, timedelta

import pytest

from benefits.members import BeneficiaryKind, EndReason, Member, Membership
from benefits.reorganizations import Kind, Plan
from tests.support.deciding import ALL_BACK, closing, decided, merging, opening, seen
from tests.world import World

TODAY, SOON = date(2026, 5, 1), date(2026, 5, 6)
ENDS = date(2028, 1, 1)


@pytest.fixture
def child(world: World) -> Member:
    """Hạnh's, in the unit of the other parent."""
    kind = BeneficiaryKind.THAN_NHAN
    made = world.member("TN1", "Lê Minh Anh", world.dawn, kind=kind, until=ENDS)
    [span] = spans(world, made)
    span.relative_of_id = world.hanh.id
    world.session.flush()
    return made


def spans(world: World, member: Member) -> list[Membership]:
    world.session.expire_all()
    mine = world.session.query(Membership).filter_by(member_id=member.id)
    return mine.order_by(Membership.valid_from).all()


def test_a_relative_elsewhere_leaves_with_the_members_unit_and_comes_back_with_it(
    world: World, child: Member, now: datetime
) -> None:
    counts = seen(world, closing(TODAY), now).counts
    assert counts.members_leaving == 3
    decided(world, now, closing(TODAY))
    [span] = spans(world, child)
    assert (span.valid_until, span.ended_because) == (TODAY, EndReason.THEO_DOAN_VIEN)
    decided(world, now + timedelta(hours=1), opening(TODAY), ALL_BACK)
    [span] = spans(world, child)
    assert (span.valid_until, span.ended_because) == (ENDS, None)


def test_it_comes_back_on_the_later_day_on_which_the_unit_opens_again(
    world: World, child: Member, now: datetime
) -> None:
    decided(world, now, closing(TODAY))
    decided(world, now + timedelta(days=6), opening(SOON), ALL_BACK)
    assert [(each.valid_from, each.valid_until) for each in spans(world, child)][1:] == [
        (SOON, ENDS)
    ]


def test_what_was_planned_and_is_replaced_by_a_merger_ends_no_relative(
    world: World, child: Member, now: datetime
) -> None:
    decided(world, now, closing(SOON))
    assert spans(world, child)[0].valid_until == SOON
    decided(world, now + timedelta(hours=1), merging(TODAY))
    assert [each.valid_until for each in spans(world, child)] == [ENDS]


def test_a_relative_stays_whose_member_goes_on_elsewhere(
    world: World, child: Member, now: datetime
) -> None:
    decided(world, now, merging(TODAY))
    away = Plan(kind=Kind.GIAI_THE, day=SOON, units=("BAC",), parent="NAM")
    decided(world, now, away)
    assert [each.valid_until for each in spans(world, child)] == [ENDS]
