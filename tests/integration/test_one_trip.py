"""Transactions that begin and end in the trips of their statements end as they always did."""

import signal
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest
from sqlalchemy import String, Table, bindparam, func, select, text, true
from sqlalchemy import cast as as_type
from sqlalchemy.exc import IntegrityError

from benefits.database import Database, DenseKey, Prepared, is_postgresql

KEYS = cast("Table", DenseKey.__table__)
PUT = Prepared(
    KEYS.insert()
    .values(name=bindparam("name", type_=String()), next=bindparam("next"))
    .returning(KEYS.c.next)
)
SLOW = Prepared(select(as_type(func.pg_sleep(0.5), String).label("slept")))
HELD = 7
# Who waits in vain is let go after a minute, and fails a test instead of holding it for ever.
PATIENT = func.set_config("lock_timeout", "60s", true())
WAITING = Prepared(
    select(
        PATIENT.label("patience"), as_type(func.pg_advisory_xact_lock(HELD), String).label("got")
    )
)
WAITERS = select(func.count()).select_from(
    text(
        "pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database())"
    )
)


def stored(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(DenseKey.name))) & {"a", "b", "c"}


def test_the_last_of_a_unit_of_work_ends_it(database: Database) -> None:
    with database.writing() as session:
        PUT.first(session, name="a", next=1)
        assert PUT.last(session, name="b", next=2) == {"next": 2}
        if is_postgresql(session):
            assert stored(database) == {"a", "b"}
        session.commit()
        PUT.first(session, name="c", next=3)
        session.commit()
    assert stored(database) == {"a", "b", "c"}


def test_what_comes_after_the_last_is_another_unit(database: Database) -> None:
    with database.writing() as session:
        PUT.last(session, name="a", next=1)
        PUT.first(session, name="b", next=2)
        session.rollback()
        is_apart = is_postgresql(session)
    assert stored(database) == ({"a"} if is_apart else set())


def test_what_fails_last_takes_all_of_it_back(database: Database) -> None:
    with database.writing() as session:
        PUT.first(session, name="a", next=1)
        with pytest.raises(IntegrityError):
            PUT.last(session, name="a", next=1)
        session.rollback()
        PUT.last(session, name="b", next=1)
        session.commit()
    assert stored(database) == {"b"}


def test_what_fails_first_leaves_a_connection_that_works(database: Database) -> None:
    with database.writing() as session:
        PUT.last(session, name="a", next=1)
        session.commit()
        for _ in range(2):
            with pytest.raises(IntegrityError):
                PUT.first(session, name="a", next=1)
            session.rollback()
        PUT.last(session, name="b", next=1)
        session.commit()
    assert stored(database) == {"a", "b"}


def test_nothing_ends_early_within_a_savepoint(database: Database) -> None:
    with database.writing() as session:
        PUT.first(session, name="a", next=1)
        with session.begin_nested():
            PUT.last(session, name="b", next=1)
        session.rollback()
    assert stored(database) == set()


def test_other_threads_go_on_while_one_waits_for_its_first_answer(database: Database) -> None:
    if database.has_one_writer:
        return  # who lies in the same process is not waited for
    with (
        database.writing() as holding,
        database.writing() as session,
        ThreadPoolExecutor() as threads,
    ):
        holding.scalar(select(func.pg_advisory_xact_lock(HELD)))
        answer = threads.submit(WAITING.first, session)
        while not holding.scalar(WAITERS):
            assert not answer.done()
        holding.commit()  # which it could not, were it not going on
        assert answer.result()


def test_who_is_stopped_while_waiting_stops_and_whoever_comes_next_is_answered(
    database: Database,
) -> None:
    if database.has_one_writer:
        return
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), database.write() as session:
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            SLOW.first(session)
    finally:
        signal.signal(signal.SIGALRM, before)
    with database.write() as session:
        assert PUT.last(session, name="a", next=1) == {"next": 1}
    assert stored(database) == {"a"}
