"""Writing rows that belong together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy.orm import Session

from benefits.database.keys import is_postgresql
from benefits.database.prepared import Prepared
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
        numbered = {
            f"{name}_{number}": value
            for number, (_, row) in enumerate(rows)
            for name, value in row.items()
        }
        _in_one(tuple(table for table, _ in rows)).run(session, numbered)
    else:
        for table, row in rows:
            _alone(table).run(session, row)


@cache
def _in_one(tables: tuple[Table, ...]) -> Prepared:
    *others, last = (
        table.insert().values(
            {each.name: bindparam(f"{each.name}_{number}", type_=each.type) for each in table.c}
        )
        for number, table in enumerate(tables)
    )
    for number, other in enumerate(others):
        last = last.add_cte(other.cte(f"row_{number}"))
    return Prepared(last)


@cache
def _alone(table: Table) -> Prepared:
    return Prepared(table.insert(), [each.name for each in table.columns])
