"""The bulk path into either database: rows as text, hundreds of thousands at a time."""

import marshal
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from benefits.database import is_postgresql

Row = tuple[object, ...]
_NULL: Final = "\\N"
_HURRIED: Final = (
    "SET LOCAL TIME ZONE 'UTC'",
    "SET LOCAL maintenance_work_mem = '256MB'",
    "SET LOCAL synchronous_commit = off",
)


def hurry(session: Session) -> None:
    """Give the transaction what a large load needs; nothing of it outlasts the transaction."""
    for statement in _HURRIED if is_postgresql(session) else ():
        session.execute(text(statement))


def pack(rows: list[Any], *, as_text: bool) -> bytes:
    """Write rows of numbers and words as COPY reads them, or as `pour` does for SQLite."""
    return "".join(_lines(rows)).encode() if as_text else marshal.dumps(rows)


def pour(session: Session, table: str, columns: Sequence[str], packed: bytes) -> None:
    """Store rows whose values both databases read alike: numbers, words, days, UTC instants."""
    names = ", ".join(f'"{name}"' for name in columns)
    cursor: Any = session.connection().connection.cursor()
    try:
        if is_postgresql(session):
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                copy.write(packed)
        else:
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - ours
            cursor.executemany(statement, marshal.loads(packed))  # noqa: S302 - packed above
    finally:
        cursor.close()


def _lines(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        yield "\t".join([_NULL if value is None else str(value) for value in row]) + "\n"
