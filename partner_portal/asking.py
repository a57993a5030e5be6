"""What a counter has to type for an offer: only what its rule needs to know."""

from enum import StrEnum

from benefits.agreements import Discount, Rule
from benefits.agreements.terms import Measure


class Ask(StrEnum):
    PRICE = "price"
    WORTH = "worth"
    QUANTITY = "quantity"
    GROUP_SIZE = "group_size"
    GROUPS = "groups"


def asked_by(rule: Rule) -> frozenset[Ask]:
    """Return what to type; a free service may be recorded without its price."""
    first = Ask.WORTH if rule.discount is Discount.TYPED else Ask.PRICE
    measure = None if rule.tiers is None else rule.tiers.by
    counts = (
        rule.per_item
        or rule.discount is Discount.PRICE
        or measure is Measure.QUANTITY
        or any(each.per_item for each in rule.subsidies)
    )
    also = {
        Ask.QUANTITY: counts,
        Ask.GROUP_SIZE: measure is Measure.GROUP_SIZE,
        Ask.GROUPS: bool(rule.groups),
    }
    return frozenset({first, *(ask for ask, is_needed in also.items() if is_needed)})
