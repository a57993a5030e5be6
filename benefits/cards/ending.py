"""Taking a card out of use, for a while or for good, and giving another for it.

Each medium stands alone: losing the printed card leaves the one on the phone good.
"""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.becoming import possible
from benefits.cards.history import ROAD, become
from benefits.cards.issuing import check_may_hold, issue_many
from benefits.cards.models import Card, CardStatus, Medium
from benefits.cards.signing_out import sign_out_owners
from benefits.cards.stopping import bring_back, stop
from benefits.errors import Conflict, NotFound
from benefits.members.merging import records_of, survivors
from benefits.periods import ONE_DAY, day_of

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

    The new one is given to the record that stands for the person. A card on a phone is not
    replaced: it moves when its owner gets it on another one.
    """
    old, day = card_of(session, index), day_of(now)
    if old.status is not CardStatus.ACTIVE or old.medium is Medium.PHONE:
        raise Conflict("card_cannot_become", status="replaced", present=old.status.value)
    person = survivors(session, [old.member_id]).get(old.member_id, old.member_id)
    check_may_hold(session, person, day)
    if old.valid_until <= day:
        raise _is_over(old)
    if CardStatus.REPLACED not in possible(session, old, day):
        raise _has_another(old)
    shorten(old, good_until or day + OVERLAP)
    become(session, old, CardStatus.REPLACED, by=by, now=now, reason=reason)
    [made] = issue_many(
        session, [person], old.medium, by=by, now=now, valid_until=valid_until, reason=reason
    )
    old.replaced_by = made.index
    return session.get_one(Card, (made.member_id, made.index))


def shorten(card: Card, until: date) -> None:
    """Let a card end on a day, never later than it would have, nor before it began."""
    card.valid_until = max(min(card.valid_until, until), card.valid_from + timedelta(days=1))


def revoke(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    card = card_of(session, index)
    stop(session, [card], CardStatus.REVOKED, by=by, now=now, reason=reason)
    return card


def lose(
    session: Session,
    index: int,
    *,
    by: int | None,
    now: datetime,
    reason: str | None = None,
    here: str = "",
) -> Card:
    """Stop a card that is lost. With a phone every browser of its owner is left, but `here`."""
    card = card_of(session, index)
    become(session, card, CardStatus.LOST, by=by, now=now, reason=reason)
    sign_out_owners(session, [card], now, but=here)
    return card


def suspend(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    card = card_of(session, index)
    stop(session, [card], CardStatus.SUSPENDED, by=by, now=now, reason=reason)
    return card


def restore(session: Session, index: int, *, by: int | None, now: datetime, reason: str) -> Card:
    """Make a suspended, lost or revoked card good again, where no other has taken its place."""
    card, day = card_of(session, index), day_of(now)
    if CardStatus.ACTIVE not in possible(session, card, day):
        raise _stays_stopped(session, card, day)
    bring_back(session, [card], by=by, now=now, reason=reason)
    return card


def _stays_stopped(session: Session, card: Card, day: date) -> Conflict:
    """Say why a card does not come back."""
    if CardStatus.ACTIVE not in ROAD[card.status]:
        return Conflict("card_cannot_become", status="active", present=card.status.value)
    if card.valid_until <= day:
        return _is_over(card)
    records, alike = records_of(session, card.member_id), Card.medium == card.medium
    in_use = select(Card.index).where(alike, Card.status == CardStatus.ACTIVE)
    if session.scalar(in_use.where(Card.member_id.in_(records)).limit(1)) is None:
        return Conflict("newer_card_stopped")
    return _has_another(card)


def _is_over(card: Card) -> Conflict:
    return Conflict("card_is_over", last_day=(card.valid_until - ONE_DAY).isoformat())


def _has_another(card: Card) -> Conflict:
    return Conflict("active_card_exists", member_ids=(card.member_id,), medium=card.medium.value)


def card_of(session: Session, index: int) -> Card:
    """Return a card by its index, held until this unit of work ends."""
    card = session.scalar(select(Card).where(Card.index == index).with_for_update())
    if card is None:
        raise NotFound("card", index=index)
    return card
