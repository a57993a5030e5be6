"""The parts an offer's rule is made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benefits.agreements.fields import Fields
from benefits.money import BASIS_POINTS, NOTHING, Dong


class Discount(StrEnum):
    """What the partner gives.

    A percentage off; an amount off; a price agreed in advance; a service for nothing; or a benefit
    (a lower interest, say) whose worth is stated because no till can compute it.
    """

    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"
    FREE = "free"
    TYPED = "typed"

    @property
    def unit(self) -> str:
        """Under which name a value of this kind stands in JSON."""
        return "basis_points" if self is Discount.PERCENT else "amount"

    @property
    def most(self) -> int:
        return BASIS_POINTS if self is Discount.PERCENT else 10**12


class Measure(StrEnum):
    """What a better tier is earned by."""

    GROUP_SIZE = "group_size"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Tier:
    """From so many people or pieces on, another value holds."""

    at_least: int
    value: int

    @classmethod
    def read(cls, fields: Fields, discount: Discount) -> "Tier":
        return cls(
            fields.needed("at_least", least=1),
            fields.needed(discount.unit, most=discount.most),
        )

    def to_json(self, discount: Discount) -> dict[str, Any]:
        return {"at_least": self.at_least, discount.unit: self.value}


@dataclass(frozen=True, slots=True)
class Tiers:
    by: Measure
    steps: tuple[Tier, ...]

    def reached(self, count: int) -> Tier | None:
        return next((step for step in reversed(self.steps) if count >= step.at_least), None)

    @classmethod
    def read(cls, fields: Fields, discount: Discount) -> "Tiers":
        by = fields.choice("by", Measure) or Measure.GROUP_SIZE
        steps = tuple(Tier.read(part, discount) for part in fields.parts("steps"))
        counts = [step.at_least for step in steps]
        if not steps:
            fields.refuse("steps", "missing")
        elif counts != sorted(set(counts)):
            fields.refuse("steps", "not_rising")
        fields.close()
        return cls(by, steps)

    def to_json(self, discount: Discount) -> dict[str, Any]:
        return {"by": self.by.value, "steps": [step.to_json(discount) for step in self.steps]}


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A percentage for one group of products: exact, or from one figure up to another."""

    group: str
    basis_points: int
    up_to: int

    @classmethod
    def read(cls, fields: Fields) -> "GroupShare":
        least = fields.needed("basis_points", most=BASIS_POINTS)
        most = fields.whole("up_to", least=least, most=BASIS_POINTS)
        return cls(fields.text("group"), least, least if most is None else most)

    def to_json(self) -> dict[str, Any]:
        share: dict[str, Any] = {"group": self.group, "basis_points": self.basis_points}
        return share if self.up_to == self.basis_points else {**share, "up_to": self.up_to}


@dataclass(frozen=True, slots=True)
class Subsidy:
    """Who pays the shop a part of the price for the member: an amount, or a share of the rest."""

    payer: str
    amount: Dong = NOTHING
    basis_points: int = 0
    per_item: bool = False

    @classmethod
    def read(cls, fields: Fields) -> "Subsidy":
        amount, share = (
            fields.whole("amount", least=1),
            fields.whole("basis_points", 1, BASIS_POINTS),
        )
        if (amount is None) == (share is None):
            fields.refuse("amount", "amount_or_share")
        per_item = fields.flag("per_item")
        if per_item and share:
            fields.refuse("per_item", "does_not_fit")
        return cls(fields.text("payer"), Dong(amount or 0), share or 0, per_item)

    def to_json(self) -> dict[str, Any]:
        every = {
            "payer": self.payer,
            "amount": self.amount,
            "basis_points": self.basis_points,
            "per_item": self.per_item,
        }
        return {name: value for name, value in every.items() if value}
