"""A connection that the server cuts costs the work that was under way, and nothing after it."""

from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import String, bindparam, func, select, text
from sqlalchemy import cast as as_type
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from benefits.cli.trouble import is_out_of_reach
from benefits.database import Database, Prepared

NAMED, OTHER = (
    Prepared(select(bindparam("name", type_=String()).label(label))) for label in ("name", "other")
)
CUT = Prepared(
    select(as_type(func.pg_terminate_backend(func.pg_backend_pid()), String).label("cut"))
)

Act = Callable[[Session], object]
ACTS: dict[str, Act] = {
    "planned": lambda session: NAMED.first(session, name="a"),
    "planned, the last": lambda session: NAMED.last(session, name="a"),
    "asked otherwise": lambda session: session.scalar(text("SELECT 1")),
    "nothing": lambda session: session.commit(),
    "taken back": lambda session: session.rollback(),
}


def cut(session: Session, database: Database) -> None:
    """Let the server end the connection of a session, as when it is begun anew."""
    number = session.scalar(text("SELECT pg_backend_pid()"))
    address = database.engine.url.set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [number])


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_is_cut_says_so_and_the_next_work_is_done(database: Database, act: Act) -> None:
    if database.has_one_writer:
        return  # it lies in the same process
    with database.writing() as session:
        NAMED.first(session, name="a")
        OTHER.first(session, name="a")
        cut(session, database)
        with pytest.raises(OperationalError) as lost:
            act(session)
        assert is_out_of_reach(lost.value)
        session.rollback()
        assert NAMED.first(session, name="b") == {"name": "b"}
    for door in (database.writing, database.reading, database.looking):
        with door() as session:
            assert NAMED.first(session, name="c") == {"name": "c"}


@pytest.mark.parametrize("door", ["writing", "reading", "looking"])
def test_a_unit_of_work_that_was_cut_tells_its_own_fault(database: Database, door: str) -> None:
    if database.has_one_writer:
        return
    for _ in range(2):
        with pytest.raises(OperationalError), getattr(database, door)() as session:
            NAMED.first(session, name="a")
            CUT.first(session)
            NAMED.first(session, name="a")
    with database.read() as session:
        assert NAMED.first(session, name="b") == {"name": "b"}
