"""Taking many cards out of use at once, or back into it; each writes its own history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.becoming import can_become
from benefits.cards.ending import OVERLAP, shorten
from benefits.cards.history import become_all
from benefits.cards.issuing import issue_many
from benefits.cards.models import Card, CardStatus, Medium
from benefits.cards.stopping import bring_back, stop
from benefits.members.merging import survivors
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
    """Stop those of a group that can be stopped, or bring them back; return how many changed."""
    cards = session.scalars(
        select(Card)
        .where(Card.index.in_(indexes), can_become(status, day_of(now)))
        .order_by(Card.index)
        .with_for_update()
    ).all()
    if status is CardStatus.ACTIVE:
        bring_back(session, cards, by=by, now=now, reason=reason)
    else:
        stop(session, cards, status, by=by, now=now, reason=reason)
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
    standing = survivors(session, {card.member_id for card in old})
    owners = [standing.get(card.member_id, card.member_id) for card in old]
    new = issue_many(session, owners, Medium.PRINT, by=by, now=now, job_id=job_id, reason=reason)
    for card, given in zip(old, new, strict=True):
        card.replaced_by = given.index
    return len(old)
