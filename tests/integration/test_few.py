"""Which questions are not answered, because the answer would be of fewer than five people."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from benefits import figures, organization
from benefits.figures import By, Only, Question, Reading
from benefits.organization import Level, Organization, TagKind
from benefits.periods import Period
from tests.faces.buying import Buying
from tests.world import BEGAN, KNOWN, World

pytestmark = pytest.mark.either_database
NOW = datetime(2026, 5, 20, 3, tzinfo=UTC)
APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))
SOME_DAYS = Period(date(2026, 4, 2), date(2026, 4, 20))
LONG = Period(date(2020, 1, 1), date(2026, 5, 1))


@pytest.fixture
def large(world: World) -> Organization:
    """A part of six, in a union to which five more belong."""
    part = world.unit("TO1", "Tổ 1", Level.BO_PHAN, world.lotus)
    for number in range(6):
        world.member(f"A{number}", f"Trần Văn Tám {number}", part)
    for number in range(3):
        world.member(f"B{number}", f"Lê Văn Ba {number}", world.lotus)
    return part


@pytest.fixture
def small(world: World, large: Organization) -> Organization:  # noqa: ARG001
    """A part beside it with one person at a time, and another each month."""
    part = world.unit("TO2", "Tổ 2", Level.BO_PHAN, world.lotus)
    for month in range(1, 11):
        since, until = date(2025, month, 1), date(2025, month + 1, 1)
        world.member(f"C{month}", f"Phạm Thị Chín {month}", part, since=since, until=until)
    world.member("C11", "Phạm Thị Mười", part, since=date(2025, 11, 1))
    return part


def are_few(
    session: Session,
    unit: Organization,
    period: Period = APRIL,
    *,
    by: By | None = By.PARTNER,
    tree: Reading = Reading.THEN,
    only: Only | None = None,
) -> bool:
    asked = Question(unit.id, period, NOW, tree=tree, by=by, only=only or Only())
    return figures.are_few(session, asked)


def test_many_people_in_turn_are_few_on_each_day(
    session: Session, world: World, large: Organization, small: Organization
) -> None:
    assert are_few(session, small, LONG)
    assert are_few(session, small)
    assert not are_few(session, large)
    assert not are_few(session, world.lotus)
    assert not are_few(session, world.province)


def test_a_part_closes_when_what_is_left_beside_it_is_of_a_few(
    session: Session, world: World, large: Organization
) -> None:
    assert not are_few(session, large)
    other = world.unit("TO3", "Tổ 3", Level.BO_PHAN, world.dawn)
    for number in range(6):
        world.member(f"E{number}", f"Vũ Văn Sáu {number}", other)
    assert are_few(session, other), "one belongs to the union itself"
    assert not are_few(session, world.dawn)


@pytest.mark.parametrize("by", [By.PARTNER, By.AGREEMENT, By.CATEGORY])
def test_a_tag_of_a_small_part_alone_opens_nothing(
    session: Session, world: World, small: Organization, by: By
) -> None:
    tag = organization.make_tag(
        session, "Nhóm nhỏ", TagKind.KHAC, held_by_id=world.province.id, now=KNOWN
    )
    organization.put_into(session, tag, [small.id], BEGAN, now=KNOWN)
    only = Only(tag_id=tag.id)
    for unit in (world.province, world.lotus):
        assert are_few(session, unit, by=by, only=only)
        assert not are_few(session, unit, by=None, only=only), "a figure as a whole"
        assert are_few(session, unit, SOME_DAYS, by=None, only=only)
    organization.put_into(session, tag, [world.lotus.id], BEGAN, now=KNOWN)
    assert not are_few(session, world.province, by=by, only=only)


def test_the_tree_of_today_takes_no_small_part_out_of_its_union(
    session: Session, world: World, small: Organization
) -> None:
    for number in range(9):
        world.member(f"G{number}", f"Hồ Văn Chín {number}", world.dawn)
    organization.move(session, small, world.dawn, date(2026, 5, 1), KNOWN)
    session.flush()
    for unit in (world.lotus, world.dawn):
        assert not are_few(session, unit)
        assert are_few(session, unit, tree=Reading.NOW)


def test_a_figure_as_a_whole_is_told_for_the_days_of_reports(
    session: Session, world: World, large: Organization, small: Organization
) -> None:
    for by in (None, By.MONTH, By.PART):
        assert not are_few(session, small, by=by)
        assert are_few(session, small, SOME_DAYS, by=by)
        assert not are_few(session, large, SOME_DAYS, by=by)
    only = Only(partner_id=world.pharmacy.id)
    assert are_few(session, small, by=None, only=only)
    assert not are_few(session, large, by=None, only=only)


@pytest.mark.parametrize("by", [By.PART, By.ORGANIZATION])
def test_lines_of_small_parts_are_left_out_for_other_days(
    session: Session, world: World, large: Organization, small: Organization, by: By
) -> None:
    def keys(period: Period, unit: Organization = world.lotus) -> set[str]:
        answer = figures.ask(session, Question(unit.id, period, NOW, by=by))
        return {row.key for row in figures.without_few(session, answer).rows}

    for part in (large, small, world.lotus):  # whose card it was is no matter here
        Buying(session, world).buys(world.hanh_card, part, date(2026, 4, 10))
    assert keys(APRIL) == {"SEN", "TO1", "TO2"}
    assert keys(SOME_DAYS) == ({"TO1"} if by is By.PART else {"SEN", "TO1"})
    if by is By.ORGANIZATION:
        assert keys(SOME_DAYS, world.province) == {"T", "BAC", "NAM", "SEN", "BM", "TO1"}


def test_a_use_is_told_under_the_union_by_the_people_of_its_day(
    session: Session, world: World, large: Organization, small: Organization
) -> None:
    early, day = date(2025, 6, 10), date(2026, 4, 10)
    for number in range(5):
        world.member(f"F{number}", f"Bùi Văn Năm {number}", small, since=date(2026, 4, 1))
    uses = {(small.id, early), (small.id, day), (large.id, early), (world.dawn.id, day)}
    assert figures.told_under(session, uses, NOW) == {
        (small.id, early): world.lotus.id,
        (small.id, day): small.id,
        (large.id, early): large.id,
        (world.dawn.id, day): world.dawn.id,
    }
