"""One group of rows inside one transaction; a row the database refuses does not sink the rest."""

import json
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from benefits.database.rows_at_once import RowsAtOnce
from benefits.exchange.kinds.kind import Circumstances, Kind
from benefits.exchange.models import ImportRow, RowState
from benefits.exchange.outcome import Problem, Result, Row

MOST_ROWS = 200

_CHECKED_IN = RowsAtOnce(
    cast("Table", ImportRow.__table__),
    ("run_id", "line", "state", "values", "problems"),
    as_text=("values", "problems"),
)
_NOTHING = json.dumps([])
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def check_in(session: Session, run_id: int, group: Sequence[Row | list[Problem]]) -> None:
    """Store checked rows as waiting and wrong ones as refused."""
    _CHECKED_IN.write(session, [_checked(run_id, row) for row in group])


def _checked(run_id: int, row: Row | list[Problem]) -> tuple[Any, ...]:
    if isinstance(row, Row):
        return run_id, row.line, RowState.WAITING, _as_json(row.values), _NOTHING
    result, problems = wrong(row), [problem.to_json() for problem in row]
    return run_id, result.line, result.state, json.dumps({}), json.dumps(problems)


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
        why = error
    return apply_one_by_one(session, kind, rows, circumstances, why)


def apply_one_by_one(
    session: Session,
    kind: Kind,
    rows: Sequence[Row],
    circumstances: Circumstances,
    why: IntegrityError | DataError,
) -> list[Result]:
    """Apply rows that the database has refused together, but those that cannot be parted."""
    if len(rows) == 1 or kind.is_whole:
        return [_clashes(row, why) for row in rows]
    return [result for row in rows for result in apply_group(session, kind, [row], circumstances)]


def _clashes(row: Row, error: IntegrityError | DataError) -> Result:
    return Result.refused(row.line, "", "", "clashes", details=str(error.orig).splitlines()[0])
