"""Drawing up rolls: a list per unit of everybody whose card was printed and is on no list yet."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Select, exists, func, insert, select
from sqlalchemy.orm import Session

from benefits.cards.batches import may_be_printed
from benefits.cards.finding import belonged_on
from benefits.cards.issuing import in_groups
from benefits.cards.models import Card
from benefits.cards.rolls.models import Roll, RollLine
from benefits.members import Member, Membership
from benefits.organization import Placement, as_known, holds_on, subtree_on
from benefits.periods import day_of
from benefits.wording import consent


class Waiting(NamedTuple):
    """A printed card that nobody signed for."""

    unit: int
    card_index: int
    member_id: int


def waiting(session: Session, organization_id: int, day: date) -> int:
    """Count printed cards of a sub-tree that are on no roll."""
    found = _waiting(organization_id, day).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def draw_up(session: Session, organization_id: int, *, by: int | None, now: datetime) -> list[int]:
    """Draw up a roll for each unit of a sub-tree that has cards to hand over; return their ids."""
    day = day_of(now)
    ordered = _waiting(organization_id, day).order_by(Placement.path, Member.sort_key, Member.id)
    cards = [Waiting(*row) for row in session.execute(ordered)]
    return [
        _draw_up(session, unit, list(of_unit), by, now)
        for unit, of_unit in groupby(cards, key=lambda card: card.unit)
    ]


def _draw_up(
    session: Session, unit: int, cards: Sequence[Waiting], by: int | None, now: datetime
) -> int:
    roll = Roll(organization_id=unit, consent_version=consent.VERSION, account_id=by, drawn_at=now)
    session.add(roll)
    session.flush()
    for lines in in_groups(list(_lines(roll.id, cards))):
        session.execute(insert(RollLine), lines)
    return roll.id


def _lines(roll_id: int, cards: Sequence[Waiting]) -> Iterator[dict[str, int]]:
    for number, card in enumerate(cards, start=1):
        yield {
            "roll_id": roll_id,
            "number": number,
            "card_index": card.card_index,
            "member_id": card.member_id,
        }


def _waiting(organization_id: int, day: date) -> Select[int, int, int]:
    return (
        select(Membership.organization_id, Card.index, Card.member_id)
        .join(Member, Member.id == Card.member_id)
        .join(Membership, Membership.member_id == Card.member_id)
        .join(Placement, Placement.organization_id == Membership.organization_id)
        .where(
            Membership.organization_id.in_(subtree_on(organization_id, day)),
            belonged_on(day),
            holds_on(Placement, day),
            as_known(Placement),
            may_be_printed(day),
            Card.printed_at.is_not(None),
            Member.erased_at.is_(None),
            ~exists().where(RollLine.card_index == Card.index),
        )
    )
