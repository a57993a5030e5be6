"""Writing rows that belong together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Insert,
    Table,
    bindparam,
    cast,
    exists,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from benefits.database.keys import is_postgresql
from benefits.database.prepared import Prepared, Question
from benefits.database.rows_at_once import Row, RowsAtOnce


@dataclass(frozen=True, slots=True)
class RowToWrite:
    """A row for later: written by itself, or with others that go the same way."""

    way: RowsAtOnce
    values: Row

    def __call__(self, session: Session) -> None:
        self.way.write(session, [self.values])


def write_rows(session: Session, rows: Iterable[RowToWrite]) -> None:
    """Write rows in the order in which the first of each kind comes, all of a kind at once."""
    kinds: dict[RowsAtOnce, list[Row]] = {}
    for row in rows:
        kinds.setdefault(row.way, []).append(row.values)
    for way, several in kinds.items():
        way.write(session, several)


def write_together(session: Session, *rows: tuple[Table, Mapping[str, Any]]) -> None:
    """Write whole rows, each into its table: on PostgreSQL in one statement, so in one trip.

    There a row may point at another of them: that is looked at when all are written.
    """
    if is_postgresql(session):
        _in_one(tuple(table for table, _ in rows)).run(session, _numbered(rows))
    else:
        for table, row in rows:
            _alone(table).run(session, row)


def write_where(
    session: Session,
    taking: Question,
    *rows: tuple[Table, Mapping[str, Any]],
    is_last: bool = False,
) -> bool:
    """Write whole rows only where `taking`, which writes by itself, gives something back.

    On PostgreSQL it all goes in one statement, with the end of the unit of work where this is the
    last of it. Tells whether the rows were written.
    """
    if not is_postgresql(session):
        if taking.first(session) is None:
            return False
        write_together(session, *rows)
        return True
    statement = _in_one_where(taking.statement, tuple(table for table, _ in rows))
    send = statement.last if is_last else statement.first
    return send(session, **taking.asked, **_numbered(rows)) is not None


def _told(name: str, number: int) -> str:
    """Tell a column of one row from those of the others, and from any name SQLAlchemy makes."""
    return f"{name}_of_row_{number}"


def _numbered(rows: Sequence[tuple[Table, Mapping[str, Any]]]) -> dict[str, Any]:
    names = _names(tuple(table for table, _ in rows))
    return {
        told: row[name]
        for of_row, (_, row) in zip(names, rows, strict=True)
        for name, told in of_row
    }


@cache
def _names(tables: tuple[Table, ...]) -> list[list[tuple[str, str]]]:
    """Return for each row the names of its columns, with those that they have among others."""
    return [
        [(each.name, _told(each.name, number)) for each in table.c]
        for number, table in enumerate(tables)
    ]


def _parameters(table: Table, number: int) -> dict[str, BindParameter[Any]]:
    return {each.name: bindparam(_told(each.name, number), type_=each.type) for each in table.c}


@cache
def _in_one(tables: tuple[Table, ...]) -> Prepared:
    return Prepared(
        _chained(
            table.insert().values(_parameters(table, number)) for number, table in enumerate(tables)
        )
    )


@cache
def _in_one_where(taking: Prepared, tables: tuple[Table, ...]) -> Prepared:
    taken = taking.statement.cte("taken")
    came_back = exists(select(literal_column("1")).select_from(taken))

    def insert(table: Table, number: int) -> Insert:
        # Only a cast tells PostgreSQL of which kind a selected parameter is.
        given = [cast(each, each.type) for each in _parameters(table, number).values()]
        return table.insert().from_select(list(table.c.keys()), select(*given).where(came_back))

    last = _chained(insert(table, number) for number, table in enumerate(tables))
    return Prepared(last.returning(literal_column("1").label("is_written")))


def _chained(inserts: Iterable[Insert]) -> Insert:
    *others, last = inserts
    for number, other in enumerate(others):
        last = last.add_cte(other.cte(f"row_{number}"))
    return last


@cache
def _alone(table: Table) -> Prepared:
    return Prepared(table.insert(), [each.name for each in table.columns])
