import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from benefits.agreements import Basket, Line, Quote, Rule, quote
from benefits.agreements.quoting import cases
from benefits.agreements.rules import parse
from benefits.errors import Invalid
from benefits.money import Dong
from benefits.periods import VIETNAM

NOON = datetime(2026, 10, 7, 12, tzinfo=VIETNAM)

TEN_PERCENT = parse("percent", "10", "50.000", "100.000")
RAIL = parse(
    "percent",
    "5",
    "",
    "",
    {
        "tiers": {
            "by": "group_size",
            "steps": [
                {"at_least": 10, "basis_points": 700},
                {"at_least": 40, "basis_points": 1000},
            ],
        }
    },
)


def asked(rule: Rule, **basket: Any) -> Quote:
    return quote(rule, Basket(**basket), at=NOON)


def warned(quoted: Quote) -> list[str]:
    return [warning.code for warning in quoted.warnings]


@pytest.mark.parametrize(
    ("list_price", "paid"),
    [
        (99_999, 99_999),  # a đồng below the least spend
        (100_000, 90_000),
        (100_009, 90_009),  # the fraction of a đồng stays with the shop
        (499_999, 450_000),
        (500_000, 450_000),
        (2_000_000, 1_950_000),  # the ceiling
    ],
)
def test_a_percentage_holds_between_least_spend_and_ceiling(list_price: int, paid: int) -> None:
    assert asked(TEN_PERCENT, list_price=list_price).paid == paid


def test_below_the_least_spend_the_cashier_hears_how_much_is_missing() -> None:
    quoted = asked(TEN_PERCENT, list_price=80_000)
    assert not quoted.applies
    assert quoted.refusal is not None
    assert quoted.refusal.code == "min_spend_not_reached"
    assert quoted.refusal.params == {"min_spend": 100_000, "missing": 20_000}
    assert (quoted.paid, quoted.benefit) == (80_000, 0)


def test_an_amount_off_never_takes_the_price_below_zero() -> None:
    off = parse("amount", "20000", "", "")
    assert asked(off, list_price=50_000).paid == 30_000
    assert asked(off, list_price=15_000).paid == 0
    assert asked(off, list_price=15_000).benefit == 15_000


def test_an_agreed_price_counts_by_the_piece_and_never_makes_anything_dearer() -> None:
    oil = parse("price", "47000", "", "")
    assert asked(oil, list_price=183_000, quantity=3).paid == 141_000
    dearer = asked(oil, list_price=40_000)
    assert dearer.paid == 40_000
    assert warned(dearer) == ["nothing_saved"]


def test_a_free_service_is_worth_its_list_price() -> None:
    quoted = asked(parse("free", "", "", ""), list_price=350_000)
    assert (quoted.list_price, quoted.paid, quoted.benefit) == (350_000, 0, 350_000)
    assert warned(quoted) == []
    assert asked(parse("free", "200000", "", "")).benefit == 200_000


def test_a_stated_benefit_is_kept_as_stated() -> None:
    quoted = asked(parse("typed", "", "1.000.000", ""), stated=1_284_500)
    assert (quoted.list_price, quoted.paid, quoted.method) == (1_284_500, 0, "stated")
    assert warned(quoted) == ["above_ceiling"]


def test_prices_already_reduced_are_kept_and_compared() -> None:
    assert warned(asked(TEN_PERCENT, list_price=200_000, paid=180_000)) == []
    quoted = asked(TEN_PERCENT, list_price=200_000, paid=170_000)
    assert (quoted.paid, quoted.benefit, quoted.expected_paid) == (170_000, 30_000, 180_000)
    assert quoted.warnings[0].code == "differs_from_rule"
    assert quoted.warnings[0].params == {"expected_paid": 180_000, "paid": 170_000}


def test_prices_already_reduced_are_kept_even_where_the_rule_gives_nothing() -> None:
    quoted = asked(TEN_PERCENT, list_price=90_000, paid=81_000, subsidy=1_000)
    assert not quoted.applies
    assert (quoted.paid, quoted.subsidy, quoted.member_pays) == (81_000, 1_000, 80_000)
    assert warned(quoted) == ["differs_from_rule"]


def test_within_a_range_the_shop_may_give_more() -> None:
    at_least_ten = parse("percent", "10", "", "", {"up_to": 3_000})
    assert asked(at_least_ten, list_price=200_000).paid == 180_000
    assert warned(asked(at_least_ten, list_price=200_000, paid=140_000)) == []
    assert warned(asked(at_least_ten, list_price=200_000, paid=139_999)) == ["differs_from_rule"]
    assert warned(asked(at_least_ten, list_price=200_000, paid=180_001)) == ["differs_from_rule"]


def test_more_than_half_off_is_a_warning_and_never_a_refusal() -> None:
    half = parse("percent", "50", "", "")
    assert warned(asked(half, list_price=100_000)) == []
    more = asked(parse("percent", "50.01", "", ""), list_price=100_000)
    assert more.applies
    assert warned(more) == ["above_half"]


@pytest.mark.parametrize(
    ("people", "paid"), [(1, 950_000), (9, 950_000), (10, 930_000), (39, 930_000), (40, 900_000)]
)
def test_a_larger_group_travels_cheaper(people: int, paid: int) -> None:
    assert asked(RAIL, list_price=1_000_000, group_size=people).paid == paid


def test_every_product_group_has_its_own_percentage_and_the_whole_is_rounded_once() -> None:
    clinic = parse(
        "percent",
        "0",
        "",
        "",
        {
            "groups": [
                {"group": "kham", "basis_points": 1500},
                {"group": "thuoc", "basis_points": 300},
            ]
        },
    )
    lines = (Line("kham", Dong(200_003)), Line("thuoc", Dong(150_007)), Line("sua", Dong(90_000)))
    # 30 000,45 + 4 500,21 and nothing for what is in no group
    assert asked(clinic, list_price=440_010, lines=lines).benefit == 34_500


def test_each_payer_takes_a_part_of_what_is_left_and_the_shop_receives_it_all() -> None:
    order = parse(
        "amount",
        "0",
        "",
        "",
        {
            "subsidies": [
                {"payer": "ldld", "amount": 3_600, "per_item": True},
                {"payer": "cdcs", "amount": 2_000},
                {"payer": "employer", "basis_points": 5_000},
            ]
        },
    )
    quoted = asked(order, list_price=100_000, quantity=5)
    assert [(share.payer, share.amount) for share in quoted.shares] == [
        ("ldld", 18_000),
        ("cdcs", 2_000),
        ("employer", 40_000),
    ]
    assert (quoted.paid, quoted.subsidy, quoted.member_pays) == (100_000, 60_000, 40_000)
    assert (quoted.benefit, quoted.saving) == (0, 60_000)


def test_a_stored_value_is_used_up() -> None:
    card = parse("amount", "3000000", "", "", {"stored_value": True})
    assert asked(card, list_price=1_200_000).paid == 0
    assert asked(card, list_price=1_200_000, balance=500_000).paid == 700_000
    spent = asked(card, list_price=1_200_000, balance=0)
    assert spent.refusal is not None
    assert spent.refusal.code == "balance_spent"


def test_outside_its_hours_an_offer_says_when_it_opens() -> None:
    morning = parse("percent", "10", "", "", {"windows": [{"from": "08:00", "until": "12:00"}]})
    quoted = asked(morning, list_price=100_000)
    assert quoted.refusal is not None
    assert quoted.refusal.code == "outside_hours"
    assert quoted.refusal.params == {"opens_at": "2026-10-08T08:00:00+07:00"}


@pytest.mark.parametrize(
    ("basket", "code"),
    [
        ({"list_price": -1}, "amount_out_of_range"),
        ({"list_price": 10**16}, "amount_out_of_range"),
        ({"list_price": 100, "paid": 101}, "paid_above_list_price"),
        ({"list_price": 100, "paid": 90, "subsidy": 91}, "subsidy_above_paid"),
        ({"list_price": 100, "subsidy": 10}, "subsidy_above_paid"),
        ({"list_price": 100, "quantity": 0}, "empty_basket"),
        ({"list_price": 100, "lines": (Line("a", Dong(101)),)}, "lines_above_list_price"),
    ],
)
def test_a_basket_that_cannot_be_is_refused(basket: Mapping[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Basket(**basket)
    assert refused.value.code == code


def test_the_shared_table_survives_json_and_answers_as_it_says() -> None:
    table = json.loads(json.dumps(cases()))
    names = [case["name"] for case in table]
    assert len(names) == len(set(names)) > 90
    for case in table:
        rule, basket = Rule.from_json(case["rule"]), Basket.from_json(case["basket"])
        answer = quote(rule, basket, at=datetime.fromisoformat(case["at"]))
        assert answer.to_json() == case["quote"], case["name"]
        assert Quote.from_json(case["quote"]) == answer, case["name"]


def test_the_shared_table_meets_every_refusal_and_every_warning() -> None:
    quotes = [case["quote"] for case in cases()]
    refusals = {quoted["refusal"]["code"] for quoted in quotes if quoted["refusal"]}
    warnings = {warning["code"] for quoted in quotes for warning in quoted["warnings"]}
    assert refusals == {
        "outside_hours",
        "tier_not_reached",
        "balance_spent",
        "min_spend_not_reached",
    }
    assert warnings == {"differs_from_rule", "above_half", "above_ceiling", "nothing_saved"}
