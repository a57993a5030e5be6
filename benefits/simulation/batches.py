"""Rows of many tables on their way to the database, some thousands of people at a time."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from benefits.cards import Card, CardEvent, CardIndex
from benefits.database import Base
from benefits.members import Member, Membership
from benefits.members.models import MemberWord
from benefits.purchases import Purchase, Reversal
from benefits.simulation import buying, registering
from benefits.simulation.pouring import Row, pack, pour

AT_ONCE: Final = 50_000
"""Rows of all tables held in memory before they are stored."""

_POURED: Final[tuple[tuple[type[Base], Sequence[str]], ...]] = (
    (Member, registering.MEMBER),
    (MemberWord, registering.WORD),
    (Membership, registering.MEMBERSHIP),
    (CardIndex, registering.CARD_INDEX),
    (Card, registering.CARD),
    (CardEvent, registering.EVENT),
    (Purchase, buying.PURCHASE),
    (Reversal, buying.REVERSAL),
)
TABLES: Final = tuple(kind.__tablename__ for kind, _ in _POURED)


class Packed(NamedTuple):
    """Rows of each table, in the order in which they name each other, and the keys used up."""

    counts: tuple[int, ...]
    packed: tuple[bytes, ...]
    next_span: int
    next_card: int


class Batch:
    """Holds rows until there are enough of them to be worth a trip."""

    def __init__(self, *, as_text: bool) -> None:
        self.as_text, self.held = as_text, 0
        self.rows: dict[type[Base], list[Row]] = {kind: [] for kind, _ in _POURED}

    def add(self, kind: type[Base], rows: Sequence[Row]) -> None:
        self.rows[kind] += rows
        self.held += len(rows)

    @property
    def is_full(self) -> bool:
        return self.held >= AT_ONCE

    def pack(self, next_span: int, next_card: int) -> Packed:
        """Hand over what is held, and hold nothing."""
        held = self.rows.values()
        counts = tuple(map(len, held))
        packed = tuple(pack(rows, as_text=self.as_text) for rows in held)
        for rows in held:
            rows.clear()
        self.held = 0
        return Packed(counts, packed, next_span, next_card)


def store(session: Session, batch: Packed, stored: dict[str, int]) -> None:
    """Store the rows, and count them by table."""
    for (kind, columns), count, packed in zip(_POURED, batch.counts, batch.packed, strict=True):
        if count:
            pour(session, kind.__tablename__, columns, packed)
        stored[kind.__tablename__] = stored.get(kind.__tablename__, 0) + count
