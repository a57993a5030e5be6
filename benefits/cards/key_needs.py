"""What still depends on a key: printed cards that may bear its signature, codes kept on phones.

Nobody writes down which key signed a card, for a card may be printed again. But a key signs nothing
after the next one is made; so whatever was given out before then may need it, and nothing later.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from benefits.cards.ahead import KEPT
from benefits.cards.keys import KeyRing
from benefits.cards.models import Card, CardStatus, Medium
from benefits.errors import KeysUnusable
from benefits.periods import ONE_DAY, day_of

# Processes that had not noticed the new key yet, and clocks that differ.
MARGIN: Final = timedelta(minutes=10)
IN_USE: Final = (CardStatus.ACTIVE, CardStatus.REPLACED, CardStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Need:
    """How many printed cards may bear a key's signature, and the last day on which one is good."""

    signs: bool
    cards: int = 0
    last_day: date | None = None

    @property
    def is_over(self) -> bool:
        return not self.signs and self.last_day is None


def need_of(session: Session, ring: KeyRing, key_id: int, now: datetime) -> Need:
    """Say what depends on a key; the newest signs."""
    later = [each for each in ring.ids if each > key_id]
    if not later:
        return Need(signs=True)
    last_signed = ring.made_at(later[0]) + MARGIN
    cards, until = session.execute(
        select(func.count(), func.max(Card.valid_until)).where(*_may_bear(last_signed, now))
    ).one()
    phones_until = last_signed + KEPT
    days = [until - ONE_DAY] if cards else []
    if phones_until > now:
        days.append(day_of(phones_until))
    return Need(signs=False, cards=cards, last_day=max(days, default=None))


def retire(session: Session, ring: KeyRing, key_id: int, now: datetime) -> None:
    """Let a key go once nothing depends on it; refuse, saying until when something does."""
    _check_old(ring, key_id)
    need = need_of(session, ring, key_id, now)
    if need.last_day is not None:
        last_day = f"{need.last_day:%d/%m/%Y}"
        raise KeysUnusable("key_needed", key=key_id, cards=need.cards, last_day=last_day)
    ring.retire(key_id, now)


def stopped_by_loss_of(session: Session, ring: KeyRing, key_id: int, now: datetime) -> int:
    """Count the printed cards in use that are good no more once a stolen key is believed no more.

    Cards printed again since bear a newer key, and go on.
    """
    _check_old(ring, key_id)
    last_signed = ring.made_at(min(each for each in ring.ids if each > key_id)) + MARGIN
    printed_then = or_(Card.printed_at.is_(None), Card.printed_at <= last_signed)
    in_use = select(func.count()).where(
        *_may_bear(last_signed, now), Card.status.in_(IN_USE), printed_then
    )
    return session.scalar(in_use) or 0


def _check_old(ring: KeyRing, key_id: int) -> None:
    """Refuse a key that is not there, and the one that signs."""
    if key_id not in ring.ids:
        raise KeysUnusable("key_unknown", key=key_id)
    if key_id == ring.signing[0]:
        raise KeysUnusable("key_signs", key=key_id)


def _may_bear(last_signed: datetime, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Printed cards, not over yet, that were given out while a key signed or before."""
    return (
        Card.medium == Medium.PRINT,
        Card.valid_until > day_of(now),
        or_(Card.known_at <= last_signed, Card.valid_from <= day_of(last_signed)),
    )
