"""What became of a group's rows, written beside them: neighbours that ended alike at once."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from sqlalchemy import Integer, Table, bindparam, update
from sqlalchemy.orm import Session

from benefits.database import Prepared
from benefits.exchange.models import ImportRow, RowState
from benefits.exchange.outcome import Result

_ROWS = cast("Table", ImportRow.__table__)
_STAMP = Prepared(
    update(_ROWS)
    .where(_ROWS.c.run_id == bindparam("of_run"), _ROWS.c.line == bindparam("at_line"))
    .values(state=bindparam("became"), problems=bindparam("found"), member_id=bindparam("spoke_of"))
)
_STAMP_ALIKE = Prepared(
    update(_ROWS)
    .where(
        _ROWS.c.run_id == bindparam("of_run"),
        _ROWS.c.line.between(bindparam("first"), bindparam("last")),
    )
    .values(state=bindparam("became"), member_id=_ROWS.c.line + bindparam("ahead", type_=Integer()))
)


class _Alike(NamedTuple):
    """Neighbouring rows without a word; new people's numbers run as far ahead of all the lines."""

    state: RowState
    first: int
    last: int
    ahead: int | None


def stamp(session: Session, run_id: int, results: Sequence[Result]) -> None:
    for alike in _runs([each for each in results if not each.problems]):
        _STAMP_ALIKE.run(
            session,
            {
                "of_run": run_id,
                "first": alike.first,
                "last": alike.last,
                "became": alike.state,
                "ahead": alike.ahead,
            },
        )
    _STAMP.run(session, *(_stamp(run_id, each) for each in results if each.problems))


def _runs(results: Sequence[Result]) -> Iterator[_Alike]:
    for (state, ahead, _), some in groupby(enumerate(results), _alike):
        lines = [result.line for _, result in some]
        yield _Alike(state, lines[0], lines[-1], ahead)


def _alike(placed: tuple[int, Result]) -> tuple[RowState, int | None, int]:
    """Return what is the same of neighbours: the last is how far lines run ahead of places."""
    place, result = placed
    line, key = result.line, result.member_id
    return result.state, None if key is None else key - line, line - place


def _stamp(run_id: int, result: Result) -> dict[str, object]:
    return {
        "of_run": run_id,
        "at_line": result.line,
        "became": result.state,
        "found": [problem.to_json() for problem in result.problems],
        "spoke_of": result.member_id,
    }
