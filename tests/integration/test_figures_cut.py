"""Answers cut by month, unit, partner or category, narrowed, explained and written as JSON."""

from datetime import UTC, date, datetime

import pytest

from benefits import organization
from benefits.agreements import Category
from benefits.errors import NotFound
from benefits.figures import By, Figures, Only, Question, Row, ask, explain, to_json
from benefits.members import BeneficiaryKind
from benefits.organization import Level, Organization
from benefits.partners import PartnerKind
from benefits.periods import CALENDAR, Cutoff, Period
from benefits.purchases import Evidence
from tests.support.uses import Ledger
from tests.world import KNOWN, World

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
JUNE = Period(date(2026, 6, 1), date(2026, 7, 1))
JULY_1 = date(2026, 7, 1)
MAY_20 = date(2026, 5, 20)
THEN = datetime(2026, 8, 1, tzinfo=UTC)
NOW = datetime(2027, 1, 5, tzinfo=UTC)


@pytest.fixture
def ledger(world: World) -> Ledger:
    return Ledger(world, KNOWN)


def answered(
    world: World,
    unit: Organization | None,
    period: Period = YEAR,
    *,
    by: By | None = None,
    only: Only | None = None,
    cutoff: Cutoff = 15,
) -> tuple[Row, ...]:
    root = unit.id if unit else None
    question = Question(root, period, NOW, by=by, cutoff=cutoff, only=only or Only())
    return ask(world.session, question).rows


def test_the_note_tells_who_makes_the_parts_more_than_the_whole(
    world: World, ledger: Ledger
) -> None:
    for unit in (world.lotus, world.dawn, world.province):
        ledger.use(world.hanh_card, unit, MAY_20)
    ledger.use(world.son_card, world.lotus, MAY_20)
    ledger.use(world.lan_card, world.dawn, MAY_20)
    told = explain(world.session, Question(world.province.id, YEAR, NOW))
    assert (told.people, told.people_of_parts, told.in_several) == (3, 5, 1)
    assert told.counted_again == 2
    parts = answered(world, world.province, by=By.PART)
    assert {row.key: row.people for row in parts} == {"T": 1, "BAC": 2, "NAM": 2}
    empty = explain(world.session, Question(world.province.id, JUNE, NOW))
    assert (empty.people_of_parts, empty.in_several, empty.whole) == (0, 0, Figures())


def test_months_follow_the_cut_off_and_add_up(world: World, ledger: Ledger) -> None:
    for day in (date(2026, 6, 14), date(2026, 6, 15), date(2026, 6, 30)):
        ledger.use(world.hanh_card, world.lotus, day)
    months = answered(world, world.lotus, JUNE, by=By.MONTH)
    assert [(row.key, row.people, row.uses) for row in months] == [
        ("2026-06", 1, 1),
        ("2026-07", 1, 2),
    ]
    calendar = answered(world, world.lotus, JUNE, by=By.MONTH, cutoff=CALENDAR)
    assert [(row.key, row.uses) for row in calendar] == [("2026-06", 3)]


def test_figures_are_cut_and_narrowed_by_what_was_used(world: World, ledger: Ledger) -> None:
    hotel = world.partner("KS", "Khách sạn Công đoàn", PartnerKind.THIET_CHE)
    room = world.shop("KS1", hotel, "Khách sạn Công đoàn")
    paper = world.signed("02/TT", hotel, world.north)
    stay = world.offered("KS-10", paper, "Giảm 10% giá phòng", category=Category.KHACH_SAN)
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    ledger.use(world.hanh_card, world.lotus, MAY_20, offer=stay, outlet=room, benefit=25)
    ledger.use(world.lan_card, world.dawn, MAY_20, evidence=Evidence.GO_MA)

    def cut(by: By) -> list[tuple[str, str, int, int]]:
        return [row[:4] for row in answered(world, world.province, by=by)]

    assert cut(By.PARTNER) == [
        ("AK", "Nhà thuốc An Khang", 2, 2),
        ("KS", "Khách sạn Công đoàn", 1, 1),
    ]
    assert cut(By.AGREEMENT) == [
        ("01/TT-LĐLĐ", "Nhà thuốc An Khang", 2, 2),
        ("02/TT", "Khách sạn Công đoàn", 1, 1),
    ]
    assert [line[0] for line in cut(By.CATEGORY)] == ["doi_tac", "khach_san"]
    assert [line[0] for line in cut(By.OUTLET)] == ["AK1", "KS1"]
    assert [line[0] for line in cut(By.EVIDENCE)] == ["go_ma", "quet_the_in"]
    for only, benefit in (
        (Only(categories=frozenset({Category.KHACH_SAN})), 25),
        (Only(evidence=frozenset({Evidence.GO_MA})), 10),
        (Only(kinds=frozenset({BeneficiaryKind.THAN_NHAN})), 0),
        (Only(signed_at=frozenset({Level.CAP_TREN})), 25),
        (Only(partner_id=hotel.id), 25),
        (Only(outlet_id=world.outlet.id), 20),
        (Only(agreement_id=paper.id), 25),
    ):
        [row] = answered(world, world.province, only=only)
        assert row.benefit == benefit


def test_the_whole_installation_holds_every_unit(world: World, ledger: Ledger) -> None:
    other = world.unit("T2", "Tỉnh khác", Level.TINH)
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    ledger.use(world.son_card, other, MAY_20)
    [row] = answered(world, None)
    assert row.figures[:2] == (2, 2)
    rows = answered(world, None, by=By.ORGANIZATION)
    assert [row.key for row in rows] == ["T", "BAC", "SEN", "NAM", "BM", "T2"]


def test_an_answer_as_other_programs_read_it(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    organization.rename(world.session, world.lotus, "CĐCS Sen Hồng", JULY_1, THEN)
    answer = ask(world.session, Question(world.lotus.id, YEAR, NOW))
    assert to_json(answer) == {
        "organization": "SEN",
        "from": "2026-01-01",
        "until": "2027-01-01",
        "tree": "then",
        "as_of": "2027-01-05T00:00:00+00:00",
        "pending": 0,
        "rows": [
            {
                "key": "SEN",
                "name": "CĐCS Sen Hồng",
                "people": 1,
                "uses": 1,
                "benefit": 10,
                "subsidy": 0,
                "turnover": 90,
            }
        ],
    }


def test_nobody_is_asked_about_who_does_not_exist(world: World) -> None:
    with pytest.raises(NotFound, match="unknown_organization"):
        ask(world.session, Question(999, YEAR, NOW))


def test_every_unit_takes_a_handful_of_statements(
    world: World, ledger: Ledger, statements: list[str]
) -> None:
    ledger.use(world.hanh_card, world.lotus, MAY_20)
    before = len(statements)
    answered(world, world.province, by=By.ORGANIZATION)
    assert len(statements) - before <= 8
