from datetime import UTC, date, datetime
from typing import Any

import pytest

from benefits.agreements.rules import InvalidRule, Rule, parse, percent_text, stored
from benefits.agreements.terms import Discount, GroupShare, Measure, Subsidy, Tier, Tiers
from benefits.agreements.windows import Window, is_open, next_opening, pause_at
from benefits.money import Dong
from benefits.periods import VIETNAM


@pytest.mark.parametrize(
    ("cell", "basis_points"),
    [("7", 700), ("7.5", 750), ("7,25", 725), (" 10 % ", 1000), (7.5, 750), (100, 10_000)],
)
def test_a_percentage_is_read_as_people_write_it(cell: object, basis_points: int) -> None:
    assert parse("percent", cell, "", "").value == basis_points


@pytest.mark.parametrize("basis_points", [1, 10, 700, 725, 750, 1000, 1010, 10_000])
def test_a_percentage_written_out_reads_back_the_same(basis_points: int) -> None:
    assert parse("percent", percent_text(basis_points), None, None).value == basis_points


def test_plain_cells_make_a_plain_rule() -> None:
    rule = parse("percent", "10", "50.000", "100000")
    assert rule == Rule(
        discount=Discount.PERCENT, value=1000, ceiling=Dong(50_000), min_spend=Dong(100_000)
    )
    assert rule.extras() == {}
    assert parse("amount", 20000.0, None, "0") == Rule(discount=Discount.AMOUNT, value=20_000)
    assert parse("free", "", "", "") == Rule(discount=Discount.FREE)


RICH: dict[str, Any] = {
    "tiers": {"by": "group_size", "steps": [{"at_least": 40, "basis_points": 1000}]},
    "subsidies": [
        {"payer": "ldld", "amount": 3600, "per_item": True},
        {"payer": "cdcs", "basis_points": 5000},
    ],
    "windows": [{"weekdays": [1, 5], "from": "08:30", "until": "16:30"}],
}


def test_richer_terms_stand_in_the_rule_column() -> None:
    rule = parse("percent", "5", "", "", RICH)
    assert rule.tiers == Tiers(Measure.GROUP_SIZE, (Tier(40, 1000),))
    assert rule.subsidies == (
        Subsidy("ldld", Dong(3600), 0, per_item=True),
        Subsidy("cdcs", basis_points=5000),
    )
    assert rule.windows == (Window(weekdays=(1, 5), opens=510, closes=990),)
    assert rule.extras() == RICH


def test_a_rule_is_the_same_from_text_from_columns_and_from_json() -> None:
    written = parse("percent", "0", "", "", '{"groups": [{"group": "thuoc", "basis_points": 300}]}')
    assert written.groups == (GroupShare("thuoc", 300, 300),)
    assert stored("percent", 0, None, None, written.extras()) == written
    assert Rule.from_json(written.to_json()) == written


PROBLEMS: list[tuple[tuple[object, ...], list[tuple[str, str]]]] = [
    (("discount", "5", "", ""), [("discount", "unknown_choice")]),
    (("", "5", "", ""), [("discount", "missing")]),
    (("percent", "", "", ""), [("value", "missing")]),
    (("percent", "0", "", ""), [("value", "too_small")]),
    (("percent", "101", "", ""), [("value", "too_large")]),
    (("percent", "7.125", "", ""), [("value", "not_a_percent")]),
    (("percent", "-7", "", ""), [("value", "not_a_percent")]),
    (("amount", "", "", ""), [("value", "missing")]),
    (("amount", "0", "", ""), [("value", "too_small")]),
    (("amount", "1.5", "", ""), [("value", "not_an_amount")]),
    (("price", "", "", ""), [("value", "missing")]),
    (("percent", "5", "0", "x"), [("ceiling", "too_small"), ("min_spend", "not_an_amount")]),
    (("percent", "5", "", "", "{"), [("rule", "not_json")]),
    (("percent", "5", "", "", "[1]"), [("rule", "not_an_object")]),
    (("percent", "5", "", "", {"colour": 1}), [("rule.colour", "unknown_key")]),
    (("percent", "5", "", "", {"up_to": 400}), [("rule.up_to", "too_small")]),
    (("percent", "5", "", "", {"up_to": True}), [("rule.up_to", "not_a_number")]),
    (("amount", "5000", "", "", {"up_to": 9000}), [("rule.up_to", "does_not_fit")]),
    (("percent", "5", "", "", {"per_item": True}), [("rule.per_item", "does_not_fit")]),
    (("percent", "5", "", "", {"per_item": 1}), [("rule.per_item", "not_yes_or_no")]),
    (("percent", "5", "", "", {"tiers": []}), [("rule.tiers", "not_an_object")]),
    (
        ("percent", "5", "", "", {"tiers": {"by": "age", "steps": []}}),
        [("rule.tiers.by", "unknown_choice"), ("rule.tiers.steps", "missing")],
    ),
    (
        (
            "price",
            "5000",
            "",
            "",
            {
                "tiers": {
                    "by": "quantity",
                    "steps": [{"at_least": 9, "amount": 1}, {"at_least": 9, "amount": 2}],
                }
            },
        ),
        [("rule.tiers.steps", "not_rising")],
    ),
    (
        ("percent", "5", "", "", {"groups": [{"group": "a", "basis_points": 1, "x": 2}, 3]}),
        [("rule.groups[0].x", "unknown_key"), ("rule.groups[1]", "not_an_object")],
    ),
    (
        (
            "percent",
            "5",
            "",
            "",
            {"groups": [{"group": "a", "basis_points": 1}, {"group": "a", "basis_points": 2}]},
        ),
        [("rule.groups", "duplicate")],
    ),
    (
        ("amount", "5000", "", "", {"subsidies": [{"payer": "", "amount": 1, "basis_points": 1}]}),
        [("rule.subsidies[0].amount", "amount_or_share"), ("rule.subsidies[0].payer", "missing")],
    ),
    (
        ("percent", "5", "", "", {"windows": [{"weekdays": [0], "from": "8h", "until": "24:30"}]}),
        [
            ("rule.windows[0].from", "not_a_time"),
            ("rule.windows[0].until", "not_a_time"),
            ("rule.windows[0].weekdays", "not_weekdays"),
        ],
    ),
    (
        ("percent", "5", "", "", {"windows": [{"from": "08:00", "until": "08:00"}]}),
        [("rule.windows[0].until", "empty_span")],
    ),
    (
        (
            "percent",
            "5",
            "",
            "",
            {"windows": [{"valid_from": "2026-02-01", "valid_until": "2026-02-01"}]},
        ),
        [("rule.windows[0].valid_until", "empty_span")],
    ),
    (
        ("percent", "5", "", "", {"windows": [{"valid_from": "1/2/2026"}]}),
        [("rule.windows[0].valid_from", "not_a_day")],
    ),
]


@pytest.mark.parametrize(("cells", "problems"), PROBLEMS)
def test_every_problem_is_named_with_its_field(
    cells: tuple[Any, ...], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidRule) as refused:
        parse(*cells)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == problems


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=VIETNAM)


def test_an_offer_without_windows_is_always_open() -> None:
    assert is_open((), _at(7, 3))
    assert next_opening((), _at(7, 3)) is None


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    saturday_night = (Window(weekdays=(6,), opens=22 * 60, closes=2 * 60),)
    assert is_open(saturday_night, _at(10, 23))
    assert is_open(saturday_night, _at(11, 1, 59))
    assert not is_open(saturday_night, _at(11, 2))
    assert not is_open(saturday_night, _at(10, 1))


def test_the_earliest_of_several_openings_is_told() -> None:
    shop = (Window(weekdays=(1,), opens=8 * 60), Window(weekdays=(4,), opens=18 * 60))
    assert next_opening(shop, _at(7, 12)) == _at(8, 18)
    assert next_opening(shop, _at(8, 18)) == _at(12, 8)


def test_a_season_makes_a_pause_and_the_hours_of_a_week_make_none() -> None:
    tet = Window(weekdays=(6, 7), valid_from=date(2027, 1, 9), valid_until=date(2027, 2, 8))
    assert pause_at((), _at(7, 12)) is None
    assert pause_at((Window(weekdays=(1,)),), _at(7, 12)) is None
    assert pause_at((tet,), _at(7, 12)) == (date(2027, 1, 9), date(2027, 2, 8))
    assert pause_at((tet,), _at(7, 12), date(2027, 1, 9)) == (None, None)
    assert pause_at((tet,), datetime(2027, 2, 1, 5, tzinfo=UTC)) is None
    assert pause_at((tet,), datetime(2027, 2, 8, 5, tzinfo=UTC)) == (None, None)
    assert pause_at((tet, Window(weekdays=(1,))), _at(7, 12)) is None
    assert pause_at((tet,), _at(7, 12), date(2027, 2, 1)) == (date(2027, 1, 9), date(2027, 2, 1))
    without_end = Window(valid_from=date(2027, 1, 9))
    assert pause_at((tet, without_end), _at(7, 12)) == (date(2027, 1, 9), None)
