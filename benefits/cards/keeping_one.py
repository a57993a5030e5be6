"""Cards of somebody who turned out to have two records: one of each medium stays, others make way.

A printed card goes on for a while beside the one that stays, like any that was exchanged. A phone
has its card back within a minute, so all but one end at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.ending import OVERLAP, shorten
from benefits.cards.history import become_all
from benefits.cards.models import Card, CardStatus, Medium
from benefits.errors import Invalid
from benefits.members.merging import records_of
from benefits.periods import day_of

MERGED: Final = "gop_ho_so"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which printed card stays, the person's own newest if unsaid, and until when the others do.

    Without a day that is a month on; a day that has come ends them at once.
    """

    index: int | None = None
    others_until: date | None = None


def keep_one(
    session: Session, member_id: int, keeping: Keeping, *, by: int | None, now: datetime
) -> list[Card]:
    """Let one card of each medium stay for a person; return those that make way."""
    day = day_of(now)
    printed = in_use(session, records_of(session, member_id), Medium.PRINT, day)
    stays = _staying(printed, member_id, keeping.index)
    others = [card for card in printed if card is not stays]
    for card in others:
        shorten(card, keeping.others_until or day + OVERLAP)
    become_all(session, others, CardStatus.REPLACED, by=by, now=now, reason=MERGED)
    phones = in_use(session, records_of(session, member_id), Medium.PHONE, day)
    here = _staying(phones, member_id, None)
    elsewhere = [card for card in phones if card is not here]
    become_all(session, elsewhere, CardStatus.REVOKED, by=by, now=now, reason=MERGED)
    for card in (*others, *elsewhere):
        heir = stays if card.medium is Medium.PRINT else here
        card.replaced_by = heir.index if heir else None
    session.flush()
    return [*others, *elsewhere]


def in_use(session: Session, records: Sequence[int], medium: Medium, day: date) -> list[Card]:
    """List the cards of some records that can be used, held until this unit of work ends."""
    found = session.scalars(
        select(Card)
        .where(
            Card.member_id.in_(records),
            Card.medium == medium,
            Card.status == CardStatus.ACTIVE,
            Card.valid_until > day,
        )
        .order_by(Card.index)
        .with_for_update()
    )
    return list(found)


def _staying(cards: Sequence[Card], member_id: int, index: int | None) -> Card | None:
    """Choose the card that stays: the one asked for, else the person's own, else the newest."""
    if index is not None:
        asked = next((card for card in cards if card.index == index), None)
        if asked is None:
            raise Invalid("card_not_in_use")
        return asked
    return max(cards, key=lambda card: (card.member_id == member_id, card.index), default=None)
