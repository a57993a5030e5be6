"""What lies on the counter: the facts an offer's rule is asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benefits.errors import Invalid
from benefits.money import LARGEST, NOTHING, Dong


@dataclass(frozen=True, slots=True)
class Line:
    """What is bought of one group of products, before any discount."""

    group: str
    amount: Dong


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """One purchase before it is quoted.

    `list_price` is the price before discount. `paid` and `subsidy` are filled only when the shop
    has already taken the discount off and says itself what it receives. `stated` is the worth of
    a benefit that no till can compute. `balance` is what is left of a stored value.
    """

    list_price: Dong = NOTHING
    paid: Dong | None = None
    subsidy: Dong | None = None
    quantity: int = 1
    group_size: int = 1
    lines: tuple[Line, ...] = ()
    stated: Dong | None = None
    balance: Dong | None = None

    def __post_init__(self) -> None:
        amounts = [self.list_price, self.paid, self.subsidy, self.stated, self.balance]
        amounts += [line.amount for line in self.lines]
        if not all(0 <= amount <= LARGEST for amount in amounts if amount is not None):
            raise Invalid("amount_out_of_range")
        if self.paid is not None and self.paid > self.list_price:
            raise Invalid("paid_above_list_price", paid=self.paid, list_price=self.list_price)
        if self.subsidy is not None and (self.paid is None or self.subsidy > self.paid):
            raise Invalid("subsidy_above_paid", subsidy=self.subsidy, paid=self.paid)
        if min(self.quantity, self.group_size) < 1:
            raise Invalid("empty_basket", quantity=self.quantity, group_size=self.group_size)
        if sum(line.amount for line in self.lines) > self.list_price:
            raise Invalid("lines_above_list_price", list_price=self.list_price)

    def to_json(self) -> dict[str, Any]:
        return {
            "list_price": self.list_price,
            "paid": self.paid,
            "subsidy": self.subsidy,
            "quantity": self.quantity,
            "group_size": self.group_size,
            "lines": [{"group": line.group, "amount": line.amount} for line in self.lines],
            "stated": self.stated,
            "balance": self.balance,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Basket":
        lines = tuple(Line(line["group"], line["amount"]) for line in document["lines"])
        return cls(**{**document, "lines": lines})
