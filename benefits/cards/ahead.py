"""How far ahead a phone is given codes: seven days, one for every slot of five minutes."""

from datetime import date, datetime, timedelta
from typing import Final

from benefits.cards.tokens import slot_at
from benefits.periods import start_of

KEPT: Final = timedelta(days=7)
AT_ONCE: Final = 288
"""How many codes one answer holds: a day's worth, so that the first comes quickly."""


def slots_ahead(now: datetime, valid_until: date) -> range:
    """Return every slot a phone may hold a code for: none beyond the card's last day."""
    over = slot_at(start_of(valid_until))
    return range(slot_at(now), min(slot_at(now + KEPT), over))


def missing(slots: range, have_until: int | None) -> range:
    """Return the next slots to sign for a phone that holds every code before `have_until`."""
    first = slots.start if have_until is None else max(slots.start, have_until)
    return range(first, min(first + AT_ONCE, slots.stop))
