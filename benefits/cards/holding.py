"""Which cards are somebody's: two records may be one person, and the cards of both are theirs."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, literal, or_, select
from sqlalchemy.orm import aliased

from benefits.cards.models import Card, CardStatus, Medium
from benefits.members import MemberMerge
from benefits.members.merging import Record, of_any_record

HELD: Final = (CardStatus.ACTIVE, CardStatus.SUSPENDED)
SPOILED: Final = "in_hong"
"""The reason of a card that was taken back because it could not be printed: nobody's fault."""


def holds(person: Record, card: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a record that stands for somebody, or one it stands for, has such a card.

    `card` is an alias of the cards that the conditions speak of. They are wrapped so that the cards
    are found by their record: a database without statistics begins with every card in use instead.
    """
    are_met = case((and_(*conditions), 1), else_=0) == 1

    def has(record: Record) -> ColumnElement[bool]:
        found = select(literal(1)).select_from(card).where(card.member_id == record, are_met)
        return found.correlate_except(card).exists()

    return of_any_record(person, has)


def holds_printed(person: Record, day: date) -> ColumnElement[bool]:
    """Tell whether somebody has a printed card that day; a suspended one is still a card."""
    card = aliased(Card)
    in_use = (card.medium == Medium.PRINT, card.status.in_(HELD), card.valid_until > day)
    return holds(person, card, *in_use)


def was_revoked(person: Record) -> ColumnElement[bool]:
    """Tell whether the last printed card somebody had was taken away by the union."""
    last, later = aliased(Card), aliased(Card)
    newer = holds(person, later, was_printed(later), later.index > last.index)
    return holds(person, last, was_printed(last), last.status == CardStatus.REVOKED, ~newer)


def was_printed(card: Any) -> ColumnElement[bool]:
    """Tell of cards whether they are to be held in the hand, and none that the printer spoiled."""
    reason = card.status_reason
    return and_(card.medium == Medium.PRINT, or_(reason.is_(None), reason != SPOILED))


def of_records(member_ids: Iterable[int]) -> ColumnElement[bool]:
    """Select the cards of some records and of those they stand for."""
    ids = [*member_ids]
    merged = select(MemberMerge.member_id).where(MemberMerge.into_id.in_(ids))
    return or_(Card.member_id.in_(ids), Card.member_id.in_(merged))
