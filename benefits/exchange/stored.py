"""What a run keeps in the database: its rows as they were checked, and what became of them."""

from collections.abc import Iterator

from sqlalchemy import select

from benefits.database import Database
from benefits.exchange.models import ImportRow
from benefits.exchange.outcome import Outcome, Problem, Row


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
    with database.read() as session:
        rows = session.execute(
            select(ImportRow.state, ImportRow.problems)
            .where(ImportRow.run_id == run_id)
            .order_by(ImportRow.line)
            .execution_options(yield_per=1000)
        )
        for state, problems in rows:
            found.add(state, [Problem.from_json(problem) for problem in problems])
    return found
