"""What of many texts is known of anybody, asked before records are loaded.

In a new list most is not, and to load a record costs a hundred times what it takes to miss it.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from benefits.database import Prepared
from benefits.database.given import given_texts
from benefits.members.models import Member

_END: Final = 4


class Paper(NamedTuple):
    """An identity paper as it is kept: the four characters it ends with, and its keyed hash."""

    end: str
    hashed: str


_given: Final = given_texts("given")
_text: Final = _given.c.value


def _asking(column: InstrumentedAttribute[Any], *, more_than: int = 0) -> Prepared:
    records = select(func.count()).select_from(Member).where(column == _text).scalar_subquery()
    return Prepared(select(_text.label("found")).where(records > more_than))


def _asking_who() -> Prepared:
    key = Member.id + 0  # of the key alone, PostgreSQL may go down all there are
    who = select(func.max(key)).where(
        Member.citizen_id_last4 == func.substr(_text, 1, _END),
        Member.citizen_id_hash == func.substr(_text, _END + 1),
    )
    holder = who.scalar_subquery()
    return Prepared(select(holder.label("found")).select_from(_given).where(holder.is_not(None)))


_NUMBERS: Final = _asking(Member.member_no)
_HOLDERS: Final = _asking_who()
_SHARED: Final = _asking(Member.likeness, more_than=1)


def numbers(session: Session, wanted: Iterable[str]) -> set[str]:
    return _found(_NUMBERS, session, wanted)


def holders(session: Session, papers: Iterable[Paper]) -> set[int]:
    """Return who has any of those identity papers; of two records with one, the later."""
    return _found(_HOLDERS, session, map("".join, papers))


def shared(session: Session, likenesses: Iterable[str]) -> set[str]:
    """Return those likenesses that more than one record has."""
    return _found(_SHARED, session, likenesses)


def _found(asking: Prepared, session: Session, wanted: Iterable[str]) -> set[Any]:
    given = list(wanted)
    return {row["found"] for row in asking.all(session, given=given)} if given else set()
