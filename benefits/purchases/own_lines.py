"""A member's uses, page by page, the latest first."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from benefits.members.merging import records_of
from benefits.purchases.history import Line, lines_of, purchases_listed
from benefits.purchases.models import Purchase

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = 2**55  # microseconds: the year 3111


class Place(NamedTuple):
    """A use in the order of the list, after which the next page begins."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{micros_of(self.at)}-{self.id.hex}"

    @classmethod
    def read(cls, word: str) -> "Place | None":
        """Read where a page ended; what nobody understands begins at the beginning."""
        micros, _, key = word.partition("-")
        at = instant_of(int(micros)) if micros.isdecimal() else None
        try:
            return None if at is None else cls(at, UUID(hex=key))
        except ValueError:
            return None


def micros_of(at: datetime) -> int:
    """Write an instant as a whole number that loses nothing of it."""
    return (at - EPOCH) // timedelta(microseconds=1)


def instant_of(micros: int) -> datetime | None:
    """Read such a number; one beyond every calendar is no instant."""
    return EPOCH + timedelta(microseconds=micros) if micros < LATEST else None


class OwnPage(NamedTuple):
    lines: Sequence[Line]
    after: Place | None


def own_page(
    session: Session,
    member_id: int,
    *,
    first: date | None = None,
    until: date | None = None,
    after: Place | None = None,
    most: int = 50,
) -> OwnPage:
    """List what a member bought between two days, some at a time."""
    chosen = purchases_listed().where(Purchase.member_id.in_(records_of(session, member_id)))
    if first is not None:
        chosen = chosen.where(Purchase.bought_on >= first)
    if until is not None:
        chosen = chosen.where(Purchase.bought_on < until)
    if after is not None:
        same_instant = and_(Purchase.bought_at == after.at, Purchase.id > after.id)
        chosen = chosen.where(or_(Purchase.bought_at < after.at, same_instant))
    found = lines_of(session, chosen.limit(most + 1))
    shown = found[:most]
    has_more = len(found) > most
    last = shown[-1].purchase if has_more else None
    return OwnPage(shown, Place(last.bought_at, last.id) if last else None)


def own_use(session: Session, member_id: int, written: str) -> Line | None:
    """Find a use of a member's by its number; `None` for another's, or for what is no number."""
    try:
        key = UUID(written)
    except ValueError:
        return None
    mine = Purchase.member_id.in_(records_of(session, member_id))
    return next(iter(lines_of(session, purchases_listed().where(Purchase.id == key, mine))), None)
