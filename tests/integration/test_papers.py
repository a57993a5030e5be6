"""Identity papers are looked for with their end and hash, and never by going through everybody."""

from typing import Any

import pytest
from sqlalchemy import event

from benefits.database import Database
from benefits.members import enrolment
from benefits.members.looking_up import Paper
from tests.world import KNOWN

HASHED = "5a" * 32


def enter(database: Database, key: int, paper: Paper) -> None:
    told = {
        "full_name": "Lê An",
        "citizen_id_last4": paper.end,
        "citizen_id_hash": paper.hashed,
    }
    with database.write() as session:
        session.add(enrolment.enrol(told, key=key, now=KNOWN))


def test_a_paper_is_its_end_and_its_hash(database: Database) -> None:
    enter(database, 7, Paper("0123", HASHED))
    others = [Paper("0124", HASHED), Paper("0123", "5b" * 32)]
    with database.read() as session:
        found = enrolment.by_citizen_id(session, [*others, Paper("0123", HASHED)])
        assert {hashed: member.id for hashed, member in found.items()} == {HASHED: 7}
        assert enrolment.by_citizen_id(session, others) == {}
        assert enrolment.by_citizen_id(session, []) == {}


@pytest.mark.parametrize("kind", ["sqlite"], scope="session", indirect=True)
def test_nobody_else_is_gone_through(database: Database) -> None:
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, words: str, values: Any, *_others: Any) -> None:
        asked.append((words, values[0]))

    with database.write() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", hear)
        enrolment.by_citizen_id(session, [Paper("0123", HASHED)])
        driver: Any = connection.connection.driver_connection
        [(words, values)] = asked
        plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {words}", values)]
    people = [each for each in plan if "members" in each]
    assert people
    assert all("citizen_id_last4=? AND citizen_id_hash=?" in each for each in people), plan
