"""What stood in the cells of a file goes thirty days after it was taken in, as the file does.

What became of each row, and the kind of reason, stay: they name nobody.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.orm import Session

from benefits.database import Database
from benefits.exchange.models import ImportRow, ImportRun

KEPT: Final = timedelta(days=30)
AT_ONCE: Final = 5_000
IMPERSONAL: Final = frozenset({"line", "column", "code", "is_flag"})
_NOTHING: Final = {"value": "", "params": {}}


def forget_cells(database: Database, now: datetime) -> None:
    """Let go of the cells of old files, some thousand rows at a time."""
    ended = func.coalesce(ImportRun.finished_at, ImportRun.created_at) < now - KEPT
    due = select(ImportRun.id).where(ImportRun.forgotten_at.is_(None), ended)
    with database.read() as session:
        runs = session.scalars(due.order_by(ImportRun.id)).all()
    for run_id in runs:
        after: int | None = 0
        while after is not None:
            with database.write() as session:
                after = _forget(session, run_id, after)
        with database.write() as session:
            session.get_one(ImportRun, run_id).forgotten_at = now


def _forget(session: Session, run_id: int, after: int) -> int | None:
    """Empty some rows below a line; return the last of them."""
    mine = select(ImportRow.line).where(ImportRow.run_id == run_id, ImportRow.line > after)
    some = mine.order_by(ImportRow.line).limit(AT_ONCE).subquery()
    last: int | None = session.scalar(select(func.max(some.c.line)))
    if last is None:
        return None
    here = ImportRow.run_id == run_id, ImportRow.line > after, ImportRow.line <= last
    empty = update(ImportRow).where(*here).values({ImportRow.values: {}})
    session.execute(empty.execution_options(synchronize_session=False))
    has_words = cast(ImportRow.problems, String) != "[]"
    for row in session.scalars(select(ImportRow).where(*here, has_words)):
        row.problems = _without_values(row.problems)
    return last


def _without_values(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: each[name] for name in IMPERSONAL} | _NOTHING for each in problems]
