"""What a run keeps in the database: its rows as they were checked, and what became of them."""

import json
from collections.abc import Iterator

from sqlalchemy import String, bindparam, cast, func, select, text
from sqlalchemy.orm import Session

from benefits.database import Database, Prepared, is_postgresql
from benefits.exchange.models import ImportRow, RowState
from benefits.exchange.outcome import Outcome, Problem, Row

_WAITING = Prepared(
    select(ImportRow.line, cast(ImportRow.values, String).label("told"))
    .where(
        ImportRow.run_id == bindparam("of_run"),
        ImportRow.state == RowState.WAITING,
        ImportRow.line > bindparam("after"),
    )
    .order_by(ImportRow.line)
    .limit(bindparam("most"))
)


_MANY = 2_000


def take_stock(session: Session, checked: int) -> None:
    """Let PostgreSQL know that many rows wait; of new ones it only finds out by and by.

    Meanwhile it would take a few to be left, and sort all that are for each thousand it is asked.
    """
    if checked >= _MANY and is_postgresql(session):
        session.execute(text(f"ANALYZE {ImportRow.__tablename__}"))


def waiting_rows(session: Session, run_id: int, after: int, most: int) -> list[Row]:
    """Read some of the rows that wait below a line; JSON is quickest read all at once."""
    found = _WAITING.all(session, of_run=run_id, after=after, most=most)
    told = json.loads(f"[{','.join(row['told'] for row in found)}]")
    return [Row(row["line"], values) for row, values in zip(found, told, strict=True)]


def stored_rows(database: Database, run_id: int) -> Iterator[tuple[Row, int | None]]:
    """Read back the rows that were not refused when they were checked, and whom they meant."""
    with database.read() as session:
        rows = session.execute(
            select(ImportRow.line, ImportRow.values, ImportRow.member_id)
            .where(ImportRow.run_id == run_id)
            .order_by(ImportRow.line)
            .execution_options(yield_per=1000)
        )
        yield from ((Row(line, values), member) for line, values, member in rows if values)


def outcome_of(database: Database, run_id: int) -> Outcome:
    """Read back what became of every row of a run."""
    found = Outcome()
    mine = ImportRow.run_id == run_id
    with database.read() as session:
        counted = select(ImportRow.state, func.count()).where(mine).group_by(ImportRow.state)
        for state, count in session.execute(counted):
            found.count(state, count)
        with_words = cast(ImportRow.problems, String) != json.dumps([])
        told = select(ImportRow.problems).where(mine, with_words).order_by(ImportRow.line)
        for problems in session.scalars(told.execution_options(yield_per=1000)):
            found.note(Problem.from_json(problem) for problem in problems)
    return found
