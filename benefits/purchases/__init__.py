"""What happens at the till: a card is looked at, a use is recorded, a use is taken back."""

from benefits.purchases.amounts import Amounts, left_of, part_of
from benefits.purchases.answers import Recorded, Refused, RowAnswer, RowState
from benefits.purchases.attributing import attribute_anew, newest
from benefits.purchases.first_tries import FirstSent, first_sent, version_named
from benefits.purchases.forgetting import forget_looks
from benefits.purchases.glances import Glance, glances_at
from benefits.purchases.history import (
    Line,
    Story,
    Totals,
    of_member,
    of_outlet,
    of_outlets,
    story_of,
    totals_of,
)
from benefits.purchases.known import TakenIn
from benefits.purchases.models import (
    Attribution,
    Evidence,
    Method,
    Purchase,
    PurchaseOffer,
    Reversal,
    Verification,
)
from benefits.purchases.oddities import usual_most
from benefits.purchases.own_offers import offers_to
from benefits.purchases.recording import record
from benefits.purchases.reversing import (
    ReversalRequest,
    TakenBack,
    may_undo,
    reverse,
    undo,
)
from benefits.purchases.submissions import Recording
from benefits.purchases.taking_back import reverse_many
from benefits.purchases.taking_in import take_in, take_in_many
from benefits.purchases.tills import Till
from benefits.purchases.transferring import transfer
from benefits.purchases.verifying import (
    Checked,
    OfferAnswer,
    Shown,
    note_verification,
    verify,
)

__all__ = [
    "Amounts",
    "Attribution",
    "Checked",
    "Evidence",
    "FirstSent",
    "Glance",
    "Line",
    "Method",
    "OfferAnswer",
    "Purchase",
    "PurchaseOffer",
    "Recorded",
    "Recording",
    "Refused",
    "Reversal",
    "ReversalRequest",
    "RowAnswer",
    "RowState",
    "Shown",
    "Story",
    "TakenBack",
    "TakenIn",
    "Till",
    "Totals",
    "Verification",
    "attribute_anew",
    "first_sent",
    "forget_looks",
    "glances_at",
    "left_of",
    "may_undo",
    "newest",
    "note_verification",
    "of_member",
    "of_outlet",
    "of_outlets",
    "offers_to",
    "part_of",
    "record",
    "reverse",
    "reverse_many",
    "story_of",
    "take_in",
    "take_in_many",
    "totals_of",
    "transfer",
    "undo",
    "usual_most",
    "verify",
    "version_named",
]
