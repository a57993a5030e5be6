"""Every way into the database keeps its word, whether the ORM takes part or not."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from sqlalchemy import Table, bindparam, event, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError, PendingRollbackError
from sqlalchemy.orm import Session

from benefits.database import (
    Ahead,
    Database,
    DenseKey,
    Prepared,
    after_commit,
    foresee,
    is_postgresql,
    write_where,
)

KEYS = cast("Table", DenseKey.__table__)
PUT = Prepared(KEYS.insert(), ["name", "next"])
TAKE = Prepared(
    update(DenseKey)
    .where(DenseKey.name == bindparam("named"), DenseKey.next < 9)
    .values(next=DenseKey.next + 1)
    .returning(DenseKey.next)
)
ASK = Prepared(select(DenseKey.next).where(DenseKey.name == bindparam("name")))
Act = Callable[[Session], object]


def put(name: str) -> Act:
    """Write past the ORM."""
    return lambda session: PUT.run(session, {"name": name, "next": 7})


def add(name: str) -> Act:
    """Write through the ORM."""
    return lambda session: session.add(DenseKey(name=name, next=7))


def stored(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(DenseKey.name)))


@pytest.mark.parametrize(
    "acts",
    [
        (put("a"), put("b")),
        (add("a"), add("b")),
        (put("a"), add("b")),
        (add("a"), put("b")),
        (put("a"), lambda session: session.scalar(select(DenseKey.next)), add("b")),
        (lambda session: session.begin(), put("a"), put("b")),
    ],
)
def test_what_was_written_stays_or_goes_together(database: Database, acts: tuple[Act, ...]) -> None:
    before = stored(database)
    with pytest.raises(ZeroDivisionError), database.write() as session:
        for act in acts:
            act(session)
        raise ZeroDivisionError
    assert stored(database) == before
    with database.write() as session:
        for act in acts:
            act(session)
    assert stored(database) == before | {"a", "b"}


def test_a_unit_of_work_may_be_rolled_back_and_begun_again(database: Database) -> None:
    with database.writing() as session:
        put("a")(session)
        session.rollback()
        add("b")(session)
        session.commit()
        put("c")(session)
        session.commit()
    assert stored(database) >= {"b", "c"}
    assert "a" not in stored(database)


def test_only_the_savepoint_is_lost(database: Database) -> None:
    with database.write() as session:
        put("a")(session)
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            put("b")(session)
            raise ZeroDivisionError
        with session.begin_nested():
            put("c")(session)
    assert {"a", "b", "c"} & stored(database) == {"a", "c"}


def test_nothing_is_written_after_a_failure_that_nobody_mended(database: Database) -> None:
    with database.write() as session:
        put("a")(session)
    with database.writing() as session:
        add("a")(session)
        with pytest.raises(IntegrityError):
            session.flush()
        with pytest.raises(PendingRollbackError):
            put("b")(session)
        session.rollback()
        put("b")(session)
        session.commit()
    assert "b" in stored(database)


def test_what_waits_for_a_commit_sees_its_rows(database: Database) -> None:
    seen: list[set[str]] = []
    with database.write() as session:
        put("a")(session)
        after_commit(session, lambda: seen.append(stored(database)))
    with database.writing() as session:
        put("b")(session)
        after_commit(session, lambda: seen.append(set()))
        session.rollback()
    [told] = seen
    assert "a" in told


@pytest.mark.parametrize("door", ["reading", "looking"])
def test_who_reads_or_looks_writes_nothing(database: Database, door: str) -> None:
    open_door = getattr(database, door)
    for act in (
        put("a"),
        lambda session: (add("a")(session), session.flush()),
        lambda session: session.execute(update(DenseKey).values(next=1)),
        lambda session: session.connection().execute(text("DELETE FROM ")),
    ):
        with open_door() as session, pytest.raises((DBAPIError, InvalidRequestError)):
            act(session)
            session.commit()
    with database.write() as session:  # and the connection is good for a writer again
        put("b")(session)
    assert {"a", "b"} & stored(database) == {"b"}


def test_a_look_sees_what_was_committed_since_and_a_reader_does_not(database: Database) -> None:
    with database.write() as session:
        put("a")(session)
    with database.looking() as look, database.reading() as reader:
        assert ASK.first(look, name="a") == ASK.first(reader, name="a") == {"next": 7}
        with database.write() as session:
            session.execute(update(DenseKey).where(DenseKey.name == "a").values(next=9))
        assert ASK.first(look, name="a") == {"next": 9}
        assert ASK.first(reader, name="a") == {"next": 7}
        assert look.scalar(select(DenseKey.next).where(DenseKey.name == "a")) == 9


def test_answers_asked_along_are_those_of_the_questions_alone(database: Database) -> None:
    with database.write() as session:
        put("a")(session)
    with database.reading() as session:
        there, missing = ASK.asking(name="a"), ASK.asking(name="nobody")
        foresee(session, there, missing)
        assert [there.first(session), missing.first(session)] == [{"next": 7}, None]


def test_what_was_foreseen_is_forgotten_with_the_transaction(database: Database) -> None:
    with database.writing() as session:
        put("a")(session)
        foresee(session, ASK.asking(name="a"), ASK.asking(name="b"))
        session.commit()
        session.execute(update(DenseKey).where(DenseKey.name == "a").values(next=9))
        put("b")(session)
        assert ASK.first(session, name="a") == {"next": 9}
        assert ASK.first(session, name="b") == {"next": 7}


def test_a_question_may_answer_another_that_its_answer_names(
    database: Database, sent: list[str]
) -> None:
    with database.write() as session:
        put("a")(session)
    asked = Prepared(select(DenseKey.next, DenseKey.name).where(DenseKey.next == bindparam("next")))
    ahead = Ahead(asked.asking(next=7), lambda answer: ASK.asking(name=answer.pop("name")))
    nobody = Ahead(asked.asking(next=-1), lambda answer: ASK.asking(name=answer["name"]))
    with database.reading() as session:
        sent.clear()
        foresee(session, ahead, nobody)
        assert ASK.first(session, name="a") == {"next": 7}
        assert len(sent) == 1


def test_what_lies_there_already_is_not_asked_again(database: Database, sent: list[str]) -> None:
    with database.write() as session:
        put("a")(session)
    here, gone = ASK.asking(name="a"), ASK.asking(name="nobody")
    with database.reading() as session:
        sent.clear()
        foresee(session, here, gone)
        foresee(session, gone)
        assert [gone.first(session), here.first(session)] == [None, {"next": 7}]
        assert len(sent) == (1 if is_postgresql(session) else 2)


@pytest.mark.parametrize(("before", "is_written"), [(8, True), (9, False)])
def test_rows_are_written_only_where_something_could_be_taken(
    database: Database, before: int, is_written: bool
) -> None:
    with database.write() as session:
        PUT.run(session, {"name": "counter", "next": before})
    with database.write() as session:
        rows = ((KEYS, {"name": name, "next": 1}) for name in ("b", "c"))
        assert write_where(session, TAKE.asking(named="counter"), *rows) is is_written
    with database.read() as session:
        assert (ASK.first(session, name="counter") or {})["next"] == 9
    assert ({"b", "c"} <= stored(database)) is is_written


@pytest.fixture
def sent(database: Database) -> Iterator[list[str]]:
    """Every statement that goes to the database."""
    words: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        words.append(statement)

    readers = database.reading.kw["bind"]
    event.listen(readers, "before_cursor_execute", note)
    yield words
    event.remove(readers, "before_cursor_execute", note)


@pytest.mark.parametrize("words", ["ALTER TABLE {} ADD COLUMN more int", "DROP TABLE IF EXISTS {}"])
def test_statements_are_planned_anew_when_tables_have_changed(
    database: Database, words: str
) -> None:
    with database.write() as session:
        session.execute(text("CREATE TABLE passing (id int)"))
        assert ASK.first(session, name="nobody") is None
        session.connection().exec_driver_sql(words.format("passing"))
        assert ASK.first(session, name="nobody") is None
        session.rollback()


def test_whoever_only_reads_can_write_by_no_way(database: Database) -> None:
    for door in (database.reading, database.looking):
        with door() as session, pytest.raises(DBAPIError):
            session.execute(text("DELETE FROM dense_keys"))
