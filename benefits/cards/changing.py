"""Taking many cards out of use at once, or back into it; each writes its own history."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from benefits.cards.ending import OVERLAP, shorten
from benefits.cards.history import ROAD, become_all
from benefits.cards.issuing import issue_many
from benefits.cards.models import Card, CardStatus, Medium
from benefits.periods import day_of

AT_ONCE: Final = 200


def change_many(
    session: Session,
    indexes: Sequence[int],
    status: CardStatus,
    *,
    by: int | None,
    now: datetime,
    reason: str,
) -> int:
    """Change the status of those of a group that can take it; return how many changed."""
    cards = session.scalars(
        select(Card)
        .where(Card.index.in_(indexes), can_become(status, day_of(now)))
        .order_by(Card.index)
        .with_for_update()
    ).all()
    become_all(session, cards, status, by=by, now=now, reason=reason)
    return len(cards)


def replace_many(
    session: Session,
    indexes: Sequence[int],
    *,
    by: int | None,
    now: datetime,
    reason: str,
    job_id: int | None = None,
) -> int:
    """Give new printed cards for those of a group; the old ones stay good for another month."""
    day = day_of(now)
    old = session.scalars(
        select(Card)
        .where(Card.index.in_(indexes), can_become(CardStatus.REPLACED, day))
        .order_by(Card.index)
        .with_for_update()
    ).all()
    for card in old:
        shorten(card, day + OVERLAP)
    become_all(session, old, CardStatus.REPLACED, by=by, now=now, reason=reason)
    owners = [card.member_id for card in old]
    new = issue_many(session, owners, Medium.PRINT, by=by, now=now, job_id=job_id)
    for card, given in zip(old, new, strict=True):
        card.replaced_by = given.index
    return len(old)


def can_become(status: CardStatus, day: date) -> ColumnElement[bool]:
    """Cards that may take a status on a day.

    None comes back past its last day, nor beside another that took its place.
    """
    ways = Card.status.in_([each for each, road in ROAD.items() if status in road])
    if status is CardStatus.REPLACED:
        return and_(ways, Card.medium == Medium.PRINT, Card.valid_until > day)
    if status is not CardStatus.ACTIVE:
        return ways
    other, later = aliased(Card), aliased(Card)
    in_use = exists().where(
        other.member_id == Card.member_id,
        other.medium == Card.medium,
        other.status == CardStatus.ACTIVE,
    )
    newer = exists().where(
        later.member_id == Card.member_id,
        later.medium == Card.medium,
        later.index > Card.index,
        later.status.in_([each for each, road in ROAD.items() if status in road]),
    )
    return and_(ways, Card.valid_until > day, ~in_use, ~newer)
