"""What people pay for an offer: a ladder of usual bills, each quoted by the offer's own rule."""

import math
from collections.abc import Iterator
from datetime import date, datetime
from statistics import NormalDist
from typing import Final, NamedTuple

from benefits.agreements import Basket, Discount, OfferVersion, quote, rule_of
from benefits.money import Dong
from benefits.periods import start_of
from benefits.simulation.trades import Trade

_STEPS: Final = 120
_GRAIN: Final = 1_000
_NORMAL: Final = NormalDist()


class Sum(NamedTuple):
    """The amounts of one bill; `method` as the ledger writes it."""

    list_price: int
    paid: int
    benefit: int
    method: str


def ladder(version: OfferVersion, trade: Trade, day: date) -> tuple[Sum, ...]:
    """Return bills from the smallest to the largest, each as likely as the next."""
    return tuple(_sums(version, trade, start_of(day)))


def _sums(version: OfferVersion, trade: Trade, at: datetime) -> Iterator[Sum]:
    rule, is_stated = rule_of(version), trade.discount is Discount.TYPED
    for step in range(_STEPS):
        drawn = _NORMAL.inv_cdf((step + 0.5) / _STEPS)
        price = Dong(round(trade.usual * math.exp(trade.spread * drawn) / _GRAIN) * _GRAIN)
        basket = Basket(stated=price) if is_stated else Basket(list_price=price)
        told = quote(rule, basket, at=at)
        if told.applies:
            benefit = told.list_price - told.paid
            yield Sum(told.list_price, told.paid, benefit, told.method.value)
