"""Which days of which unit count under which key: the one thing SQL is told about the tree."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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

from benefits.figures.readings import Path
from benefits.figures.standing import Standing, days_of
from benefits.organization import Worn
from benefits.periods import Period

Keys = Callable[[Path], Iterable[int]]
"""Under what a use counts, by the path of its unit and day; nothing twice."""
Roads = Callable[[Path], Path | None]
"""As far down a path as uses are told apart; none where what is on it is not asked for."""
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
    return [
        Span(ALL, unit, first, until)
        for unit, days in days_of(standing, root).items()
        for first, until in days
    ]


def units_of(standing: Standing, root: int | None) -> Keys:
    """Every unit of the sub-tree with all that counts under it, wherever else it stood."""
    listed = {*standing.units_below(root)}
    for *_, path in _inside(standing, root):
        listed.update(path if root is None else path[path.index(root) :])
    return listed.intersection


def parts_of(root: int | None) -> Keys:
    """Each unit directly below with what it did while it stood there; the unit's own beside."""
    return lambda path: (_part(path, root),) if root is None or root in path else ()


def under_keys(standing: Standing, keys: Keys) -> list[Span]:
    """All days of all units under the keys of their paths."""
    return _joined(
        Span(key, unit, first, until)
        for unit, first, until, path in _inside(standing, None)
        for key in keys(path)
    )


def days_beside_parts(standing: Standing, root: int) -> dict[int, list[Worn]]:
    """Tell of every unit on which days its uses are a unit's own, and none of the parts below."""
    days: dict[int, list[Worn]] = {}
    for key, unit, first, until in under_keys(standing, parts_of(root)):
        if key == root:
            days.setdefault(unit, []).append(Worn(first, until))
    return days


def below_each(standing: Standing, roots: Iterable[int]) -> list[Span]:
    """Each of some units with all that counts under it."""
    wanted = frozenset(roots)
    return under_keys(standing, wanted.intersection)


def roads_to_units(keys: Keys) -> Roads:
    """Follow the paths on which some of the keys are, all the way."""
    return lambda path: path if any(True for _ in keys(path)) else None


def roads_to_parts(root: int | None) -> Roads:
    """Follow the paths to a unit, and one step further."""

    def road(path: Path) -> Path | None:
        if root is None:
            return path[:1]
        return path[: path.index(root) + 2] if root in path else None

    return road


def along_roads(
    standing: Standing, roads: Roads, months: Sequence[Period]
) -> tuple[list[tuple[Path, int]], list[Span]]:
    """Number each road and month, and give the days under these numbers.

    A month is told by its place among the `months`, which follow each other; without any, all
    days are of one.
    """
    numbers: dict[tuple[Path, int], int] = {}
    chosen = []
    cut = cache(lambda first, until: list(_cut(Worn(first, until), months)))
    for unit, segments in standing.segments.items():
        for first, until, path, _stood in segments:
            if (road := roads(path)) is None:
                continue
            for month, days in cut(first, until):
                number = numbers.setdefault((road, month), len(numbers))
                chosen.append(Span(number, unit, *days))
    return list(numbers), chosen


def written(spans: Iterable[Span]) -> str:
    """Write spans as one JSON parameter, which needs no right to make a table."""
    rows = (
        f'{{"k":{key},"o":{unit},"f":"{first}","u":"{until}"}}' for key, unit, first, until in spans
    )
    return f"[{','.join(rows)}]"


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


def _cut(days: Worn, months: Sequence[Period]) -> Iterator[tuple[int, Worn]]:
    for place, month in enumerate(months):
        first, until = max(days.valid_from, month.first), min(days.valid_until, month.after)
        if first < until:
            yield place, Worn(first, until)
    if not months:
        yield 0, days


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
