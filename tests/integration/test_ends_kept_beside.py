"""Where a unit's end cuts somebody's days short, the end that was known is kept for its undoing."""

from datetime import date, datetime, timedelta

from benefits import purchases
from benefits.exchange import KINDS, Circumstances
from benefits.exchange.outcome import Row
from benefits.members import BeneficiaryKind, EndReason, enrolment, merging
from tests.support.deciding import closing, decided, opening, spans
from tests.world import BEGAN, World

AHEAD, YEAR_END = date(2026, 7, 1), date(2027, 1, 1)


def test_whoever_is_entered_meanwhile_stays_as_long_as_told_once_the_unit_does(
    world: World, now: datetime
) -> None:
    decided(world, now, closing(AHEAD))
    told = {"full_name": "Vũ Thị Chín", "member_no": "V9", "until": YEAR_END.isoformat()}
    row = Row(2, told | {"organization_code": "SEN", "from": BEGAN.isoformat()})
    KINDS["members"].apply(world.session, [row], Circumstances(now=now, secret=b"key"))
    world.session.flush()
    new = enrolment.by_number(world.session, ["V9"])["V9"]
    assert spans(world, new.id) == [("SEN", BEGAN, AHEAD)]
    decided(world, now + timedelta(minutes=1), opening(AHEAD))
    assert spans(world, new.id) == [("SEN", BEGAN, YEAR_END)]


def test_relatives_elsewhere_stay_with_who_moves_before_the_unit_is_dissolved(
    world: World, now: datetime
) -> None:
    child = world.member("TN1", "Lê Bé", world.dawn, kind=BeneficiaryKind.THAN_NHAN, until=YEAR_END)
    [span] = enrolment.spans_of(world.session, [child.id])[child.id]
    span.relative_of_id = world.hanh.id
    decided(world, now, closing(AHEAD))
    assert spans(world, child.id) == [("BM", BEGAN, AHEAD)]
    moved = date(2026, 4, 20)
    purchases.transfer(world.session, world.hanh.id, world.north.id, moved, now=now)
    assert spans(world, child.id) == [("BM", BEGAN, moved), ("BAC", moved, YEAR_END)]


def test_days_handed_on_to_the_record_that_stands_end_as_they_did(
    world: World, now: datetime
) -> None:
    left = world.member("V8", "Nguyễn Thị Hạnh", world.north, until=date(2026, 2, 1))
    decided(world, now, closing(AHEAD))
    merging.merge(world.session, world.hanh, left, now=now)
    world.session.expire_all()
    [*_before, ahead] = enrolment.spans_of(world.session, [left.id])[left.id]
    assert (ahead.valid_until, ahead.ended_because) == (AHEAD, EndReason.DON_VI_GIAI_THE)
    decided(world, now + timedelta(minutes=1), opening(AHEAD))
    assert spans(world, left.id)[-1] == ("SEN", now.date(), None)
