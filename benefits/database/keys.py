"""Handing out keys: dense numbers for registers, time-ordered UUIDs for acts."""

import secrets
import time
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from benefits.database.base import Base, DenseKey
from benefits.database.prepared import Prepared

VERSION_7, VARIANT = 0x7, 0b10

_KEYS = cast("Table", DenseKey.__table__)
_TAKING = Prepared(
    update(_KEYS)
    .where(_KEYS.c.name == bindparam("register"))
    .values(next=_KEYS.c.next + bindparam("count"))
    .returning(_KEYS.c.next)
)


def new_uuid() -> UUID:
    """A version 7 UUID: rows made together lie together."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= VERSION_7 << 76 | secrets.randbits(12) << 64
    value |= VARIANT << 62 | secrets.randbits(62)
    return UUID(int=value)


def insert_or_ignore(session: Session, table: type[Base], *rows: dict[str, object]) -> int:
    """Insert the rows that collide with none; return how many went in."""
    if not rows:
        return 0
    insert = postgresql_insert if is_postgresql(session) else sqlite_insert
    statement = insert(table).on_conflict_do_nothing()
    return max(session.connection().execute(statement, list(rows)).rowcount, 0)


def is_postgresql(session: Session) -> bool:
    bind = session.bind or session.get_bind()  # asking what it is bound to opens nothing
    return bind.dialect.name == "postgresql"


def take_keys(session: Session, name: str, count: int = 1) -> range:
    """Take `count` consecutive keys of register `name`; given back if the transaction fails."""
    if count < 1:
        return range(0)
    taken = _TAKING.first(session, register=name, count=count)
    if taken is None:  # the first of its register
        insert_or_ignore(session, DenseKey, {"name": name, "next": 1})
        taken = _TAKING.first(session, register=name, count=count)
    after = (taken or {})["next"]
    return range(after - count, after)


def keep_clear_of(session: Session, name: str, key: int) -> None:
    """Say that `key` came from elsewhere, so that it is never handed out."""
    insert_or_ignore(session, DenseKey, {"name": name, "next": 1})
    session.execute(
        update(DenseKey)
        .where(DenseKey.name == name, DenseKey.next <= key)
        .values(next=key + 1)
        .execution_options(synchronize_session=False)
    )
