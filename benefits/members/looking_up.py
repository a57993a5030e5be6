"""What of many texts is known of anybody, asked before records are loaded.

In a new list most is not, and to load a record costs a hundred times what it takes to miss it.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from benefits.database import Prepared
from benefits.database.given import given_texts
from benefits.members.models import Member


def _asking(column: InstrumentedAttribute[Any], *, more_than: int = 0) -> Prepared:
    given = given_texts("given")
    text = given.c.value
    records = select(func.count()).select_from(Member).where(column == text).scalar_subquery()
    return Prepared(select(text.label("found")).where(records > more_than))


_NUMBERS: Final = _asking(Member.member_no)
_PAPERS: Final = _asking(Member.citizen_id_hash)
_SHARED: Final = _asking(Member.likeness, more_than=1)


def numbers(session: Session, wanted: Iterable[str]) -> set[str]:
    return _found(_NUMBERS, session, wanted)


def papers(session: Session, wanted: Iterable[str]) -> set[str]:
    """Return those hashes of identity papers that somebody has."""
    return _found(_PAPERS, session, wanted)


def shared(session: Session, likenesses: Iterable[str]) -> set[str]:
    """Return those likenesses that more than one record has."""
    return _found(_SHARED, session, likenesses)


def _found(asking: Prepared, session: Session, wanted: Iterable[str]) -> set[str]:
    given = list(wanted)
    return {row["found"] for row in asking.all(session, given=given)} if given else set()
