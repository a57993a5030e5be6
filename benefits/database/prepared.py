"""Statements that every scan sends: put into words once, then handed straight to the driver.

Working out anew what to bind and what comes back costs more on the way of a scan than the database
does. What stays SQLAlchemy's: the words of each dialect, its types both ways, its transactions,
and its names for what went wrong. On PostgreSQL the server's plan is kept as well (see `planned`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib import import_module
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    Dialect,
    Enum,
    Insert,
    SelectBase,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator, TypeEngine

from benefits.database.door import FORESEEN, Door

Rows = list[tuple[Any, ...]]
Convert = Callable[[Any], Any]
Answer = dict[str, Any]
Foreseen = dict[Any, Answer | None]
_RECURRING: Final = 4_096


class Prepared:
    """One constant statement; all that changes in it are named parameters.

    An INSERT is given the columns it writes; the database numbers what they leave out.
    """

    def __init__(self, statement: Any, columns: Sequence[str] | None = None) -> None:
        self.statement: Any = statement
        self._columns = columns
        self._is_question = isinstance(statement, SelectBase)
        self._known: dict[str, _Words] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.statement.exported_columns)

    def asking(self, **asked: Any) -> "Question":
        return Question(self, asked)

    def first(self, session: Session, **asked: Any) -> Answer | None:
        """Return the first row, by the names of its columns."""
        if self._is_question and session.info.get(FORESEEN):
            return self.asking(**asked).first(session)
        return self.send(session, asked)

    def last(self, session: Session, **asked: Any) -> Answer | None:
        """Return the first row, and let the unit of work end with this, if it can go in one trip.

        Whatever is sent afterwards is another unit. A session that somebody else set up, or in a
        savepoint, ends by itself as always.
        """
        is_last = isinstance(session, Door) and not session.in_nested_transaction()
        return self.send(session, asked, is_last=is_last)

    def send(
        self, session: Session, asked: Mapping[str, Any], *, is_last: bool = False
    ) -> Answer | None:
        """Return the first row whatever lies there already."""
        words, rows = self._send(session, asked, is_last=is_last)
        return words.read(rows[0]) if rows else None

    def all(self, session: Session, **asked: Any) -> list[Answer]:
        words, rows = self._send(session, asked)
        return [words.read(row) for row in rows]

    def run(self, session: Session, *rows: Mapping[str, Any]) -> None:
        """Send it for each row, all of them at once; nothing comes back."""
        if rows:
            self._send(session, *rows)

    def _send(
        self, session: Session, *asked: Mapping[str, Any], is_last: bool = False
    ) -> "tuple[_Words, Rows]":
        if session.in_transaction() and (session.new or session.deleted or session.dirty):
            session.flush()  # as every query does: what was done before is seen
        connection = self._connection_of(session)
        driver: Any = connection.connection.driver_connection
        is_planned = connection.dialect.name == "postgresql" and len(asked) == 1
        words = self._in(planned().NUMBERED if is_planned else connection.dialect)
        values = [words.bound(each) for each in asked]
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, None, words.text, values, None, len(asked) > 1)
        try:
            if is_planned:
                found = planned().run(connection, driver, words.text, values[0], is_last=is_last)
            else:
                found = _by_cursor(driver, words.text, values)
        except connection.dialect.loaded_dbapi.Error as error:
            raise told(error, words.text, connection) from error
        return words, found

    def _connection_of(self, session: Session) -> Connection:
        if not isinstance(session, Door):
            return session.connection()
        if not self._is_question:
            session.refuse_writing()
        return session.straight()

    def _in(self, dialect: Dialect) -> "_Words":
        words = self._known.get(dialect.paramstyle)
        if words is None:
            is_insert = isinstance(self.statement, Insert)
            statement: Any = self.statement.inline() if is_insert else self.statement
            words = _Words.of(statement.compile(dialect=dialect, column_keys=self._columns))
            self._known[dialect.paramstyle] = words
        return words


@cache
def planned() -> Any:
    """Return what plans statements on PostgreSQL: its driver comes with it, unused on SQLite."""
    return import_module("benefits.database.planned")


def _by_cursor(driver: Any, text: str, values: Sequence[Any]) -> Rows:
    cursor = driver.cursor()
    if len(values) > 1:
        cursor.executemany(text, values)
    else:
        cursor.execute(text, values[0])
    found: Rows = cursor.fetchall() if cursor.description else []
    cursor.close()
    return found


class Question:
    """A statement with all that it needs; `key` is the same for who asks the same."""

    __slots__ = ("asked", "key", "statement")

    def __init__(self, statement: Prepared, asked: Mapping[str, Any]) -> None:
        self.statement, self.asked = statement, asked
        self.key = statement, frozenset(asked.items())

    def first(self, session: Session) -> Answer | None:
        there: Foreseen = session.info.get(FORESEEN) or {}
        if self.key in there:
            return there.pop(self.key)
        return self.statement.send(session, self.asked)

    def foreseen(self, session: Session) -> Answer | None:
        """Return what lies there already, and ask for nothing."""
        there: Foreseen = session.info.get(FORESEEN) or {}
        return there.pop(self.key, None)


class _Words(NamedTuple):
    """A statement in one dialect: its text, what it needs, and how to read what it gives."""

    text: str
    given: Callable[[Any], tuple[Any, ...]] | None
    converting: tuple[tuple[int, Convert], ...]
    binds: tuple[tuple[str, Convert | None], ...]
    fixed: Mapping[str, Any]
    order: tuple[str, ...] | None
    names: tuple[str, ...]
    readers: tuple[tuple[str, Convert], ...]

    @classmethod
    def of(cls, compiled: SQLCompiler) -> "_Words":
        dialect = compiled.dialect
        binds = {
            name: (bind, binder_of(bind.type, dialect)) for name, bind in compiled.binds.items()
        }
        fixed = {
            name: convert(bind.value) if convert else bind.value
            for name, (bind, convert) in binds.items()
            if not bind.required
        }
        given = ((name, convert) for name, (_, convert) in binds.items() if name not in fixed)
        order = tuple(compiled.positiontup or ()) if compiled.positional else None
        is_plain = order is not None and len(order) > 1 and not fixed
        places = enumerate(binds[name][1] for name in order or ())
        statement: Any = compiled.statement
        columns = list(statement.exported_columns)
        readers = ((column.name, _reader(column.type, dialect)) for column in columns)
        return cls(
            text=compiled.string,
            given=itemgetter(*order) if order and is_plain else None,
            converting=tuple((place, convert) for place, convert in places if convert),
            binds=tuple(given),
            fixed=fixed,
            order=order,
            names=tuple(column.name for column in columns),
            readers=tuple((name, convert) for name, convert in readers if convert is not None),
        )

    def bound(self, asked: Mapping[str, Any]) -> Any:
        if self.given is not None:
            row = list(self.given(asked))
            for place, written in self.converting:
                row[place] = written(row[place])
            return row
        values = dict(self.fixed)
        for name, convert in self.binds:
            value = asked[name]
            values[name] = value if convert is None else convert(value)
        return values if self.order is None else [values[name] for name in self.order]

    def read(self, row: Sequence[Any]) -> Answer:
        answer = dict(zip(self.names, row, strict=True))
        for name, convert in self.readers:
            answer[name] = convert(answer[name])
        return answer


def binder_of(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """Return how values are written; days, instants and kinds recur from row to row."""
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    recurs = isinstance(plain, Date | DateTime | Enum)
    return lru_cache(maxsize=_RECURRING)(convert) if convert and recurs else convert


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def told(error: Exception, text: str, connection: Connection) -> BaseException:
    """Give an error the name it has everywhere else, without the values that were sent."""
    dialect = connection.dialect
    base = dialect.loaded_dbapi.Error
    driver: Any = connection.connection.driver_connection
    if dialect.is_disconnect(error, driver, None):  # type: ignore[arg-type]
        connection.invalidate(error)
    return DBAPIError.instance(text, None, error, base, hide_parameters=True, dialect=dialect)
