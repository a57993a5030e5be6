"""What was signed with partners, and what it offers to whom."""

from benefits.agreements.models import (
    Acknowledgement,
    Agreement,
    Category,
    Coverage,
    Discount,
    LimitScope,
    LimitWindow,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    Trust,
)

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Category",
    "Coverage",
    "Discount",
    "LimitScope",
    "LimitWindow",
    "Offer",
    "OfferLimit",
    "OfferOutlet",
    "OfferVersion",
    "Trust",
]
