"""Groups of a file do not wait for the disk; whatever comes after them does, as ever."""

import pytest
from sqlalchemy import Connection, func, select

from benefits.database import Database
from benefits.exchange import ImportRun, committing
from benefits.exchange.committing import Commits, unhurried
from tests.world import KNOWN

ASKING = {
    "sqlite": ("PRAGMA synchronous", "PRAGMA wal_autocheckpoint", "PRAGMA temp_store"),
    "postgresql": ("SHOW synchronous_commit",),
}
HURRIED = {"sqlite": [1, 0, 2], "postgresql": ["off"]}


def settings_of(connection: Connection) -> list[object]:
    asking = ASKING[connection.dialect.name]
    return [connection.exec_driver_sql(each).scalar() for each in asking]


@pytest.fixture
def usual(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        return settings_of(connection)


def note_run(commits: Commits, name: str) -> None:
    with commits.write() as session:
        session.add(ImportRun(kind="members", file_hash=name, file_name=name, created_at=KNOWN))


def test_only_the_groups_go_without_waiting(database: Database, usual: list[object]) -> None:
    with unhurried(database) as commits:
        note_run(commits, "first")
        with commits.write() as session:
            assert settings_of(session.connection()) == HURRIED[database.engine.dialect.name]
    with database.engine.connect() as connection:
        assert settings_of(connection) == usual


def test_a_connection_is_given_back_as_it_was_whatever_happened(
    database: Database, usual: list[object]
) -> None:
    with pytest.raises(ZeroDivisionError), unhurried(database) as commits:
        note_run(commits, "kept")
        with commits.write() as session:
            session.add(ImportRun(kind="members", file_hash="", file_name="", created_at=KNOWN))
            session.flush()
            raise ZeroDivisionError
    with database.engine.connect() as connection:
        assert settings_of(connection) == usual
    with database.read() as session:
        assert session.scalars(select(ImportRun.file_name)).all() == ["kept"]


@pytest.mark.parametrize("kind", ["sqlite"], scope="session", indirect=True)
def test_the_log_does_not_grow_with_the_file(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "BREATH", 0)
    with unhurried(database) as commits:
        for number in range(3 * committing.KEPT_BACK):
            note_run(commits, f"{number}")
        with database.read() as session:
            assert session.scalar(select(func.count(ImportRun.id))) == 3 * committing.KEPT_BACK
        log = f"{database.engine.url.database}-wal"
        with open(log, "rb") as opened:  # noqa: PTH123 - a name made of another
            pages = len(opened.read()) // 4096
    assert pages < 12 * committing.KEPT_BACK
