"""Taking a card out of use, for a while or for good, and giving another for it.

Each medium stands alone: losing the printed card leaves the one on the phone good.
"""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.history import become
from benefits.cards.issuing import issue
from benefits.cards.models import Card, CardStatus, Medium
from benefits.errors import Conflict, NotFound
from benefits.periods import day_of

OVERLAP: Final = timedelta(days=30)


def replace(
    session: Session,
    index: int,
    *,
    by: int | None,
    now: datetime,
    reason: str | None = None,
    good_until: date | None = None,
    valid_until: date | None = None,
) -> Card:
    """Issue a new printed card; the old one stays good until a day, a month on if unsaid.

    A card on a phone is not replaced: it moves when its owner gets it on another one.
    """
    old = card_of(session, index)
    if old.status is not CardStatus.ACTIVE or old.medium is Medium.PHONE:
        raise Conflict("card_cannot_become", status="replaced", present=old.status.value)
    shorten(old, good_until or day_of(now) + OVERLAP)
    become(session, old, CardStatus.REPLACED, by=by, now=now, reason=reason)
    new = issue(session, old.member_id, old.medium, by=by, now=now, valid_until=valid_until)
    old.replaced_by = new.index
    return new


def shorten(card: Card, until: date) -> None:
    """Let a card end on a day, never later than it would have, nor before it began."""
    card.valid_until = max(min(card.valid_until, until), card.valid_from + timedelta(days=1))


def revoke(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    card = card_of(session, index)
    become(session, card, CardStatus.REVOKED, by=by, now=now, reason=reason)
    return card


def lose(
    session: Session, index: int, *, by: int | None, now: datetime, reason: str | None = None
) -> Card:
    card = card_of(session, index)
    become(session, card, CardStatus.LOST, by=by, now=now, reason=reason)
    return card


def suspend(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    card = card_of(session, index)
    become(session, card, CardStatus.SUSPENDED, by=by, now=now, reason=reason)
    return card


def restore(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    """Make a suspended, lost or revoked card good again, where no other has taken its place."""
    card = card_of(session, index)
    another = select(Card.index).where(
        Card.member_id == card.member_id,
        Card.medium == card.medium,
        Card.status == CardStatus.ACTIVE,
    )
    if card.status is not CardStatus.ACTIVE and session.scalar(another) is not None:
        raise Conflict("active_card_exists", member_ids=(card.member_id,), medium=card.medium.value)
    become(session, card, CardStatus.ACTIVE, by=by, now=now, reason=reason)
    return card


def card_of(session: Session, index: int) -> Card:
    """Return a card by its index, held until this unit of work ends."""
    card = session.scalar(select(Card).where(Card.index == index).with_for_update())
    if card is None:
        raise NotFound("card", index=index)
    return card
