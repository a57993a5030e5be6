"""The bulk path into either database: rows as text, hundreds of thousands at a time."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Table, text
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


def pour(session: Session, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Store rows whose values both databases read alike: numbers, words, days, UTC instants."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    cursor: Any = session.connection().connection.cursor()
    try:
        if is_postgresql(session):
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                copy.write("".join(_lines(rows)))
        else:
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - ours
            cursor.executemany(statement, rows)
    finally:
        cursor.close()


def _lines(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        yield "\t".join([_NULL if value is None else str(value) for value in row]) + "\n"
