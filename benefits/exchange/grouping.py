"""One group of rows inside one transaction; a row the database refuses does not sink the rest."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from benefits.database import Prepared
from benefits.exchange.kinds.kind import Circumstances, Kind
from benefits.exchange.models import ImportRow, RowState
from benefits.exchange.outcome import Problem, Result, Row

MOST_ROWS = 200

_CHECKED_IN = Prepared(
    cast("Table", ImportRow.__table__).insert(), ("run_id", "line", "state", "values", "problems")
)


def check_in(session: Session, run_id: int, group: Sequence[Row | list[Problem]]) -> None:
    """Store checked rows as waiting and wrong ones as refused."""
    rows = [{"run_id": run_id, **_checked(row)} for row in group]
    _CHECKED_IN.run(session, *rows)


def _checked(row: Row | list[Problem]) -> dict[str, object]:
    if isinstance(row, Row):
        return {"line": row.line, "state": RowState.WAITING, "values": row.values, "problems": []}
    result = wrong(row)
    return {
        "line": result.line,
        "state": result.state,
        "values": {},
        "problems": [problem.to_json() for problem in row],
    }


def wrong(problems: list[Problem]) -> Result:
    """Say what became of a row that no group ever saw: refused, or no person's row at all."""
    is_passed_over = all(problem.is_flag for problem in problems)
    state = RowState.SAME if is_passed_over else RowState.REFUSED
    return Result(problems[0].line, state, tuple(problems))


def apply_group(
    session: Session, kind: Kind, rows: Sequence[Row], circumstances: Circumstances
) -> list[Result]:
    """Apply the rows together; where the database refuses the lot, one by one."""
    if not rows:
        return []
    try:
        with session.begin_nested():
            return kind.apply(session, rows, circumstances)
    except (IntegrityError, DataError) as error:
        if len(rows) == 1 or kind.is_whole:
            return [_clashes(row, error) for row in rows]
    return [result for row in rows for result in apply_group(session, kind, [row], circumstances)]


def _clashes(row: Row, error: IntegrityError | DataError) -> Result:
    return Result.refused(row.line, "", "", "clashes", details=str(error.orig).splitlines()[0])
