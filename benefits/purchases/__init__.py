"""Verify, record, undo: what happens at the till."""

from benefits.purchases.amounts import Amounts
from benefits.purchases.answers import RowAnswer
from benefits.purchases.attributing import attribute_anew, newest
from benefits.purchases.known import TakenIn
from benefits.purchases.models import Attribution, Evidence, Purchase, Reversal
from benefits.purchases.reversing import ReversalRequest
from benefits.purchases.taking_back import reverse_many
from benefits.purchases.taking_in import take_in_many

__all__ = [
    "Amounts",
    "Attribution",
    "Evidence",
    "Purchase",
    "Reversal",
    "ReversalRequest",
    "RowAnswer",
    "TakenIn",
    "attribute_anew",
    "newest",
    "reverse_many",
    "take_in_many",
]
