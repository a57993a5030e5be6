"""Rows of many tables on their way to the database, some thousands of people at a time."""

from collections.abc import Sequence
from typing import Final, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from benefits.cards import Card, CardEvent, CardIndex
from benefits.database import Base
from benefits.members import Member, Membership
from benefits.members.models import MemberWord
from benefits.purchases import Purchase, Reversal
from benefits.simulation import buying, registering
from benefits.simulation.pouring import Row, pour

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


class Batch:
    """Holds rows and stores them in the order in which they name each other."""

    def __init__(self, session: Session) -> None:
        self.session, self.held = session, 0
        self.rows: dict[type[Base], list[Row]] = {kind: [] for kind, _ in _POURED}
        self.stored = dict.fromkeys(TABLES, 0)

    def add(self, kind: type[Base], rows: Sequence[Row]) -> None:
        self.rows[kind] += rows
        self.held += len(rows)

    @property
    def is_full(self) -> bool:
        return self.held >= AT_ONCE

    def store(self) -> None:
        for kind, columns in _POURED:
            rows = self.rows[kind]
            pour(self.session, cast("Table", kind.__table__), columns, rows)
            self.stored[kind.__tablename__] += len(rows)
            rows.clear()
        self.held = 0
