"""What was signed with partners, and what it offers to whom."""

from benefits.agreements.baskets import Basket, Line
from benefits.agreements.models import (
    Acknowledgement,
    Agreement,
    Category,
    Coverage,
    LimitScope,
    LimitWindow,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    Trust,
)
from benefits.agreements.offering import (
    offered_at,
    offered_on,
    offering_at,
    offerings_of,
    rule_of,
    version_on,
)
from benefits.agreements.offerings import Limit, Offering
from benefits.agreements.quotes import Method, Quote, Remark
from benefits.agreements.quoting import quote
from benefits.agreements.rules import InvalidRule, Rule
from benefits.agreements.stacking import Combination, combine
from benefits.agreements.terms import Discount

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Basket",
    "Category",
    "Combination",
    "Coverage",
    "Discount",
    "InvalidRule",
    "Limit",
    "LimitScope",
    "LimitWindow",
    "Line",
    "Method",
    "Offer",
    "OfferLimit",
    "OfferOutlet",
    "OfferVersion",
    "Offering",
    "Quote",
    "Remark",
    "Rule",
    "Trust",
    "combine",
    "offered_at",
    "offered_on",
    "offering_at",
    "offerings_of",
    "quote",
    "rule_of",
    "version_on",
]
