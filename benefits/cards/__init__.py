"""Cards: what their codes say, to whom they were given, and whether they are good on a day."""

from benefits.cards.ahead import missing, slots_ahead
from benefits.cards.ending import card_of, lose, replace, restore, revoke, suspend
from benefits.cards.finding import Belonging, FoundCard, spellings
from benefits.cards.first_key import begin_anew, open_ring
from benefits.cards.history import become, events_of, expire
from benefits.cards.issuing import Issued, issue, issue_many, without_printed_card
from benefits.cards.keeping_one import Keeping, keep_one
from benefits.cards.keys import KeyRing
from benefits.cards.models import Card, CardEvent, CardIndex, CardPhone, CardStatus, Medium
from benefits.cards.phones import OnPhone
from benefits.cards.presenting import Presented, hosts_of
from benefits.cards.standing import Look, look, looks_of
from benefits.cards.tokens import card_url, phone_token, phone_tokens, printed_token
from benefits.cards.typed_code import as_it_stands, derived_from, normalize, shown
from benefits.errors import KeysUnusable

__all__ = [
    "Belonging",
    "Card",
    "CardEvent",
    "CardIndex",
    "CardPhone",
    "CardStatus",
    "FoundCard",
    "Issued",
    "Keeping",
    "KeyRing",
    "KeysUnusable",
    "Look",
    "Medium",
    "OnPhone",
    "Presented",
    "as_it_stands",
    "become",
    "begin_anew",
    "card_of",
    "card_url",
    "derived_from",
    "events_of",
    "expire",
    "hosts_of",
    "issue",
    "issue_many",
    "keep_one",
    "look",
    "looks_of",
    "lose",
    "missing",
    "normalize",
    "open_ring",
    "phone_token",
    "phone_tokens",
    "printed_token",
    "replace",
    "restore",
    "revoke",
    "shown",
    "slots_ahead",
    "spellings",
    "suspend",
    "without_printed_card",
]
