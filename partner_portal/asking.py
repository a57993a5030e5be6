"""What a counter has to type for an offer: only what its rule needs to know."""

from enum import StrEnum

from benefits.agreements import Discount, Rule
from benefits.agreements.terms import Measure


class Ask(StrEnum):
    PRICE = "price"
    PRICE_AFTER = "price_after"
    ALREADY = "already"
    WORTH = "worth"
    QUANTITY = "quantity"
    GROUP_SIZE = "group_size"
    GROUPS = "groups"


def asked_by(rule: Rule) -> frozenset[Ask]:
    """Return what to type; where it is a range, what was given cannot be worked out."""
    is_stated = rule.discount is Discount.TYPED
    first = Ask.WORTH if is_stated else Ask.PRICE
    measure = None if rule.tiers is None else rule.tiers.by
    counts = (
        rule.per_item
        or rule.discount is Discount.PRICE
        or measure is Measure.QUANTITY
        or any(each.per_item for each in rule.subsidies)
    )
    also = {
        Ask.PRICE_AFTER: rule.is_range,
        Ask.ALREADY: not is_stated and not rule.is_range,
        Ask.QUANTITY: counts,
        Ask.GROUP_SIZE: measure is Measure.GROUP_SIZE,
        Ask.GROUPS: bool(rule.groups),
    }
    return frozenset({first, *(ask for ask, is_needed in also.items() if is_needed)})


def goes_without_amount(rule: Rule) -> bool:
    """Tell whether a use may be recorded with no amount typed: the rule says what it is worth."""
    return rule.discount is Discount.FREE or (rule.discount is Discount.TYPED and rule.value > 0)
