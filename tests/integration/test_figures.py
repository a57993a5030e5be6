"""Figures written down by hand for cases people argue about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from benefits import organization
from benefits.figures import By, Figures, Question, Reading, Row, ask
from benefits.members import BeneficiaryKind
from benefits.organization import Level, Organization, SuccessionKind
from benefits.periods import Period
from tests.support.uses import Ledger
from tests.world import KNOWN, World

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
JUNE = Period(date(2026, 6, 1), date(2026, 7, 1))
JULY_1 = date(2026, 7, 1)
MAY_20 = date(2026, 5, 20)
AUGUST_20 = date(2026, 8, 20)
THEN = datetime(2026, 8, 1, tzinfo=UTC)
LATER = datetime(2026, 9, 1, tzinfo=UTC)
NOW = datetime(2027, 1, 5, tzinfo=UTC)
NOTHING = Figures()


@pytest.fixture
def ledger(world: World) -> Ledger:
    return Ledger(world, KNOWN)


def answered(
    world: World,
    unit: Organization | None,
    period: Period = YEAR,
    *,
    by: By | None = None,
    tree: Reading = Reading.THEN,
    as_of: datetime = NOW,
) -> tuple[Row, ...]:
    root = unit.id if unit else None
    return ask(world.session, Question(root, period, as_of, tree, by)).rows


def total(
    world: World, unit: Organization | None, period: Period = YEAR, as_of: datetime = NOW
) -> Figures:
    [row] = answered(world, unit, period, as_of=as_of)
    return row.figures


def by_unit(world: World, unit: Organization, period: Period = YEAR) -> dict[str, tuple[int, int]]:
    """People and uses of every unit below, by code."""
    return {row.key: row[2:4] for row in answered(world, unit, period, by=By.ORGANIZATION)}


def test_the_five_measures_of_one_sale_with_a_subsidy(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, MAY_20, benefit=10, paid=90, subsidy=20)
    assert total(world, world.lotus) == Figures(1, 1, 10, 20, 90)  # type: ignore[arg-type]
    assert {type(each) for each in total(world, world.lotus)} == {int}
    assert total(world, world.south) == NOTHING


def test_a_unit_that_moves_drags_no_past_along(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    ledger.use(world.son_card, world.lotus, AUGUST_20)
    before = total(world, world.province)
    organization.move(world.session, world.lotus, world.south, JULY_1, THEN)
    assert by_unit(world, world.province) == {
        "T": (2, 2),
        "BAC": (1, 1),
        "NAM": (1, 1),
        "SEN": (2, 2),
        "BM": (0, 0),
    }
    assert total(world, world.province) == before
    now = answered(world, world.south, tree=Reading.NOW)
    assert [row.uses for row in now] == [2]


def test_two_merged_provinces_leave_their_year_to_the_new_one(world: World, ledger: Ledger) -> None:
    nation = world.unit("TLD", "Tổng Liên đoàn", Level.TONG_LIEN_DOAN)
    session, rest = world.session, world.unit("R", "Tỉnh khác", Level.TINH, nation)
    a, b = (world.unit(code, f"Tỉnh {code}", Level.TINH, nation) for code in "AB")
    below = world.unit("A1", "CĐCS A1", Level.CO_SO, a)
    united = organization.establish(
        session, "C", "Tỉnh C", Level.TINH, nation, day=JULY_1, now=THEN
    )
    organization.merge(session, [a, b], united, JULY_1, THEN, kind=SuccessionKind.HOP_NHAT)
    ledger.use(world.hanh_card, below, MAY_20)
    ledger.use(world.son_card, b, MAY_20)
    ledger.use(world.hanh_card, below, AUGUST_20)
    ledger.use(world.lan_card, rest, AUGUST_20)
    assert by_unit(world, nation) == {
        "TLD": (3, 4),
        "A": (0, 0),
        "B": (0, 0),
        "A1": (1, 2),
        "C": (2, 3),
        "R": (1, 1),
    }
    assert by_unit(world, nation, Period(date(2026, 1, 1), JULY_1)) == {
        "TLD": (2, 2),
        "A": (1, 1),
        "B": (1, 1),
        "A1": (1, 1),
        "R": (0, 0),
    }


def test_a_late_decision_moves_the_days_it_is_about_and_no_purchase(
    world: World, ledger: Ledger
) -> None:
    use = ledger.use(world.hanh_card, world.lotus, date(2026, 7, 15))
    organization.move(world.session, world.lotus, world.south, JULY_1, LATER)
    world.session.refresh(use)
    assert use.organization_id == world.lotus.id
    assert (total(world, world.north).uses, total(world, world.south).uses) == (0, 1)
    assert total(world, world.north, as_of=THEN).uses == 1
    assert total(world, world.south, as_of=THEN).uses == 0


def test_the_past_of_a_split_stays_with_the_closed_unit(world: World, ledger: Ledger) -> None:
    ledger.use(world.lan_card, world.dawn, MAY_20)
    organization.close(world.session, world.dawn, JULY_1, THEN)
    assert by_unit(world, world.south) == {"NAM": (1, 1), "BM": (1, 1)}
    [row] = answered(world, world.dawn, tree=Reading.NOW)
    assert row.uses == 1


def test_a_transfer_entered_late_takes_its_uses_along(world: World, ledger: Ledger) -> None:
    use = ledger.use(world.hanh_card, world.lotus, MAY_20)
    ledger.attribute(use, world.north, known=THEN)
    ledger.attribute(use, world.dawn, known=LATER, kind=BeneficiaryKind.NGUOI_LAO_DONG)
    assert by_unit(world, world.province) == {
        "T": (1, 1),
        "BAC": (0, 0),
        "SEN": (0, 0),
        "NAM": (1, 1),
        "BM": (1, 1),
    }
    [row] = answered(world, world.province, by=By.KIND)
    assert row.key == "nguoi_lao_dong"
    assert total(world, world.lotus, as_of=KNOWN).uses == 1


def test_a_whole_return_leaves_nothing_and_a_partial_one_the_person(
    world: World, ledger: Ledger
) -> None:
    gone = ledger.use(world.hanh_card, world.lotus, MAY_20, subsidy=5)
    smaller = ledger.use(world.son_card, world.lotus, MAY_20)
    emptied = ledger.use(world.lan_card, world.dawn, MAY_20)
    ledger.take_back(gone, benefit=10, paid=90, subsidy=5, is_whole=True, known=THEN)
    ledger.take_back(smaller, benefit=4, paid=36, known=THEN)
    ledger.take_back(emptied, benefit=4, paid=36, known=THEN)
    ledger.take_back(emptied, benefit=6, paid=54, known=LATER, number=2)
    assert total(world, world.province)[:3] == (1, 1, 6)
    assert total(world, world.province).turnover == 54
    assert total(world, world.dawn, as_of=THEN)[:3] == (1, 1, 6)
    assert total(world, world.province, as_of=KNOWN)[:3] == (3, 3, 30)


def test_a_free_service_is_a_use_until_it_is_taken_back_as_a_whole(
    world: World, ledger: Ledger
) -> None:
    use = ledger.use(world.hanh_card, world.lotus, MAY_20, benefit=0, paid=0)
    ledger.take_back(use, known=THEN)
    assert total(world, world.lotus) == Figures(1, 1)
    ledger.take_back(use, known=LATER, is_whole=True, number=2)
    assert total(world, world.lotus) == NOTHING


def test_two_records_of_one_person_are_one_from_then_on(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    ledger.use(world.lan_card, world.dawn, MAY_20)
    ledger.same_person(world.lan, world.hanh, known=LATER)
    assert total(world, world.province)[:2] == (1, 2)
    assert total(world, world.province, as_of=THEN)[:2] == (2, 2)


def test_a_use_known_too_late_or_outside_the_days_is_not_counted(
    world: World, ledger: Ledger
) -> None:
    for day in (JUNE.first - timedelta(days=1), JUNE.first, JUNE.last, JUNE.after):
        ledger.use(world.hanh_card, world.lotus, day)
    ledger.use(world.hanh_card, world.lotus, JUNE.first, known=LATER)
    assert total(world, world.lotus, JUNE, THEN).uses == 2
    assert total(world, world.lotus, JUNE).uses == 3
