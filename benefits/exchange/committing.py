"""The commits of a file: nobody waits for the disk at each, only at the last one.

Until then a cut of the power may take back the latest groups, in turn from the last, and with each
what was noted of its rows: the same file given again does them again. Whoever else commits waits
for the disk with all that was committed before.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from benefits.database import Database

BREATH: Final = 0.006
"""Seconds SQLite's only write lock is left to the tills after each group, at the least."""
SHORT_BREATH: Final = 0.001
"""The same while nobody writes; who comes then is in after a few groups, and sets the pace."""
COMPANY: Final = 64
"""Groups for which the pace is kept after anybody else has written."""
KEPT_BACK: Final = 8
"""Groups whose pages are put in their places together, while nobody else writes."""
_SETTINGS: Final = {
    "sqlite": (
        (
            "PRAGMA synchronous = NORMAL",
            "PRAGMA wal_autocheckpoint = 0",
            "PRAGMA temp_store = MEMORY",  # what a statement may have to take back
        ),
        (
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 1000",
            "PRAGMA temp_store = DEFAULT",
        ),
    ),
    "postgresql": (("SET synchronous_commit = off",), ("RESET synchronous_commit",)),
}


Read = TypeVar("Read")
Reading = Callable[[int], Read]
Ahead = Callable[[int], Callable[[], Read]]


class Commits:
    """One connection, whose transactions follow each other with room between for the tills."""

    def __init__(self, connection: Connection, *, has_one_writer: bool) -> None:
        self._connection, self._has_one_writer = connection, has_one_writer
        self.released = 0.0
        """When the lock was let go of last."""
        self._kept_back = self._alone_for = 0
        self._others: object = None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work; the lock is free again when the block has ended."""
        self._breathe()
        try:
            with _begun(self._connection) as session, session.begin():
                yield session
        finally:
            self.released = time.monotonic()
        if self._has_one_writer:
            self._put_in_place()

    def _breathe(self) -> None:
        """Leave the lock to others for a while; what was done since it was let go of counts."""
        if self._has_one_writer:
            breath = BREATH if self._alone_for < COMPANY else SHORT_BREATH
            time.sleep(max(0.0, self.released + breath - time.monotonic()))

    def _put_in_place(self) -> None:
        """Move pages from the log to their places, before the tills would have to do it."""
        driver: Any = self._connection.connection.driver_connection
        before, self._others = self._others, driver.execute("PRAGMA data_version").fetchone()
        self._alone_for = self._alone_for + 1 if before == self._others else 0
        self._kept_back += 1
        if self._kept_back >= KEPT_BACK or self._alone_for == 0:
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            self._kept_back = 0


@contextmanager
def reading_ahead(database: Database, read: Reading[Read]) -> Iterator[Ahead[Read]]:
    """Let what is wanted next be read beside what is done now, where there are two connections."""
    if _lent(database) is not None:
        yield lambda after: partial(read, after)
        return
    with ThreadPoolExecutor(max_workers=1) as beside:
        yield lambda after: beside.submit(read, after).result


def _lent(database: Database) -> Connection | None:
    """Return the only connection there is, where somebody else says how all that was done ends."""
    bind = database.writing.kw["bind"]
    return bind if isinstance(bind, Connection) else None


def _begun(connection: Connection) -> Session:
    how: Final = "create_savepoint"  # of a transaction of one's own it is the whole
    return Session(connection, expire_on_commit=False, join_transaction_mode=how)


@contextmanager
def unhurried(database: Database) -> Iterator[Commits]:
    """Hold a connection whose commits do not wait for the disk; the next one elsewhere does."""
    if (within := _lent(database)) is not None:
        yield Commits(within, has_one_writer=False)
        return
    begin, end = _SETTINGS[database.engine.dialect.name]
    with database.engine.connect() as connection:
        _say(connection, begin)
        try:
            yield Commits(connection, has_one_writer=database.has_one_writer)
        finally:
            if not connection.invalidated:
                _say(connection, end)


def _say(connection: Connection, words: tuple[str, ...]) -> None:
    """Set what can only be set between transactions."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            for each in words:
                connection.exec_driver_sql(each)
        return
    driver: Any = connection.connection.driver_connection
    for each in words:
        driver.execute(each)
