"""Readers of a SQLite file may look at its pages in place; who writes never does."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from benefits.database import open_database

NOTES = "CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"


def mapped(session: Session) -> bool:
    return bool(session.execute(text("PRAGMA mmap_size")).scalar())


@pytest.mark.parametrize("maps_file", [True, False])
def test_only_readers_of_who_asks_for_it_map_the_file(tmp_path: Path, *, maps_file: bool) -> None:
    database = open_database(f"sqlite:///{tmp_path}/notes.db", maps_file=maps_file)
    with database.read() as session:
        assert mapped(session) is maps_file
    with database.looking() as session:
        assert mapped(session) is maps_file
    with database.write() as session:
        assert not mapped(session)
    database.close()


def test_a_reader_sees_its_moment_while_the_file_grows_and_shrinks(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/notes.db", maps_file=True)
    count = text("SELECT count(*), sum(length(words)) FROM notes")
    with database.write() as session:
        session.execute(text(NOTES))
    for times in (1, 400, 3, 2_000):
        with database.read() as looking:
            before = looking.execute(count).one()
            with database.write() as session:
                session.execute(text("DELETE FROM notes"))
                rows = [{"words": "x" * 3_000} for _ in range(times)]
                session.execute(text("INSERT INTO notes (words) VALUES (:words)"), rows)
            assert looking.execute(count).one() == before
        with database.engine.connect() as connection:  # what was written goes into the file itself
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with database.read() as session:
            assert tuple(session.execute(count).one()) == (times, times * 3_000)
    database.close()
