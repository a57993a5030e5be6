"""A merger or a division that is undone: whoever it put elsewhere is where they had been."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits import purchases
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.organization import Level
from benefits.purchases import Attribution
from benefits.reorganizations import Kind, Part, Plan
from tests.support.deciding import ALL_BACK, Act, closing, decided, merging, opening, seen, spans
from tests.support.uses import Ledger
from tests.world import KNOWN, World

MERGED = date(2026, 4, 1)
JOINED, BOUGHT, ONWARD = date(2026, 4, 10), date(2026, 4, 15), date(2026, 5, 20)
Span = tuple[int, int, BeneficiaryKind, date, date | None]


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


@pytest.fixture
def lives(world: World) -> dict[str, Member]:
    """Who joined since, changed kind that day, is to go on, went by themselves that very day."""
    worker = BeneficiaryKind.NGUOI_LAO_DONG
    found = {
        "Mới": world.member("V1", "Mới", world.lotus, since=JOINED),
        "Đổi": world.member("V2", "Đổi", world.lotus, until=MERGED, kind=worker),
        "Sắp Đi": world.member("V3", "Sắp Đi", world.lotus, until=ONWARD),
        "Tự Đi": world.member("V4", "Tự Đi", world.lotus, until=MERGED),
        "Tự Đến": world.member("V5", "Tự Đến", world.dawn, until=MERGED),
    }
    world.belongs(found["Đổi"], world.lotus, since=MERGED)
    world.belongs(found["Sắp Đi"], world.north, since=ONWARD)
    world.belongs(found["Tự Đi"], world.dawn, since=MERGED)
    world.belongs(found["Tự Đến"], world.lotus, since=MERGED)
    world.session.flush()
    return found


def dividing(day: date) -> Plan:
    parts = tuple(
        Part(code=f"P{n}", name=f"CĐCS Phần {n}", level=Level.CO_SO, takes_rest=n == 2)
        for n in (1, 2)
    )
    return Plan(kind=Kind.CHIA, day=day, units=("SEN",), parts=parts)


def everybody(world: World) -> list[Span]:
    told = select(
        Membership.member_id,
        Membership.organization_id,
        Membership.kind,
        Membership.valid_from,
        Membership.valid_until,
    ).order_by(Membership.member_id, Membership.valid_from)
    return [tuple(row) for row in world.session.execute(told)]  # type: ignore[misc]


def counted_for(world: World, bought: purchases.Purchase) -> int:
    anew = select(Attribution.organization_id).where(Attribution.purchase_id == bought.id)
    last = world.session.scalars(anew.order_by(Attribution.known_at.desc(), Attribution.id.desc()))
    return last.first() or bought.organization_id


@pytest.mark.parametrize("end", [merging, dividing])
def test_undoing_a_late_end_leaves_nobody_and_no_use_where_it_had_put_them(
    world: World,
    carry_out: Act,
    now: datetime,
    lives: dict[str, Member],
    end: Callable[[date], Plan],
) -> None:
    card = world.card(lives["Mới"])
    bought = Ledger(world, KNOWN).use(card, world.lotus, BOUGHT)
    before = everybody(world)
    moving = seen(world, end(MERGED), now).counts
    carry_out(end(MERGED))
    assert spans(world, lives["Mới"].id) != [("SEN", JOINED, None)]
    assert counted_for(world, bought) != world.lotus.id
    back = seen(world, opening(MERGED), now)
    assert (back.counts.members_returning, back.counts.members_away) == (6, 0)
    assert moving.members_moving == moving.members == 6  # Hạnh and Sơn too, not who went himself
    assert back.counts.purchases == 1
    decided(world, now + timedelta(minutes=1), opening(MERGED))
    assert everybody(world) == before
    assert counted_for(world, bought) == world.lotus.id


@pytest.mark.parametrize("end", [merging, dividing])
def test_what_became_of_people_since_the_end_stays_from_its_day_on(
    world: World,
    carry_out: Act,
    now: datetime,
    lives: dict[str, Member],
    end: Callable[[date], Plan],
) -> None:
    carry_out(end(MERGED))
    for name in ("Mới", "Tự Đến"):
        purchases.transfer(world.session, lives[name].id, world.north.id, BOUGHT, now=now)
    purchases.change_kind(
        world.session, world.hanh.id, BeneficiaryKind.NGUOI_LAO_DONG, MERGED, now=now
    )
    decided(world, now + timedelta(minutes=1), opening(MERGED))
    assert spans(world, lives["Mới"].id) == [("SEN", JOINED, BOUGHT), ("BAC", BOUGHT, None)]
    assert spans(world, lives["Tự Đến"].id)[1:] == [("SEN", MERGED, BOUGHT), ("BAC", BOUGHT, None)]
    assert [code for code, *_days in spans(world, world.hanh.id)] == ["SEN", "SEN"]


def test_who_had_gone_to_the_heir_before_it_was_decided_stays_there(
    world: World, now: datetime
) -> None:
    went = world.member("V6", "Đi Trước", world.lotus, until=MERGED)
    world.belongs(went, world.dawn, since=MERGED)
    before = everybody(world)
    decided(world, now + timedelta(days=1), merging(MERGED))
    told = seen(world, opening(MERGED), now + timedelta(days=2))
    assert (told.counts.members_returning, told.counts.members_away) == (2, 0)
    decided(world, now + timedelta(days=2), opening(MERGED))
    assert everybody(world) == before


def test_whom_the_heirs_own_merger_sent_on_is_named_as_staying_away(
    world: World, carry_out: Act, now: datetime, lives: dict[str, Member]
) -> None:
    carry_out(merging(MERGED))
    carry_out(Plan(kind=Kind.SAP_NHAP, day=BOUGHT, units=("BM",), into="BAC"))
    told = seen(world, opening(MERGED), now)
    named = {each.name for each in told.returning.stay_away}
    assert named == {"Nguyễn Thị Hạnh", "Trần Văn Sơn", *lives} - {"Tự Đi"}
    assert (told.counts.members_away, told.counts.members_returning) == (6, 0)


def test_people_who_come_back_later_take_their_planned_days_along(
    world: World, carry_out: Act, now: datetime, lives: dict[str, Member]
) -> None:
    carry_out(merging(MERGED))
    opened = date(2026, 5, 5)
    plan = Plan(kind=Kind.TAI_LAP, day=opened, units=("SEN",))
    decided(world, now, plan, seen(world, opening(MERGED), now).choices)
    assert spans(world, lives["Mới"].id) == [("BM", JOINED, opened), ("SEN", opened, None)]
    assert spans(world, lives["Sắp Đi"].id)[-2:] == [
        ("SEN", opened, ONWARD),
        ("BAC", ONWARD, None),
    ]


@pytest.mark.either_database
def test_who_is_to_go_elsewhere_later_stays_until_then_once_a_dissolution_is_undone(
    world: World, carry_out: Act, now: datetime
) -> None:
    """Until then the card is good: nothing is left of a dissolution that never was."""
    purchases.transfer(world.session, world.hanh.id, world.north.id, ONWARD, now=now)
    before = spans(world, world.hanh.id)
    carry_out(closing(JOINED))
    told = {each.code for each in seen(world, opening(JOINED), now).cautions}
    assert "members_stay_away" not in told
    carry_out(opening(JOINED))
    assert spans(world, world.hanh.id) == before
    carry_out(closing(JOINED))
    carry_out(opening(BOUGHT), ALL_BACK)
    first, onward = before
    assert spans(world, world.hanh.id) == [
        (*first[:2], JOINED),
        (first[0], BOUGHT, ONWARD),
        onward,
    ]
