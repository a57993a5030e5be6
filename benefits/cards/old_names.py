"""Printed cards that bear a name their owner has no more.

Nothing keeps what was printed; but a name is kept when it changes, and so is the day of printing.
"""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from benefits.cards.batches import may_be_printed
from benefits.cards.models import Card
from benefits.members import MemberMerge, PersonalChange
from benefits.members.merging import survivor_of

NAME = "full_name"


def bears_old_name(day: date) -> ColumnElement[bool]:
    """Tell of cards whether they are in use and were last printed before the name changed."""
    renamed = exists().where(
        PersonalChange.member_id == survivor_of(Card.member_id),
        PersonalChange.field == NAME,
        PersonalChange.known_at > Card.printed_at,
    )
    return and_(may_be_printed(day), Card.printed_at.is_not(None), renamed)


def renamed_between(since: datetime, until: datetime, day: date) -> Select[int]:
    """Select the cards in use whose name has been an old one since some work changed it."""
    changed = select(PersonalChange.member_id).where(
        PersonalChange.field == NAME,
        PersonalChange.known_at > since,
        PersonalChange.known_at <= until,
    )
    merged = select(MemberMerge.member_id).where(MemberMerge.into_id.in_(changed))
    theirs = or_(Card.member_id.in_(changed), Card.member_id.in_(merged))
    return select(Card.index).where(theirs, bears_old_name(day))
