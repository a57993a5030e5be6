"""The way to a database: one engine, a reading and a writing door."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from benefits.database.door import Door, let_write
from benefits.database.prepared import planned
from benefits.database.unmarked import SQLITE_NAME, fold

READS_ONLY = "benefits_reads_only"
BUSY_SECONDS = 15.0
MOST_MAPPED = 2**31
"""Bytes of a file that SQLite maps at most; it reads the rest as ever."""


@dataclass(frozen=True, slots=True)
class Database:
    """Three session factories over one engine: `reading` and `looking` can change nothing.

    A reader sees one moment however many statements it sends; who only looks sees the moment of
    each, and opens no transaction.
    """

    engine: Engine
    reading: sessionmaker[Session]
    looking: sessionmaker[Session]
    writing: sessionmaker[Session]

    @property
    def has_one_writer(self) -> bool:
        """Tell whether whoever writes keeps everybody else from writing meanwhile."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work: commits when the block ends, rolls back when it raises."""
        with self.writing() as session:
            yield session
            session.commit()

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Work to see what would come of it; nothing of it stays."""
        with self.writing() as session:
            yield session
            session.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A view of one moment; nothing can be written through it."""
        with self.reading() as session:
            yield session
            end_reading(session)

    def close(self) -> None:
        self.engine.dispose()
        readers = self.reading.kw["bind"]
        if isinstance(readers, Engine):
            readers.dispose()


def open_database(url: str, *, pool_size: int = 10, maps_file: bool = False) -> Database:
    """Open `sqlite:///…` or `postgresql+psycopg://…`; nothing is created but a SQLite file.

    With `maps_file` readers of SQLite look at the file's pages where the system keeps them, instead
    of copying each: up to half of the time of whatever reads many rows. Their memory then seems
    larger by what they have looked at, so who promises to stay small does without.
    """
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        if where.database in (None, "", ":memory:"):
            return database_over(_sqlite(where, pool_size))
        Path(where.database).parent.mkdir(parents=True, exist_ok=True)
        readers = _sqlite(where, pool_size)
        if maps_file:
            event.listen(readers, "connect", _map_file)
        return database_over(_sqlite(where, pool_size), readers)
    engine = create_engine(
        where, hide_parameters=True, pool_size=pool_size, max_overflow=30, pool_pre_ping=True
    )
    planned().forget_plans_on_rollback(engine)
    return database_over(engine)


def _sqlite(where: URL, pool_size: int) -> Engine:
    engine = create_engine(where, hide_parameters=True, pool_size=pool_size, max_overflow=30)
    _make_sqlite_honest(engine)
    return engine


def database_over(engine: Engine, readers: Engine | None = None) -> Database:
    """Open the doors of a database; who reads may have connections apart, which never write."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":  # the driver says so with BEGIN, at no extra cost
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    looking = (readers or engine).execution_options(**{READS_ONLY: True})
    doors = partial(sessionmaker, class_=Door, expire_on_commit=False)
    return Database(
        engine=engine,
        reading=doors(looking.execution_options(**options)),
        looking=doors(looking, only_looks=True),
        writing=doors(engine),
    )


def end_reading(session: Session) -> None:
    """End a look with COMMIT; whoever tried to write all the same is rolled back.

    After ROLLBACK the PostgreSQL driver forgets every statement the server has planned for it, and
    each scan would be planned anew.
    """
    if not session.in_transaction() or (
        session.is_active and not (session.new or session.dirty or session.deleted)
    ):
        session.commit()


def reads_only(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(READS_ONLY))


def _map_file(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA mmap_size = {MOST_MAPPED}")


def _make_sqlite_honest(engine: Engine) -> None:
    """Give SQLite foreign keys, real transactions, readers beside a writer, and patience."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -32000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function(SQLITE_NAME, 1, fold, deterministic=True)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        only = reads_only(connection)
        let_write(connection, may=not only)
        if only:
            driver.execute("BEGIN")
        else:
            _begin_immediate(driver)


def _begin_immediate(driver: sqlite3.Connection) -> None:
    """Take the one write lock, asking often enough to fit between the groups of a long import.

    SQLite's own waiting asks only ten times a second, so a writer that lets go for a moment
    after each group would starve the tills.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise OperationalError("BEGIN IMMEDIATE", None, error) from error
            time.sleep(random.uniform(0.001, 0.004))  # noqa: S311 - spreads the herd
    driver.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
