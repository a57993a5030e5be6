"""What a purchase amounts to, and what is left of it after parts were taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.money import NOTHING, Dong
from benefits.purchases.models import Purchase, Reversal


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a purchase amounts to, or a part of it."""

    list_price: Dong
    paid: Dong
    subsidy: Dong = NOTHING

    @property
    def benefit(self) -> Dong:
        return Dong(self.list_price - self.paid)

    def less(self, other: "Amounts") -> "Amounts":
        return Amounts(
            Dong(self.list_price - other.list_price),
            Dong(self.paid - other.paid),
            Dong(self.subsidy - other.subsidy),
        )

    @property
    def is_possible(self) -> bool:
        """Whether amounts like these can be bought, or taken back."""
        return 0 <= self.subsidy <= self.paid <= self.list_price

    def fits_into(self, left: "Amounts") -> bool:
        """Whether nothing is taken that is not left, and the rest can be taken back later."""
        return self.is_possible and left.less(self).is_possible


def left_of(purchase: Purchase, reversals: Sequence[Reversal]) -> Amounts:
    """Return what is left of a purchase after these reversals."""
    left = Amounts(purchase.list_price, purchase.paid, purchase.subsidy)
    for each in reversals:
        left = left.less(Amounts(each.list_price, each.paid, each.subsidy))
    return left


def part_of(left: Amounts, list_price: Dong) -> Amounts:
    """Return what to take back for goods of a price, the discount and subsidy going along.

    The price is cut twice, where the discount ends and where the member's own share begins: each
    of the three parts then takes no more than is left of it, however often this is done.
    """
    if list_price >= left.list_price:
        return left
    benefit = left.benefit * list_price // left.list_price
    not_paid_by_member = (left.benefit + left.subsidy) * list_price // left.list_price
    subsidy = Dong(not_paid_by_member - benefit)
    return Amounts(list_price, Dong(list_price - benefit), subsidy)
