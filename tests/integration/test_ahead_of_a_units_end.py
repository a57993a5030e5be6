"""Whoever leaves or moves before a unit ends is not carried on by what becomes of it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from benefits import purchases
from benefits.exchange import KINDS, Circumstances, RowState
from benefits.exchange.outcome import Row
from benefits.members import BeneficiaryKind, EndReason, Member, Membership, leaving
from benefits.members.origins import SpanOrigin
from benefits.organization import Level, Organization
from benefits.purchases import Attribution, Purchase
from benefits.reorganizations import Kind, Part, Plan
from tests.counter import Counter
from tests.support.deciding import closing, decided, merging, opening, spans
from tests.support.uses import Ledger
from tests.world import BEGAN, KNOWN, World

AHEAD, LEFT, YEAR_END = date(2026, 7, 1), date(2026, 4, 20), date(2027, 1, 1)
WORKER, RELATIVE = BeneficiaryKind.NGUOI_LAO_DONG, BeneficiaryKind.THAN_NHAN
ENDINGS = (Kind.SAP_NHAP, Kind.HOP_NHAT, Kind.CHIA, Kind.TACH, Kind.GIAI_THE)


def ending(kind: Kind, day: date, people: frozenset[int]) -> Plan:
    """Hoa Sen goes on elsewhere with all of some people, or ends."""
    part = Part(code="P1", name="CĐCS Phần Một", level=Level.CO_SO)
    rest = Part(code="P2", name="CĐCS Phần Hai", level=Level.CO_SO, takes_rest=True)
    named = Part(code="P1", name="CĐCS Phần Một", level=Level.CO_SO, members=people)
    match kind:
        case Kind.SAP_NHAP:
            return merging(day)
        case Kind.HOP_NHAT:
            return Plan(kind=kind, day=day, units=("SEN", "BM"), parts=(part,))
        case Kind.CHIA:
            return Plan(kind=kind, day=day, units=("SEN",), parts=(named, rest))
        case Kind.TACH:
            return Plan(kind=kind, day=day, units=("SEN",), parts=(named,))
    return closing(day)


@pytest.fixture
def child(world: World) -> Member:
    """A relative of Hạnh, who is known to stay until the end of the year."""
    child = world.member("TN1", "Lê Bé", world.lotus, kind=RELATIVE, until=YEAR_END)
    of = world.session.scalars(select(Membership).where(Membership.member_id == child.id)).one()
    of.relative_of_id = world.hanh.id
    world.session.flush()
    return child


def told(world: World, now: datetime, **values: str) -> RowState:
    """Take in a file of one row."""
    circumstances = Circumstances(now=now, secret=b"key")
    [result] = KINDS["members"].apply(world.session, [Row(2, values)], circumstances)
    world.session.flush()
    world.session.expire_all()
    return result.state


def kinds(world: World, member: Member) -> list[BeneficiaryKind]:
    mine = select(Membership.kind).where(Membership.member_id == member.id)
    return list(world.session.scalars(mine.order_by(Membership.valid_from)))


def counts_as_belonged(world: World) -> bool:
    """Tell whether each use counts for the unit and kind of its buyer on its day."""
    session = world.session
    for bought in session.scalars(select(Purchase)):
        words = select(Attribution).where(Attribution.purchase_id == bought.id)
        last = session.scalars(
            words.order_by(Attribution.known_at.desc(), Attribution.id.desc())
        ).first()
        said = last or bought
        mine = select(Membership).where(Membership.member_id == bought.member_id)
        for span in session.scalars(mine):
            if span.valid_from <= bought.bought_on < (span.valid_until or date.max):
                held = (span.organization_id, span.kind)
                if held != (said.organization_id, said.kind):
                    return False
    return True


def uses(world: World, card_holder: Member, unit: Organization, now: datetime) -> None:
    """Let somebody buy something every few days until now."""
    card = next(
        card for card in (world.hanh_card, world.son_card) if card.member_id == card_holder.id
    )
    for number in range(0, 60, 6):
        Ledger(world, KNOWN).use(card, unit, now.date() - timedelta(days=number))


@pytest.mark.parametrize("decision", ENDINGS)
def test_whoever_left_before_it_does_not_come_back_on_the_day(
    world: World, counter: Counter, now: datetime, child: Member, decision: Kind
) -> None:
    other = world.member("DV9", "Vũ Thị Chín", world.lotus)
    everybody = frozenset({world.hanh.id, world.son.id, other.id})
    decided(world, now, ending(decision, AHEAD, everybody))
    leaving.leave(world.session, world.hanh.id, LEFT, EndReason.QUA_DOI)
    assert not leaving.leave_many(world.session, [other.id], LEFT, EndReason.NGHI_HUU)
    until = LEFT.isoformat()
    state = told(world, now, member_no="DV002", organization_code="SEN", until=until)
    assert state is RowState.CHANGED
    for each in (world.hanh, other, world.son, child):
        assert spans(world, each.id) == [("SEN", BEGAN, LEFT)]
    later = now + timedelta(days=80)
    shown = counter.verify(counter.printed(world.hanh_card), now=later)
    assert shown.reason
    assert shown.reason.code == "membership_ended"
    [son] = world.session.scalars(select(Membership).where(Membership.member_id == world.son.id))
    assert (son.ended_because, son.otherwise_until) == (None, None)  # not with the unit
    assert world.session.scalars(select(SpanOrigin)).all() == []


@pytest.mark.parametrize("decision", ENDINGS)
def test_whoever_moves_before_it_is_elsewhere_for_good_and_takes_a_known_end_along(
    world: World, now: datetime, child: Member, decision: Kind
) -> None:
    becomes = date(2026, 12, 1)
    everybody = frozenset({world.hanh.id, world.son.id})
    uses(world, world.son, world.lotus, now)
    decided(world, now, ending(decision, AHEAD, everybody))
    if decision is not Kind.GIAI_THE:
        purchases.change_kind(world.session, world.son.id, WORKER, becomes, now=now)
    for each in (world.hanh, world.son):
        purchases.transfer(world.session, each.id, world.north.id, LEFT, now=now)
    begins = ("SEN", BEGAN, LEFT)
    assert spans(world, world.hanh.id) == [begins, ("BAC", LEFT, None)]
    assert spans(world, child.id) == [begins, ("BAC", LEFT, YEAR_END)]
    if decision is not Kind.GIAI_THE:
        assert spans(world, world.son.id)[1:] == [("BAC", LEFT, becomes), ("BAC", becomes, None)]
        assert kinds(world, world.son)[-1] is WORKER
    assert counts_as_belonged(world)


@pytest.mark.parametrize("decision", [Kind.SAP_NHAP, Kind.CHIA, Kind.TACH])
def test_another_kind_told_before_it_holds_in_the_unit_that_takes_over_too(
    world: World, now: datetime, decision: Kind
) -> None:
    decided(world, now, ending(decision, AHEAD, frozenset({world.son.id})))
    purchases.change_kind(world.session, world.son.id, WORKER, LEFT, now=now)
    assert kinds(world, world.son) == [BeneficiaryKind.DOAN_VIEN, WORKER, WORKER]
    assert [days[1:] for days in spans(world, world.son.id)] == [
        (BEGAN, LEFT),
        (LEFT, AHEAD),
        (AHEAD, None),
    ]


def test_a_day_known_late_before_a_merger_of_the_past_takes_away_what_followed(
    world: World, now: datetime, child: Member
) -> None:
    merged, left = date(2026, 4, 10), date(2026, 4, 4)
    for each in (world.hanh, world.son):
        uses(world, each, world.lotus, now)
    decided(world, now, merging(merged))
    leaving.leave(world.session, world.hanh.id, left, EndReason.QUA_DOI)
    purchases.transfer(world.session, world.son.id, world.north.id, left, now=now)
    assert spans(world, world.hanh.id) == spans(world, child.id) == [("SEN", BEGAN, left)]
    assert spans(world, world.son.id) == [("SEN", BEGAN, left), ("BAC", left, None)]
    assert counts_as_belonged(world)
    decided(world, now + timedelta(minutes=1), opening(merged))
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, left)]


def test_a_transfer_entered_with_a_wrong_day_is_put_right_both_ways_with_the_uses(
    world: World, now: datetime, child: Member
) -> None:
    uses(world, world.hanh, world.lotus, now)
    late, right, early = (date(2026, 4, day) for day in (24, 15, 6))

    def moves(unit: Organization, day: date) -> None:
        purchases.transfer(world.session, world.hanh.id, unit.id, day, now=now)

    moves(world.dawn, late)
    moves(world.dawn, right)
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, right), ("BM", right, None)]
    assert spans(world, child.id) == [("SEN", BEGAN, right), ("BM", right, YEAR_END)]
    assert counts_as_belonged(world)
    moves(world.dawn, early)
    moves(world.lotus, early)  # never meant: as if nobody had moved
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, None)]
    assert spans(world, child.id) == [("SEN", BEGAN, YEAR_END)]
    moves(world.dawn, right)
    assert spans(world, world.hanh.id) == [("SEN", BEGAN, right), ("BM", right, None)]
    assert counts_as_belonged(world)


def test_relatives_are_where_their_member_is_on_each_day(
    world: World, now: datetime, child: Member
) -> None:
    came, went, early = (date(2026, 4, day) for day in (10, 24, 6))
    for unit, day in ((world.dawn, came), (world.north, went), (world.dawn, early)):
        assert purchases.transfer(world.session, world.hanh.id, unit.id, day, now=now)
    lotus = world.lotus.id
    assert not purchases.transfer(world.session, world.hanh.id, lotus, date(2026, 4, 1), now=now)
    places = [("SEN", BEGAN, early), ("BM", early, went)]
    assert spans(world, world.hanh.id) == [*places, ("BAC", went, None)]
    assert spans(world, child.id) == [*places, ("BAC", went, YEAR_END)]


def test_a_kind_entered_with_a_wrong_day_is_put_right_both_ways_with_the_uses(
    world: World, now: datetime
) -> None:
    uses(world, world.son, world.lotus, now)
    late, right, early = (date(2026, 4, day) for day in (24, 15, 6))
    for kind, day in (
        (WORKER, late),
        (WORKER, early),
        (BeneficiaryKind.DOAN_VIEN, early),
        (WORKER, right),
    ):
        purchases.change_kind(world.session, world.son.id, kind, day, now=now)
        assert counts_as_belonged(world)
    assert spans(world, world.son.id) == [("SEN", BEGAN, right), ("SEN", right, None)]
    assert kinds(world, world.son)[1] is WORKER


def test_a_contracts_end_goes_along_and_what_a_file_tells_of_the_end_is_no_units_end(
    world: World, now: datetime
) -> None:
    row = {"member_no": "DV001", "organization_code": "SEN", "until": YEAR_END.isoformat()}
    told(world, now, **row)
    decided(world, now, closing(AHEAD))
    assert told(world, now, **row) is RowState.SAME  # the day is kept beside the unit's
    purchases.transfer(world.session, world.hanh.id, world.dawn.id, LEFT, now=now)
    assert spans(world, world.hanh.id)[1:] == [("BM", LEFT, YEAR_END)]
    purchases.change_kind(world.session, world.hanh.id, WORKER, date(2026, 4, 25), now=now)
    assert spans(world, world.hanh.id)[2:] == [("BM", date(2026, 4, 25), YEAR_END)]
    told(world, now, member_no="DV002", organization_code="SEN", until=LEFT.isoformat())
    decided(world, now + timedelta(minutes=1), opening(AHEAD))
    assert spans(world, world.son.id) == [("SEN", BEGAN, LEFT)]


def test_an_end_told_after_it_is_that_of_the_days_in_the_unit_that_takes_over(
    world: World, now: datetime
) -> None:
    decided(world, now, merging(AHEAD))
    row = {"member_no": "DV001", "organization_code": "SEN", "until": YEAR_END.isoformat()}
    assert told(world, now, **row) is RowState.CHANGED
    both = [("SEN", BEGAN, AHEAD), ("BM", AHEAD, YEAR_END)]
    assert spans(world, world.hanh.id) == both
    assert told(world, now, **row) is RowState.SAME
    whole = {"member_no": "DV001", "from": BEGAN.isoformat(), "until": AHEAD.isoformat()}
    assert told(world, now, **whole, organization_code="SEN") is RowState.SAME
    assert spans(world, world.hanh.id) == both
