"""What somebody should look at before an offer is made public; nothing here refuses it."""

import re
from collections.abc import Iterator
from typing import Final

from benefits.agreements.content import Content
from benefits.agreements.quotes import Remark
from benefits.agreements.rules import Rule
from benefits.agreements.terms import Discount
from benefits.folding import folded
from benefits.money import BASIS_POINTS

HALF: Final = BASIS_POINTS // 2
LEAST_NOTE: Final = 500  # the smallest note still about, so that 50 was meant for 50.000
_RESTRICTED: Final = re.compile(
    r"\b(ruou|thuoc la|xi ga|xo so|sua thay the sua me|sua cong thuc|thuoc ke don)\b"
)
_DENIED: Final = re.compile(r"\b(khong|tru|ngoai tru|khong gom|khong ap dung)\b[^.;]*$")


def cautions(content: Content) -> list[Remark]:
    """Name what the law or common sense asks to be looked at twice."""
    return list(_found(content))


def _found(content: Content) -> Iterator[Remark]:
    if (most := _highest_share(content.rule)) > HALF:
        yield Remark("offer_above_half", {"basis_points": most})
    rule = content.rule
    is_once = rule.discount is Discount.AMOUNT and not rule.per_item
    if is_once and 0 < rule.value < LEAST_NOTE:
        yield Remark("offer_of_small_change", {"amount": rule.value})
    if any(0 < amount < LEAST_NOTE for amount in _other_amounts(rule)):
        yield Remark("offer_of_small_amounts")
    text = folded(f"{content.title}. {content.terms}")
    for match in _RESTRICTED.finditer(text):
        if not _DENIED.search(text[: match.start()]):
            yield Remark("offer_of_restricted_goods")
            return


def _other_amounts(rule: Rule) -> Iterator[int]:
    """Give what a rule says in đồng beside its value; off each piece little may be meant."""
    yield rule.ceiling or 0
    yield rule.min_spend or 0
    if rule.discount is Discount.PRICE:
        yield rule.value
    if rule.tiers is not None and rule.discount is not Discount.PERCENT and not rule.per_item:
        yield from (step.value for step in rule.tiers.steps)
    yield from (each.amount for each in rule.subsidies if not each.per_item)


def _highest_share(rule: Rule) -> int:
    """Return the largest percentage a rule can give; other discounts depend on the price."""
    if rule.discount is not Discount.PERCENT:
        return 0
    shares = [rule.value, rule.up_to or 0, *(group.up_to for group in rule.groups)]
    if rule.tiers is not None:
        shares += [step.value for step in rule.tiers.steps]
    return max(shares)
