"""Many rows of one table written at once, in the quickest way each database has.

SQLite takes several rows in one statement: what it works out for a statement, such as the words
that a check allows, is then worked out once for all of them. PostgreSQL takes rows as a stream.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.orm import Session

from benefits.database.prepared import Convert, binder_of, told

Row = Sequence[Any]
_VALUES: Final = 500
"""About as many in one statement; SQLite takes some 32,000."""


class RowsAtOnce:
    """Some columns of a table. Those that are `as_text` are given as the database writes them.

    What is written all over its indexes goes in `singly`: SQLite puts by every page that a
    statement of several rows may have to take back.
    """

    def __init__(
        self,
        table: Table,
        columns: Sequence[str],
        *,
        as_text: Sequence[str] = (),
        singly: bool = False,
    ) -> None:
        self._table, self._columns = table, tuple(columns)
        self._together = 1 if singly else max(1, _VALUES // len(self._columns))
        self._as_text = frozenset(as_text)
        self._known: dict[str, tuple[tuple[int, Convert], ...]] = {}

    def write(self, session: Session, rows: Sequence[Row]) -> None:
        """Write rows, the values of each in the order of the columns."""
        if not rows:
            return
        session.flush()  # as before every statement: what was done before is seen
        connection = session.connection()
        values = _converted(rows, self._converting(connection.dialect))
        try:
            if connection.dialect.name == "postgresql":
                self._stream(connection, values)
            else:
                self._insert(connection, values)
        except connection.dialect.loaded_dbapi.Error as error:
            raise told(error, f"rows of {self._table.name}", connection) from error

    def _insert(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Hand rows to the driver: what is around a statement costs more than a few rows do."""
        driver: Any = connection.connection.driver_connection
        whole = len(rows) - len(rows) % self._together if self._together > 1 else 0
        several = _words(self._table.name, self._columns, self._together)
        for first in range(0, whole, self._together):
            some = tuple(chain.from_iterable(rows[first : first + self._together]))
            _tell(connection, several, some, is_many=False)
            driver.execute(several, some)
        if rest := rows[whole:]:
            single = _words(self._table.name, self._columns, 1)
            _tell(connection, single, rest, is_many=True)
            driver.executemany(single, rest)

    def _stream(self, connection: Connection, rows: Sequence[Row]) -> None:
        driver: Any = connection.connection.driver_connection
        names = ", ".join(f'"{name}"' for name in self._columns)
        words = f'COPY "{self._table.name}" ({names}) FROM STDIN'
        _tell(connection, words, rows, is_many=True)
        with driver.cursor() as cursor, cursor.copy(words) as copy:
            for row in rows:
                copy.write_row(row)

    def _converting(self, dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
        """Return which values are written otherwise than they stand; days and kinds recur."""
        if dialect.name not in self._known:
            self._known[dialect.name] = tuple(
                (place, convert)
                for place, name in enumerate(self._columns)
                if name not in self._as_text
                and (convert := binder_of(self._table.c[name].type, dialect))
            )
        return self._known[dialect.name]


def _tell(connection: Connection, words: str, values: Any, *, is_many: bool) -> None:
    """Tell those who listen what is sent."""
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, None, words, values, None, is_many)


@cache
def _words(table: str, columns: tuple[str, ...], count: int) -> str:
    one = f"({', '.join('?' * len(columns))})"
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * count)}'  # noqa: S608 - names of ours


def _converted(rows: Sequence[Row], converting: Sequence[tuple[int, Convert]]) -> Sequence[Row]:
    """Convert column by column, which is quicker than row by row."""
    if not converting:
        return rows
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, convert in converting:
        columns[place] = _column_converted(columns[place], convert)
    return list(zip(*columns, strict=True))


def _column_converted(column: Sequence[Any], convert: Convert) -> list[Any]:
    """Convert what all rows have alike, as when it became known, once for all of them."""
    if column.count(column[0]) == len(column):
        return [convert(column[0])] * len(column)
    return list(map(convert, column))
