"""Who asks before a transaction begins holds nothing meanwhile, and may go on or leave."""

import pytest
from sqlalchemy.exc import InvalidRequestError

from benefits.database import Database, looking_first
from tests.integration.test_doors import ASK, add, put, stored


def test_who_looks_first_keeps_nobody_waiting_and_then_writes(database: Database) -> None:
    with database.write() as session:
        with looking_first(session):
            assert ASK.first(session, name="theirs") is None
            with pytest.raises(InvalidRequestError):
                put("too early")(session)
            with database.write() as other:
                put("theirs")(other)
        put("ours")(session)
        assert ASK.first(session, name="theirs") == {"next": 7}
    assert stored(database) >= {"theirs", "ours"}
    assert "too early" not in stored(database)


def test_who_has_looked_first_may_go_on_through_the_orm_or_not_at_all(database: Database) -> None:
    with database.writing() as session:
        with looking_first(session):
            ASK.first(session, name="a")
        add("a")(session)
        session.rollback()
        put("b")(session)
        session.commit()
    with database.write() as session, looking_first(session):
        ASK.first(session, name="b")
    with pytest.raises(ZeroDivisionError), database.write() as session:
        with looking_first(session):
            ASK.first(session, name="b")
        put("c")(session)
        raise ZeroDivisionError
    assert stored(database) & {"a", "b", "c"} == {"b"}


def test_who_had_nothing_to_ask_first_writes_in_a_transaction_all_the_same(
    database: Database,
) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        with looking_first(session):
            pass
        put("lost")(session)
        raise ZeroDivisionError
    with database.write() as session:
        with looking_first(session):
            pass
        put("kept")(session)
    assert stored(database) & {"lost", "kept"} == {"kept"}
