"""Purchases at the edges of every kind of rule, for all who compute quotes to agree on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from benefits.agreements.baskets import Basket, Line
from benefits.agreements.rules import Rule, parse
from benefits.money import Dong
from benefits.periods import VIETNAM


class Case(NamedTuple):
    name: str
    rule: Rule
    basket: Basket
    at: datetime


NOON = datetime(2026, 10, 7, 12, tzinfo=VIETNAM)  # a Wednesday

TEN_PERCENT = parse("percent", "10", "50000", "100000")
RAIL = {
    "tiers": {
        "by": "group_size",
        "steps": [{"at_least": 10, "basis_points": 700}, {"at_least": 40, "basis_points": 1000}],
    }
}
COMBO = {"tiers": {"by": "quantity", "steps": [{"at_least": 3, "amount": 90_000}]}}
GROUP_ONLY = {
    "tiers": {"by": "group_size", "steps": [{"at_least": 11, "basis_points": 200}]},
}
PHARMACY = {
    "groups": [
        {"group": "kham", "basis_points": 1500},
        {"group": "thuoc", "basis_points": 300, "up_to": 700},
    ]
}
PAYERS = {
    "subsidies": [
        {"payer": "ldld", "amount": 3_600, "per_item": True},
        {"payer": "cdcs", "amount": 2_000},
        {"payer": "employer", "basis_points": 5_000},
    ]
}
WORKDAYS = {"windows": [{"weekdays": [1, 2, 3, 4, 5], "from": "08:30", "until": "16:30"}]}
NIGHTS = {"windows": [{"weekdays": [6], "from": "22:00", "until": "02:00"}]}
SEASONS = {
    "windows": [
        {"valid_from": "2026-01-05", "valid_until": "2026-02-03"},
        {"valid_from": "2026-03-09", "valid_until": "2026-04-23"},
    ]
}
VOUCHER = {"stored_value": True}


def _priced(rule: Rule, *prices: int) -> Iterable[Case]:
    for price in prices:
        yield _bought(rule, list_price=price)


def _bought(rule: Rule, at: datetime = NOON, **basket: Any) -> Case:
    facts = ", ".join(f"{name} {value}" for name, value in basket.items() if name != "lines")
    extras = "+".join(rule.extras())
    bounds = f"{rule.min_spend or 0} to {rule.ceiling}"
    name = f"{rule.discount} {rule.value} {extras} {bounds}: {facts}, {at:%a %Y-%m-%d %H:%M}"
    return Case(" ".join(name.split()), rule, Basket(**basket), at)


def _lines(**amounts: int) -> tuple[Line, ...]:
    return tuple(Line(group, Dong(amount)) for group, amount in amounts.items())


def _clock(day: int, hour: int, minute: int, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


def _plain() -> Iterable[Case]:
    yield from _priced(TEN_PERCENT, 0, 99_999, 100_000, 100_009, 499_999, 500_000, 500_010, 10**9)
    yield from _priced(parse("percent", "7.5", "", ""), 1, 13, 133_333, 10**15 - 1)
    yield from _priced(parse("percent", "50", "", ""), 99, 100, 101)
    yield from _priced(parse("percent", "60", "", ""), 200_000)
    yield from _priced(parse("percent", "100", "", ""), 45_000)
    yield from _priced(parse("amount", "20000", "", ""), 0, 15_000, 20_000, 40_000, 39_999)
    yield from _priced(parse("amount", "500000", "", "500001"), 500_000, 500_001, 700_000)
    yield from _priced(parse("price", "10000", "", ""), 9_000, 10_000, 25_000)
    yield from _priced(parse("price", "0", "", ""), 80_000)
    yield _bought(parse("price", "47000", "", ""), list_price=183_000, quantity=3)
    yield _bought(parse("price", "47000", "30000", ""), list_price=183_000, quantity=3)
    yield from _priced(parse("free", "", "", ""), 0, 350_000)
    yield from _priced(parse("free", "", "300000", ""), 350_000)
    yield from _priced(parse("free", "200000", "", ""), 0, 150_000)
    yield from _priced(parse("typed", "", "", ""), 640_000)
    yield _bought(parse("typed", "", "", ""), stated=1_284_500)
    yield _bought(parse("typed", "400000", "1000000", ""), stated=1_284_500)
    yield _bought(parse("typed", "400000", "", ""))


def _already_reduced() -> Iterable[Case]:
    for paid in (180_000, 179_000, 181_000, 200_000, 80_000):
        yield _bought(TEN_PERCENT, list_price=200_000, paid=paid)
    yield _bought(TEN_PERCENT, list_price=90_000, paid=81_000)
    yield _bought(TEN_PERCENT, list_price=200_000, paid=180_000, subsidy=30_000)
    at_least_ten = parse("percent", "10", "", "", {"up_to": 3_000})
    yield _bought(at_least_ten, list_price=200_000)
    for paid in (180_001, 180_000, 150_000, 140_000, 139_999):
        yield _bought(at_least_ten, list_price=200_000, paid=paid)
    yield _bought(parse("typed", "", "", ""), list_price=300_000, paid=0)
    yield _bought(parse("free", "200000", "", ""), list_price=0, paid=0)


def _tiered() -> Iterable[Case]:
    rail = parse("percent", "5", "", "", RAIL)
    for size in (1, 9, 10, 39, 40, 120):
        yield _bought(rail, list_price=1_234_567, group_size=size)
    for size in (10, 11):
        yield _bought(parse("percent", "0", "", "", GROUP_ONLY), list_price=900, group_size=size)
    for quantity in (2, 3):
        combo = parse("price", "100000", "", "", COMBO)
        yield _bought(combo, list_price=120_000 * quantity, quantity=quantity)
    per_head = parse("amount", "10000", "", "", {"per_item": True})
    yield _bought(per_head, list_price=900_000, quantity=12)
    yield _bought(per_head, list_price=90_000, quantity=12)


def _grouped() -> Iterable[Case]:
    pharmacy = parse("percent", "0", "", "", PHARMACY)
    lines = _lines(kham=200_003, thuoc=150_007, sua=90_000)
    yield _bought(pharmacy, list_price=440_010, lines=lines)
    yield _bought(pharmacy, list_price=440_010, lines=lines, paid=404_010)
    yield _bought(pharmacy, list_price=440_010, lines=lines, paid=390_000)
    yield _bought(parse("percent", "5", "", "", PHARMACY), list_price=300_000, lines=lines[:1])
    yield _bought(pharmacy, list_price=300_000)


def _paid_by_several() -> Iterable[Case]:
    order = parse("amount", "0", "", "", PAYERS)
    yield _bought(order, list_price=100_000, quantity=5)
    yield _bought(order, list_price=18_000, quantity=5)
    yield _bought(parse("percent", "10", "", "", PAYERS), list_price=45_001)
    yield _bought(order, list_price=100_000, paid=100_000, quantity=5)
    yield _bought(order, list_price=100_000, paid=95_000, subsidy=20_000)
    card = parse("amount", "3000000", "", "", VOUCHER)
    yield _bought(card, list_price=1_200_000)
    for balance in (0, 500_000, 2_000_000):
        yield _bought(card, list_price=1_200_000, balance=balance)


def _at_hours() -> Iterable[Case]:
    work = parse("percent", "10", "", "", WORKDAYS)
    for day, hour, minute in ((7, 8, 29), (7, 8, 30), (7, 16, 29), (9, 16, 30), (11, 12, 0)):
        yield _bought(work, _clock(day, hour, minute), list_price=100_000)
    night = parse("percent", "10", "", "", NIGHTS)
    for day, hour, minute in ((10, 21, 59), (10, 23, 59), (11, 1, 59), (11, 2, 0), (10, 1, 0)):
        yield _bought(night, _clock(day, hour, minute), list_price=100_000)
    rail = parse("percent", "5", "", "", SEASONS)
    for month, day in ((1, 4), (1, 5), (2, 2), (2, 3), (4, 22), (4, 23)):
        yield _bought(rail, _clock(day, 0, 0, month), list_price=100_000)


CASES: tuple[Case, ...] = (
    *_plain(),
    *_already_reduced(),
    *_tiered(),
    *_grouped(),
    *_paid_by_several(),
    *_at_hours(),
)
