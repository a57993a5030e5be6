"""Finding a card by its serial, by a code somebody reads out, or by whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, or_, select

from benefits.cards import Card, CardIndex, normalize
from benefits.cards.printing import serial_of
from benefits.desk import member_filters, scope
from benefits.members import Member
from benefits.web import current

MOST: Final = 50
LONGEST_SERIAL: Final = 9


@dataclass(frozen=True, slots=True)
class Found:
    card: Card
    member: Member
    serial: str


def found(typed: str) -> list[Found]:
    """Look through the cards of the sub-tree, the newest first."""
    mine = scope.members().with_only_columns(Member.id)
    rows = current.session().execute(
        select(Card, Member)
        .join(Member, Member.id == Card.member_id)
        .where(Card.member_id.in_(mine), or_(*_ways(typed)))
        .order_by(Card.index.desc())
        .limit(MOST)
    )
    return [Found(card, member, serial_of(card.index)) for card, member in rows]


def _ways(typed: str) -> Iterator[ColumnElement[bool]]:
    code = normalize(typed)
    if code is not None:
        yield Card.index.in_(select(CardIndex.index).where(CardIndex.typed_code == code))
        return
    yield Card.index.in_(select(CardIndex.index).where(CardIndex.code == typed))
    if typed.isdecimal() and len(typed) <= LONGEST_SERIAL:
        yield Card.index == int(typed)
    yield member_filters.matches(typed)
