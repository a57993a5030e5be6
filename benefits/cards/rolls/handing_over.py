"""Whether somebody got a card, told by person; and what became of people since they were listed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from benefits.cards.finding import belonged_on
from benefits.cards.models import Card, CardStatus
from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls.drawing_up import name_digest
from benefits.cards.rolls.models import Roll, RollLine
from benefits.members import Member, Membership
from benefits.members.merging import survivor_of


class HandedOver(NamedTuple):
    """Where somebody was to sign for a card, and when the card was handed over, if it was."""

    roll_id: int
    code: str
    organization_id: int
    page: int
    card_index: int
    received_at: datetime | None


class Since(StrEnum):
    """What is no more as the paper says."""

    LEFT = "left"
    MOVED = "moved"
    RENAMED = "renamed"
    STOPPED = "stopped"
    REPRINTED = "reprinted"


def of_cards(session: Session, indexes: Collection[int]) -> list[HandedOver]:
    """Say of some cards on which lists they stand that count, the newest first."""
    rows = session.execute(
        select(Roll, RollLine)
        .join(RollLine, RollLine.roll_id == Roll.id)
        .where(RollLine.card_index.in_(indexes), RollLine.superseded_by.is_(None))
        .order_by(Roll.id.desc())
    )
    return [
        HandedOver(
            roll.id,
            roll.code,
            roll.organization_id,
            page_of(line.number),
            line.card_index,
            line.received_at,
        )
        for roll, line in rows
    ]


def since(
    session: Session, roll: Roll, lines: Sequence[RollLine], day: date
) -> Mapping[int, list[Since]]:
    """Say by line what became of people and cards."""
    rows = session.execute(
        select(
            RollLine,
            Member.full_name,
            Card.status,
            Card.valid_until,
            Membership.organization_id,
        )
        .select_from(RollLine)
        .join(Member, Member.id == survivor_of(RollLine.member_id))
        .join(Card, Card.index == RollLine.card_index)
        .outerjoin(Membership, and_(Membership.member_id == Member.id, belonged_on(day)))
        .where(RollLine.roll_id == roll.id, RollLine.number.in_([each.number for each in lines]))
    )
    return {
        line.number: [
            *_card_since(line, status, is_over=until <= day),
            *_owner_since(line, name, unit, roll.organization_id),
        ]
        for line, name, status, until, unit in rows
    }


def _card_since(line: RollLine, status: CardStatus, *, is_over: bool) -> Iterator[Since]:
    if line.superseded_by is not None:
        yield Since.REPRINTED
    elif status is not CardStatus.ACTIVE or is_over:
        yield Since.STOPPED


def _owner_since(line: RollLine, name: str, unit: int | None, listed_in: int) -> Iterator[Since]:
    if line.name_digest not in (None, name_digest(name)):
        yield Since.RENAMED
    if unit != listed_in:
        yield Since.LEFT if unit is None else Since.MOVED
