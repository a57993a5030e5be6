from collections.abc import Mapping
from datetime import datetime
from typing import Any

from benefits.agreements import Basket, Combination, Quote, Rule, combine, quote
from benefits.agreements.rules import parse
from benefits.periods import VIETNAM

NOON = datetime(2026, 10, 7, 12, tzinfo=VIETNAM)

TEN_PERCENT = parse("percent", "10", "50.000", "100.000")


def asked(rule: Rule, **basket: Any) -> Quote:
    return quote(rule, Basket(**basket), at=NOON)


def best(quotes: Mapping[str, Quote], *pairs: tuple[str, str]) -> Combination:
    chosen = combine(quotes, [frozenset(pair) for pair in pairs])
    assert chosen is not None
    return chosen


def test_of_several_offers_only_the_best_holds() -> None:
    quotes = {
        "SAU": asked(parse("percent", "6", "", ""), list_price=200_000),
        "MUOI": asked(parse("percent", "10", "", ""), list_price=200_000),
        "LON": asked(parse("percent", "50", "", "900.000"), list_price=200_000),
    }
    assert best(quotes).offers == ("MUOI",)
    assert best(quotes).paid == 180_000


def test_an_allowed_pair_holds_together_and_its_benefit_is_split() -> None:
    quotes = {
        "SAU": asked(parse("percent", "6", "", ""), list_price=200_000),
        "MUOI": asked(parse("percent", "10", "", ""), list_price=200_000),
        "PHIEU": asked(parse("amount", "190000", "", ""), list_price=200_000),
    }
    assert best(quotes, ("SAU", "MUOI")).offers == ("PHIEU",)
    pair = best(quotes, ("MUOI", "PHIEU"))
    assert pair.parts == (("PHIEU", 190_000), ("MUOI", 10_000))  # no more than the price
    assert (pair.benefit, pair.paid) == (200_000, 0)


def test_of_equal_offers_the_first_named_holds_alone() -> None:
    ten = parse("percent", "10", "", "")
    free = parse("free", "", "", "")
    quotes = {"MOT": asked(free, list_price=90_000), "HAI": asked(free, list_price=90_000)}
    assert best(quotes, ("MOT", "HAI")).offers == ("MOT",)
    reduced = {
        "MOT": asked(ten, list_price=90_000, paid=81_000),
        "HAI": asked(ten, list_price=90_000, paid=81_000),
    }
    assert best(reduced, ("MOT", "HAI")).offers == ("MOT",)


def test_when_no_offer_gives_anything_there_is_nothing_to_combine() -> None:
    assert combine({"MUOI": asked(TEN_PERCENT, list_price=1_000)}) is None
