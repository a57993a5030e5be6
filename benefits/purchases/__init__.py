"""What happens at the till: a card is looked at, a use is recorded, a use is taken back."""

from benefits.purchases.amounts import Amounts, left_of, part_of
from benefits.purchases.answers import Recorded, Refused, RowAnswer, RowState
from benefits.purchases.attributing import (
    attribute_anew,
    is_last_word,
    is_said_anew,
    newest,
)
from benefits.purchases.balances import left_of_values
from benefits.purchases.expecting import Coming, expect
from benefits.purchases.first_tries import FirstSent, first_sent, version_named
from benefits.purchases.forgetting import forget_looks
from benefits.purchases.glances import Glance, Where, count_glances, glances_at
from benefits.purchases.history import (
    Line,
    Story,
    Totals,
    latest_of,
    of_ids,
    of_member,
    of_outlet,
    of_outlets,
    story_of,
    totals_of,
)
from benefits.purchases.known import TakenIn
from benefits.purchases.merging import decide_same, merge
from benefits.purchases.models import (
    Attribution,
    Evidence,
    Method,
    Purchase,
    PurchaseOffer,
    Reversal,
    Verification,
)
from benefits.purchases.oddities import Selling, doubts, usual_most
from benefits.purchases.own_lines import OwnPage, Place, own_page, own_use
from benefits.purchases.own_offers import offers_to
from benefits.purchases.own_totals import Month, months_of, summed
from benefits.purchases.recording import LATEST, record
from benefits.purchases.remaining import something_is_left
from benefits.purchases.reversing import (
    ReversalRequest,
    TakenBack,
    may_undo,
    reverse,
    undo,
)
from benefits.purchases.submissions import Recording, basket_of
from benefits.purchases.taking_back import reverse_many
from benefits.purchases.taking_in import take_in, take_in_many
from benefits.purchases.till_totals import (
    NOTHING,
    bought_at,
    totals_between,
    totals_by,
    totals_where,
)
from benefits.purchases.tills import Till
from benefits.purchases.transferring import change_kind, join, transfer
from benefits.purchases.used import used_partners
from benefits.purchases.verifying import (
    Checked,
    OfferAnswer,
    Shown,
    verification_of,
    verify,
)

__all__ = [
    "LATEST",
    "NOTHING",
    "Amounts",
    "Attribution",
    "Checked",
    "Coming",
    "Evidence",
    "FirstSent",
    "Glance",
    "Line",
    "Method",
    "Month",
    "OfferAnswer",
    "OwnPage",
    "Place",
    "Purchase",
    "PurchaseOffer",
    "Recorded",
    "Recording",
    "Refused",
    "Reversal",
    "ReversalRequest",
    "RowAnswer",
    "RowState",
    "Selling",
    "Shown",
    "Story",
    "TakenBack",
    "TakenIn",
    "Till",
    "Totals",
    "Verification",
    "Where",
    "attribute_anew",
    "basket_of",
    "bought_at",
    "change_kind",
    "count_glances",
    "decide_same",
    "doubts",
    "expect",
    "first_sent",
    "forget_looks",
    "glances_at",
    "is_last_word",
    "is_said_anew",
    "join",
    "latest_of",
    "left_of",
    "left_of_values",
    "may_undo",
    "merge",
    "months_of",
    "newest",
    "of_ids",
    "of_member",
    "of_outlet",
    "of_outlets",
    "offers_to",
    "own_page",
    "own_use",
    "part_of",
    "record",
    "reverse",
    "reverse_many",
    "something_is_left",
    "story_of",
    "summed",
    "take_in",
    "take_in_many",
    "totals_between",
    "totals_by",
    "totals_of",
    "totals_where",
    "transfer",
    "undo",
    "used_partners",
    "usual_most",
    "verification_of",
    "verify",
    "version_named",
]
