"""Which days of which unit count under which key: the one thing SQL is told about the tree."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    FromClause,
    Integer,
    String,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from benefits.figures.standing import Standing
from benefits.periods import Period

ALL = 0
"""The key of everything that was asked for."""


class Span(NamedTuple):
    """Days on which what a unit's people bought counts under `key`; for one key never twice."""

    key: int
    organization_id: int
    valid_from: date
    valid_until: date


def whole(standing: Standing, root: int | None) -> list[Span]:
    """Everything under a unit, together."""
    return _joined(
        Span(ALL, unit, first, until) for unit, first, until, path in _inside(standing, root)
    )


def by_unit(standing: Standing, root: int | None) -> list[Span]:
    """Every unit of the sub-tree with all that counts under it, wherever else it stood."""
    wanted = {*standing.units_below(root)}
    for *_, path in _inside(standing, root):
        wanted.update(path if root is None else path[path.index(root) :])
    return below_each(standing, wanted)


def below_each(standing: Standing, roots: Iterable[int]) -> list[Span]:
    """Each of some units with all that counts under it."""
    wanted = frozenset(roots)
    return _joined(
        Span(key, unit, first, until)
        for unit, first, until, path in _inside(standing, None)
        for key in path
        if key in wanted
    )


def by_part(standing: Standing, root: int | None) -> list[Span]:
    """Each unit directly below with what it did while it stood there; the unit's own beside."""
    return _joined(
        Span(_part(path, root), unit, first, until)
        for unit, first, until, path in _inside(standing, root)
    )


def by_month(
    standing: Standing, root: int | None, months: Iterable[tuple[int, Period]]
) -> list[Span]:
    """Everything under a unit, cut into months that follow each other."""
    together, cut = whole(standing, root), []
    listed = list(months)
    for span in together:
        for key, month in listed:
            first = max(span.valid_from, month.first)
            until = min(span.valid_until, month.after)
            if first < until:
                cut.append(Span(key, span.organization_id, first, until))
    return cut


def written(spans: Iterable[Span]) -> str:
    """Write spans as one JSON parameter, which needs no right to make a table."""
    rows = [
        {"k": key, "o": unit, "f": first.isoformat(), "u": until.isoformat()}
        for key, unit, first, until in spans
    ]
    return json.dumps(rows, separators=(",", ":"))


@cache
def as_table(*, on_postgresql: bool) -> FromClause:
    """Read the parameter `spans` as a table of key `k`, unit `o`, from `f`, until `u`."""
    parameter: BindParameter[str] = bindparam("spans", type_=String)
    if on_postgresql:
        columns = (
            column("k", Integer),
            column("o", Integer),
            column("f", Date),
            column("u", Date),
        )
        made = func.jsonb_to_recordset(cast(parameter, JSONB))
        return made.table_valued(*columns, name="span").render_derived(with_types=True)
    each = func.json_each(parameter).table_valued("value", name="each")
    read = (func.json_extract(each.c.value, f"$.{name}").label(name) for name in "kofu")
    return select(*read).cte("span").prefix_with("MATERIALIZED")


def _inside(
    standing: Standing, root: int | None
) -> Iterator[tuple[int, date, date, tuple[int, ...]]]:
    for unit, segments in standing.segments.items():
        for first, until, path, _stood in segments:
            if root is None or root in path:
                yield unit, first, until, path


def _part(path: tuple[int, ...], root: int | None) -> int:
    below = path if root is None else path[path.index(root) + 1 :]
    return below[0] if below else path[-1]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join neighbouring days of one unit under one key."""
    result: list[Span] = []
    for span in sorted(spans):
        last = result[-1] if result else None
        if last and last[:2] == span[:2] and last.valid_until == span.valid_from:
            result[-1] = last._replace(valid_until=span.valid_until)
        else:
            result.append(span)
    return result
