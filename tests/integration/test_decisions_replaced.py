"""Decisions that replace or undo others: what people are left with, and whose days were meant."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.access import AccountRole, add_officer
from benefits.members import BeneficiaryKind, EndReason, Member, Membership
from benefits.organization import Level
from benefits.reorganizations import Choices, Kind, OfficersGo, Part, Plan, Refused
from tests.counter import Counter
from tests.support.deciding import PAPER, Act, decided, objections, seen, spans
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


def closing(day: date) -> Plan:
    return Plan(kind=Kind.GIAI_THE, day=day, units=("SEN",))


def merging(day: date) -> Plan:
    return Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="BM")


def opening(day: date) -> Plan:
    return Plan(kind=Kind.TAI_LAP, day=day, units=("SEN",), takes_back=True)


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
    carry_out(opening(SOON))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert spans(world, retiring.id) == [("SEN", BEGAN, RETIRES)]


@pytest.mark.parametrize("end", [closing, merging])
def test_what_is_undone_on_its_day_leaves_everybody_as_before(
    world: World, carry_out: Act, retiring: Member, end: Callable[[date], Plan]
) -> None:
    carry_out(end(SOON))
    carry_out(opening(SOON))
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
    assert told["members_come_back"] == {"members": 1}
    assert told["members_stay_away"] == {"members": 1}
    assert told["units_stay_away"] == {"units": 1}
    assert "officers_stay_away" in told
    carry_out(opening(opened))
    assert spans(world, world.hanh.id)[1:] == [("BM", merged, opened), ("SEN", opened, None)]
    assert spans(world, world.son.id)[-1] == ("BAC", date(2026, 3, 20), None)
    assert bought.organization_id == world.lotus.id
    assert _counted_for(world, now) == {"SEN": 1}


def _counted_for(world: World, now: datetime) -> dict[str, int]:
    """Count the uses of April as a decision about each unit would count them."""
    found = {}
    for code in ("SEN", "BM"):
        plan = Plan(kind=Kind.DOI_TEN, day=date(2026, 4, 1), units=(code,), name="Tên khác")
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
    assert cautions(world, plan, now)["members_come_back"] == {"members": 1}
    carry_out(plan)
    assert spans(world, world.hanh.id)[-1] == ("SEN", RETIRES, None)
    assert spans(world, retiring.id) == [("SEN", BEGAN, SOON)]


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
