"""Stopping cards and bringing them back, together with those they replaced.

For a month after an exchange two cards are good. What is held against their owner stops both, and
what was stopped at once comes back at once.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.becoming import comes_back_as
from benefits.cards.history import become_all
from benefits.cards.holding import of_records
from benefits.cards.models import Card, CardStatus
from benefits.cards.signing_out import ENDED, sign_out_owners
from benefits.members.merging import survivors
from benefits.periods import day_of

STOPPED: Final = (CardStatus.SUSPENDED, CardStatus.REVOKED)


def stop(
    session: Session,
    cards: Sequence[Card],
    status: CardStatus,
    *,
    by: int | None,
    now: datetime,
    reason: str,
) -> None:
    """Stop cards; where they are suspended or revoked, also those they replaced that are good yet.

    A card that is lost says nothing of the one before it. Where a phone's card ends, its owner is
    signed out.
    """
    is_meant = status in STOPPED
    older = _older(session, cards, day_of(now), _is_replaced) if is_meant else []
    become_all(session, [*cards, *older], status, by=by, now=now, reason=reason)
    if status in ENDED:
        sign_out_owners(session, cards, now)


def bring_back(
    session: Session, cards: Sequence[Card], *, by: int | None, now: datetime, reason: str
) -> None:
    """Make stopped cards good again, and those they replaced that were stopped with them."""
    was = {_stopped(card) for card in cards if card.status in STOPPED}
    older = _older(session, cards, day_of(now), lambda each: _stopped(each) in was)
    become_all(session, older, CardStatus.REPLACED, by=by, now=now, reason=reason)
    for status, some in groupby(sorted(cards, key=comes_back_as), comes_back_as):
        become_all(session, list(some), status, by=by, now=now, reason=reason)


def _is_replaced(card: Card) -> bool:
    return card.status is CardStatus.REPLACED


def _stopped(card: Card) -> tuple[CardStatus, date, str | None]:
    return card.status, card.status_on, card.status_reason


def _older(
    session: Session, cards: Sequence[Card], day: date, is_meant: Callable[[Card], bool]
) -> list[Card]:
    """Find the cards that these replaced, and those that they replaced in turn."""
    owners = {card.member_id for card in cards}
    people = owners | set(survivors(session, owners).values())
    replaced = session.scalars(
        select(Card)
        .where(of_records(people), Card.replaced_by.is_not(None), Card.valid_until > day)
        .order_by(Card.index)
        .with_for_update()
    ).all()
    known, older = {card.index for card in cards}, list[Card]()
    for each in filter(is_meant, reversed(replaced)):
        if each.replaced_by in known and each.index not in known:
            known.add(each.index)
            older.append(each)
    return older
