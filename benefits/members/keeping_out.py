"""Whoever takes many people in: nobody enters one of them meanwhile without being noticed."""

from typing import Final, cast

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from benefits.database import DenseKey, Prepared, insert_or_ignore, is_postgresql

_PEOPLE: Final = "members"
_SPANS: Final = "memberships"
_KEYS = cast("Table", DenseKey.__table__)
_HELD = Prepared(select(_KEYS.c.next).where(_KEYS.c.name == _PEOPLE).with_for_update())
_ENTERED = Prepared(
    select(func.sum(_KEYS.c.next).label("entered")).where(
        or_(_KEYS.c.name == _PEOPLE, _KEYS.c.name == _SPANS)
    )
)


def keep_others_out(session: Session) -> None:
    """Let nobody else enter a new person until the transaction ends; SQLite has one writer.

    It is asked for before anything is looked for: who waited then finds whom the other entered.
    """
    if is_postgresql(session) and _HELD.first(session) is None:
        insert_or_ignore(session, DenseKey, {"name": _PEOPLE, "next": 1})
        _HELD.first(session)


def entered(session: Session) -> int:
    """Return what has grown whenever another person, or another span of one, is there."""
    found = _ENTERED.first(session)
    return int(found["entered"] or 0) if found else 0
