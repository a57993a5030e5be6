"""Whoever writes where people belong: no decision about the tree comes in between unseen."""

from typing import Final, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from benefits.database import DenseKey, Prepared, is_postgresql, take_keys

_NAME: Final = "tree"
_KEYS = cast("Table", DenseKey.__table__)
_REVISION = Prepared(select(_KEYS.c.next).where(_KEYS.c.name == bindparam("register")))


def abide_by_the_tree(session: Session) -> int:
    """Keep decisions out until the transaction ends; return which the last one was.

    Many may do so at once. It is asked for before anything else is written: who decides does the
    same. SQLite has one writer.
    """
    if is_postgresql(session):
        session.connection().exec_driver_sql("LOCK TABLE placements IN SHARE MODE")
    found = _REVISION.first(session, register=_NAME)
    return found["next"] if found else 0


def begin_revision(session: Session) -> None:
    """Let those who looked at the tree before know that it is to be looked at anew."""
    take_keys(session, _NAME)
