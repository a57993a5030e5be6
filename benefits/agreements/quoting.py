"""Ask a rule about a basket. Whole numbers only, so that every till gets the same answer."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from benefits.agreements.baskets import Basket
from benefits.agreements.case_table import CASES
from benefits.agreements.quotes import Method, Quote, Remark, Share
from benefits.agreements.rules import Rule
from benefits.agreements.stacking import combine
from benefits.agreements.terms import Discount, Measure
from benefits.agreements.windows import is_open, next_opening
from benefits.money import BASIS_POINTS, Dong, share_of

__all__ = ["Basket", "Quote", "cases", "combine", "lowest_paid", "quote"]


def quote(rule: Rule, basket: Basket, *, at: datetime) -> Quote:
    """Tell what a purchase costs under a rule, and how stated prices differ from that."""
    return _Answer(rule, basket, at).quote()


def lowest_paid(rule: Rule, basket: Basket, *, at: datetime) -> Dong | None:
    """Return the least that the shop receives under a rule that is a range; else nothing."""
    if not rule.is_range:
        return None
    answer = _Answer(rule, basket, at)
    return Dong(answer.list_price - answer.discount(at_most=True))


def cases() -> list[dict[str, Any]]:
    """Return the table that every implementation of `quote` must agree with."""
    return [
        {
            "name": name,
            "rule": rule.to_json(),
            "basket": basket.to_json(),
            "at": at.isoformat(),
            "quote": quote(rule, basket, at=at).to_json(),
        }
        for name, rule, basket, at in CASES
    ]


class _Answer:
    """A basket under a rule; what the rest rests on is worked out once, at the start."""

    def __init__(self, rule: Rule, basket: Basket, at: datetime) -> None:
        self.rule, self.basket, self.at = rule, basket, at
        self.list_price = self._list_price()
        self.refusal = next(self._refusals(), None)  # the first reason to give nothing
        self.expected_paid = Dong(self.list_price - (0 if self.refusal else self.discount()))
        self.paid = self.expected_paid if basket.paid is None else basket.paid

    def quote(self) -> Quote:
        refusal, shares = self.refusal, self.shares()
        stated = self.rule.discount is Discount.TYPED
        given = self.basket.subsidy
        return Quote(
            list_price=self.list_price,
            paid=self.paid,
            subsidy=Dong(sum(share.amount for share in shares)) if given is None else given,
            shares=shares,
            method=Method.STATED if stated else Method.COMPUTED,
            expected_paid=None if self.basket.paid is None else self.expected_paid,
            warnings=tuple(self.warnings()),
            refusal=refusal,
        )

    def _list_price(self) -> Dong:
        """The price before discount, which a free or stated benefit may leave to the rule."""
        if self.basket.paid is not None:
            return self.basket.list_price
        if self.rule.discount is Discount.TYPED and self.basket.stated is not None:
            return self.basket.stated
        is_assumed = self.rule.discount in (Discount.FREE, Discount.TYPED)
        return self.basket.list_price or Dong(self.rule.value if is_assumed else 0)

    def _refusals(self) -> Iterator[Remark]:
        rule, basket = self.rule, self.basket
        if not is_open(rule.windows, self.at):
            opens = next_opening(rule.windows, self.at)
            yield Remark("outside_hours", {"opens_at": opens.isoformat() if opens else None})
        if rule.tiers and not rule.value and self.count < rule.tiers.steps[0].at_least:
            least = rule.tiers.steps[0].at_least
            params = {"by": rule.tiers.by.value, "at_least": least, "count": self.count}
            yield Remark("tier_not_reached", params)
        if rule.stored_value and basket.balance == 0:
            yield Remark("balance_spent")
        if rule.min_spend is not None and self.list_price < rule.min_spend:
            missing = rule.min_spend - self.list_price
            yield Remark("min_spend_not_reached", {"min_spend": rule.min_spend, "missing": missing})

    @property
    def count(self) -> int:
        by_group = self.rule.tiers is not None and self.rule.tiers.by is Measure.GROUP_SIZE
        return self.basket.group_size if by_group else self.basket.quantity

    @property
    def value(self) -> int:
        """The rule's value, or that of the best tier reached."""
        tier = self.rule.tiers and self.rule.tiers.reached(self.count)
        return tier.value if tier else self.rule.value

    def discount(self, *, at_most: bool = False) -> int:
        """Return what comes off; `at_most` takes ranges by their upper end."""
        off = self._before_ceiling(at_most=at_most)
        if self.rule.ceiling is not None and self.rule.discount is not Discount.TYPED:
            off = min(off, self.rule.ceiling)
        return max(0, min(off, self.list_price))

    def _before_ceiling(self, *, at_most: bool) -> int:
        if self.rule.discount is Discount.PERCENT:
            return self._percentage(at_most=at_most)
        if self.rule.discount is Discount.AMOUNT:
            if self.rule.stored_value and self.basket.balance is not None:
                return self.basket.balance
            return self.value * (self.basket.quantity if self.rule.per_item else 1)
        if self.rule.discount is Discount.PRICE:
            return self.list_price - self.value * self.basket.quantity
        return self.list_price

    def _percentage(self, *, at_most: bool) -> int:
        """Add up exact shares of every group and of the rest, and round down once."""
        rule = self.rule
        shares = {
            group.group: group.up_to if at_most else group.basis_points for group in rule.groups
        }
        base = max(self.value, rule.up_to or 0) if at_most else self.value
        rest = self.list_price - sum(line.amount for line in self.basket.lines)
        exact = rest * base + sum(
            line.amount * shares.get(line.group, base) for line in self.basket.lines
        )
        return exact // BASIS_POINTS

    def shares(self) -> tuple[Share, ...]:
        """Let each payer in turn take a part of what is left for the member to pay."""
        if self.basket.subsidy is not None or self.refusal:
            return ()
        left, shares = int(self.paid), []
        for payer in self.rule.subsidies:
            fixed = payer.amount * (self.basket.quantity if payer.per_item else 1)
            part = Dong(min(left, fixed + share_of(left, payer.basis_points)))
            shares.append(Share(payer.payer, part))
            left -= part
        return tuple(shares)

    def warnings(self) -> Iterator[Remark]:
        """Name what somebody should look at; nothing here refuses a sale."""
        benefit, discount = self.list_price - self.paid, self.rule.discount
        if self.basket.paid is not None and self._differs(benefit):
            params = {"expected_paid": self.expected_paid, "paid": self.paid}
            yield Remark("differs_from_rule", params)
        is_gift = discount in (Discount.FREE, Discount.TYPED)
        if not is_gift and 2 * benefit > self.list_price:
            yield Remark("above_half", {"benefit": benefit, "list_price": self.list_price})
        ceiling = self.rule.ceiling
        if discount is Discount.TYPED and ceiling is not None and benefit > ceiling:
            yield Remark("above_ceiling", {"benefit": benefit, "ceiling": ceiling})
        if not benefit and not self.rule.subsidies and not self.refusal:
            yield Remark("nothing_saved")

    def _differs(self, benefit: int) -> bool:
        if self.refusal:
            return benefit > 0
        return not self.discount() <= benefit <= self.discount(at_most=True)
