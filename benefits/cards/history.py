"""What happened to each card, in order; and what may happen to it next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from benefits.cards.models import Card, CardEvent, CardStatus
from benefits.errors import Conflict
from benefits.periods import day_of

ROAD: Final[Mapping[CardStatus, frozenset[CardStatus]]] = {
    CardStatus.ACTIVE: frozenset(CardStatus) - {CardStatus.ACTIVE},
    CardStatus.REPLACED: frozenset(CardStatus) - {CardStatus.ACTIVE, CardStatus.REPLACED},
    CardStatus.SUSPENDED: frozenset(CardStatus) - {CardStatus.SUSPENDED, CardStatus.EXPIRED},
    CardStatus.LOST: frozenset({CardStatus.ACTIVE, CardStatus.REVOKED}),
    CardStatus.REVOKED: frozenset({CardStatus.ACTIVE, CardStatus.REPLACED}),
    CardStatus.EXPIRED: frozenset(),
}


def become(
    session: Session,
    card: Card,
    status: CardStatus,
    *,
    by: int | None,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Change a card's status from today on, and write down that it changed."""
    become_all(session, [card], status, by=by, now=now, reason=reason)


def become_all(
    session: Session,
    cards: Sequence[Card],
    status: CardStatus,
    *,
    by: int | None,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Change some cards at once, all of them or, where one cannot, none."""
    for card in cards:
        if status not in ROAD[card.status]:
            raise Conflict("card_cannot_become", status=status.value, present=card.status.value)
    for card in cards:
        card.status, card.status_on, card.status_reason = status, day_of(now), reason
    event = happened(status, day_of(now), by, now, reason)
    _note(session, dict.fromkeys(cards, event))


def say_anew(
    session: Session, cards: Sequence[Card], *, by: int | None, now: datetime, reason: str
) -> None:
    """Give another reason why cards stand as they do; their status and its day stay."""
    events = {card: happened(card.status, card.status_on, by, now, reason) for card in cards}
    for card in cards:
        card.status_reason = reason
    _note(session, events)


def lapse(session: Session, cards: Sequence[Card], now: datetime) -> None:
    """Write down that these cards are past their last day."""
    for card in cards:
        card.status, card.status_on = CardStatus.EXPIRED, card.valid_until
    expired = CardStatus.EXPIRED
    _note(session, {card: happened(expired, card.valid_until, None, now) for card in cards})


def expire(session: Session, now: datetime) -> int:
    """Write down of every active card past its last day that it has expired; return how many."""
    over = select(Card).where(Card.status == CardStatus.ACTIVE, Card.valid_until <= day_of(now))
    cards = session.scalars(over).all()
    lapse(session, cards, now)
    return len(cards)


def events_of(session: Session, card: Card) -> Sequence[CardEvent]:
    of_card = (CardEvent.member_id == card.member_id) & (CardEvent.index == card.index)
    return session.scalars(select(CardEvent).where(of_card).order_by(CardEvent.number)).all()


def happened(
    status: CardStatus, day: date, by: int | None, now: datetime, reason: str | None = None
) -> dict[str, Any]:
    """Return what an event says, whichever card it happened to."""
    return {
        "status": status,
        "effective_on": day,
        "account_id": by,
        "known_at": now,
        "reason": reason,
    }


def _note(session: Session, events: Mapping[Card, dict[str, Any]]) -> None:
    """Write one event a card, numbered after those it has."""
    if not events:
        return
    session.flush()  # so that the old card has made way before a new one is written
    last = dict(
        session.execute(
            select(CardEvent.index, func.max(CardEvent.number))
            .where(CardEvent.index.in_([card.index for card in events]))
            .group_by(CardEvent.index)
        ).all()
    )
    rows = [
        {
            "member_id": card.member_id,
            "index": card.index,
            "number": last.get(card.index, 0) + 1,
            **event,
        }
        for card, event in events.items()
    ]
    session.execute(insert(CardEvent), rows)
