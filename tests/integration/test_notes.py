"""Notes that somebody looked: written soon, together, in order, and none lost with another."""

import threading
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from benefits.database import Database
from benefits.purchases import Verification
from benefits.web.notes import Note, NoteKeeper


def noted(result: str, now: datetime) -> Note:
    return lambda session: session.add(Verification(result=result, verified_at=now))


def results(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Verification.result).order_by(Verification.id)))


def test_what_was_left_is_written_without_being_asked_for(
    database: Database, now: datetime
) -> None:
    keeper = NoteKeeper(database)
    keeper.leave([noted("applies", now)])
    for _ in range(200):
        if results(database):
            break
        threading.Event().wait(0.05)
    assert results(database) == ["applies"]


def test_notes_of_many_at_once_are_all_written_before_a_process_ends(
    database: Database, now: datetime
) -> None:
    keeper = NoteKeeper(database)

    def look(person: int) -> None:
        for moment in range(20):
            keeper.leave([noted(f"{person}", now + timedelta(seconds=moment))])

    people = [threading.Thread(target=look, args=(person,)) for person in range(8)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    keeper.finish()
    with database.read() as session:
        counted = session.execute(
            select(Verification.result, func.count()).group_by(Verification.result)
        )
        found = {row[0]: row[1] for row in counted}
    assert found == {f"{each}": 20 for each in range(8)}


def test_a_note_that_cannot_be_written_takes_no_other_with_it(
    database: Database, now: datetime
) -> None:
    def impossible(session: Session) -> None:
        session.execute(text("INSERT INTO verifications (nothing) VALUES (1)"))

    keeper = NoteKeeper(database)
    keeper.leave([noted("applies", now), impossible, noted("unknown_card", now)])
    keeper.finish()
    assert results(database) == ["applies", "unknown_card"]


def test_an_error_nobody_foresaw_ends_no_other_note_and_not_the_thread(
    database: Database, now: datetime
) -> None:
    def unforeseen(_session: Session) -> None:
        raise KeyError("nobody thought of this")

    keeper = NoteKeeper(database)
    keeper.leave([noted("applies", now), unforeseen, noted("unknown_card", now)])
    keeper.finish()
    assert results(database) == ["applies", "unknown_card"]
    keeper.leave([unforeseen])
    keeper.leave([noted("expired", now)])
    for _ in range(200):
        if len(results(database)) == 3:
            break
        threading.Event().wait(0.05)
    assert results(database) == ["applies", "unknown_card", "expired"]
