"""Whom a file of one branch may touch: nobody who belongs, or is to belong, in another."""

from datetime import UTC, date, datetime

from benefits.exchange import KINDS, Circumstances
from benefits.exchange.outcome import Result, Row
from benefits.members import EndReason, enrolment, leaving
from benefits.members.onward import deciding_span
from benefits.organization import Organization
from tests.world import World

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LEFT, AGAIN = date(2026, 11, 1), date(2026, 12, 1)


def told(world: World, within: Organization, unit: str, since: date) -> Result:
    """Take in a row of a branch's file that gives Hạnh another name and phone."""
    values = {"member_no": "DV001", "full_name": "Ai Đó Khác", "phone": "0912345678"}
    row = Row(2, {**values, "organization_code": unit, "from": since.isoformat()})
    circumstances = Circumstances(now=NOW, secret=b"key", reach_of=within.id)
    [result] = KINDS["members"].apply(world.session, [row], circumstances)
    world.session.flush()
    return result


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems]


def test_whoever_begins_again_next_month_is_no_other_branchs_in_between(world: World) -> None:
    leaving.leave(world.session, world.hanh.id, LEFT, EndReason.ROI_DON_VI)
    world.belongs(world.hanh, world.lotus, since=AGAIN)
    world.session.flush()
    refused = told(world, world.south, "BM", date(2026, 11, 5))
    assert (codes(refused), world.hanh.phone) == (["member_elsewhere"], None)
    assert world.hanh.full_name == "Nguyễn Thị Hạnh"
    assert "member_elsewhere" not in codes(told(world, world.north, "SEN", AGAIN))
    assert world.hanh.full_name == "Ai Đó Khác"


def test_whoever_left_for_good_may_be_taken_in_by_any_branch(world: World) -> None:
    leaving.leave(world.session, world.hanh.id, LEFT, EndReason.ROI_DON_VI)
    world.session.flush()
    assert "member_elsewhere" not in codes(told(world, world.south, "BM", date(2026, 11, 5)))
    assert world.hanh.full_name == "Ai Đó Khác"


def test_whoever_is_to_move_on_a_day_to_come_is_the_present_unit_s_until_then(
    world: World,
) -> None:
    leaving.leave(world.session, world.hanh.id, LEFT, EndReason.ROI_DON_VI)
    world.belongs(world.hanh, world.lotus, since=date(2026, 11, 10), until=AGAIN)
    world.belongs(world.hanh, world.dawn, since=AGAIN)
    world.session.flush()
    own = told(world, world.north, "SEN", date(2026, 11, 10))
    assert "member_elsewhere" not in codes(own)
    spans = enrolment.spans_of(world.session, [world.hanh.id])[world.hanh.id]
    assert [span.organization_id for span in spans[1:]] == [world.lotus.id, world.dawn.id]


def test_the_next_days_decide_once_the_last_are_over(world: World) -> None:
    world.belongs(world.son, world.dawn, since=date(2018, 1, 1), until=date(2019, 1, 1))
    world.session.flush()
    before, span = enrolment.spans_of(world.session, [world.son.id])[world.son.id]
    assert deciding_span([before, span], date(2018, 6, 1)) is before
    assert deciding_span([before, span], date(2019, 6, 1)) is span
    assert deciding_span([before], date(2019, 6, 1)) is before
    assert deciding_span([], date(2019, 6, 1)) is None
