"""organizations: `code,name,level,parent_code,from,until,successor`, a row per span of days.

Optional besides: `tags`, the groups that the unit is in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds import tag_cells
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.organization import DeclaredRow, Level, declared_rows, place
from benefits.reorganizations import Followed, follow


class Organizations:
    """The tree is one statement: a unit's path depends on rows anywhere in the file."""

    name = "organizations"
    is_whole = True
    header = ("code", "name", "level", "parent_code", "from", "until", "successor", "tags")
    columns = (
        Column("code", cells.code, is_needed=True),
        Column("name", cells.text),
        Column("level", cells.one_of(Level)),
        Column("parent_code", cells.code),
        Column("from", cells.day),
        Column("until", cells.day),
        Column("successor", cells.code),
        Column("tags", tag_cells.read),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        placed = place(session, [_declared(row) for row in rows], circumstances.now)
        problems: defaultdict[int, list[Problem]] = defaultdict(list)
        codes = {row.line: row.values["code"] for row in rows}
        for line, column, value, reason in placed.refused:
            params = {"organization": value if reason == "successor_not_open" else codes[line]}
            problems[line].append(Problem(line, column, value, reason, params))
        flags = _flags(rows, follow(session, placed.touched, now=circumstances.now))
        accepted = [RowState.ADDED] * placed.added + [RowState.CHANGED] * placed.changed
        accepted += [RowState.SAME] * placed.same
        states = iter(accepted)
        return [
            Result(row.line, RowState.REFUSED, tuple(problems[row.line]))
            if row.line in problems
            else Result(row.line, next(states, RowState.SAME), flags.get(row.line, ()))
            for row in rows
        ]

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        for row in declared_rows(session):
            days = map(cells.written_day, (row.valid_from, row.valid_until))
            level = row.level.value if row.level else ""
            placed = (row.code, row.name, level, row.parent_code or "", *days, row.successor or "")
            yield *placed, tag_cells.written(row.tags)


def _flags(rows: Sequence[Row], followed: Mapping[str, Followed]) -> dict[int, tuple[Problem, ...]]:
    """Say beside the row that closes a unit who left with it, went along, or is there still."""
    flags: dict[int, tuple[Problem, ...]] = {}
    for row in rows:
        found = followed.get(row.values["code"])
        until = row.values.get("until")
        if found and cells.as_day(until) == found.day:
            flags[row.line] = tuple(
                Problem(row.line, "until", str(until), code, params, is_flag=True)
                for code, params in _said(found)
            )
    return flags


def _said(found: Followed) -> Iterator[tuple[str, dict[str, Any]]]:
    if found.people:
        code = "people_went_along" if found.heir else "people_left_with_unit"
        yield code, {"count": found.people, "heir": found.heir or ""}
    if found.officers:
        yield "officers_stay_at_unit", {"count": found.officers}


def _declared(row: Row) -> DeclaredRow:
    told = row.values
    level = told.get("level")
    return DeclaredRow(
        line=row.line,
        code=told["code"],
        name=told.get("name", ""),
        level=Level(level) if level else None,
        parent_code=told.get("parent_code"),
        valid_from=cells.as_day(told.get("from")),
        valid_until=cells.as_day(told.get("until")),
        successor=told.get("successor"),
        tags=tuple(map(tag_cells.as_declared, told.get("tags", ()))),
    )
