"""One process at a time takes a file in, and whoever comes second waits until it is in.

The lock is the machine's own: it goes with the process that holds it, however that ends, so that
a file whose taking in was cut off can go on at once.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from benefits.database import Database
from benefits.errors import Refusal

ASKED_EVERY: Final = 0.5
LONGEST_WAIT: Final = 900.0

Waiting = Callable[[], None]


@contextmanager
def one_at_a_time(database: Database, name: str, while_waiting: Waiting) -> Iterator[None]:
    """Hold a name for as long as the block lasts; give up after a quarter of an hour."""
    digest = hashlib.sha256(name.encode()).digest()
    held = _held_beside if database.has_one_writer else _held_there
    give_up_at = time.monotonic() + LONGEST_WAIT
    while True:
        with held(database, digest) as is_held:
            if is_held:
                yield
                return
        if time.monotonic() > give_up_at:
            raise Refusal("file_in_hand")
        while_waiting()
        time.sleep(ASKED_EVERY)


@contextmanager
def _held_there(database: Database, digest: bytes) -> Iterator[bool]:
    """Hold a lock of the PostgreSQL server, which ends with the connection."""
    key = {"key": int.from_bytes(digest[:8], signed=True)}
    with database.engine.connect() as connection:
        with connection.begin():
            is_held = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
        try:
            yield is_held
        finally:
            if is_held:
                # with a connection that is lost the lock is too
                with suppress(DBAPIError), connection.begin():
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


@contextmanager
def _held_beside(database: Database, digest: bytes) -> Iterator[bool]:
    """Hold a file beside that of the SQLite database; one in memory is nobody else's."""
    beside = database.engine.url.database
    if not beside or beside == ":memory:":
        yield True
        return
    path = Path(f"{beside}-import-{digest[:8].hex()}")
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        is_held = _is_locked(handle) and _is_still(handle, path)
        try:
            yield is_held
        finally:
            if is_held:  # gone before it is let go of: whoever waits for it looks again
                path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(handle: int, path: Path) -> bool:
    """Tell whether a file is still the one of its name: the holder before took it away."""
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False
