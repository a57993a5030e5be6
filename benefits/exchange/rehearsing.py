"""What a file would do: every group is applied and rolled back, and no lock is held for long.

All of a file is checked before the first group, as when it is applied, so that each group knows
of whom the whole file speaks. Checked rows wait in a file of their own, not in memory.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TextIO

from benefits.database import Database
from benefits.exchange.grouping import MOST_ROWS, apply_group, wrong
from benefits.exchange.kinds.kind import Circumstances, Kind
from benefits.exchange.outcome import Problem, Result, Row

Checked = Row | list[Problem]


def rehearsed(
    database: Database, kind: Kind, checked: Iterable[Checked], circumstances: Circumstances
) -> Iterator[Result]:
    """Say of every row in turn what would become of it."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as waiting:
        recurring = set(_written(checked, waiting))
        waiting.seek(0)
        rows, earlier = _read(waiting), Earlier(recurring)
        while group := list(islice(rows, 10**9 if kind.is_whole else MOST_ROWS)):
            good = [row for row in group if isinstance(row, Row)]
            results = _rolled_back(database, kind, earlier.before(good), circumstances)
            states = {result.line: result for result in results}
            yield from (states[row.line] if isinstance(row, Row) else wrong(row) for row in group)


def _rolled_back(
    database: Database, kind: Kind, rows: Sequence[Row], circumstances: Circumstances
) -> list[Result]:
    with database.rehearse() as session:
        return apply_group(session, kind, rows, circumstances)


def _written(checked: Iterable[Checked], waiting: TextIO) -> Iterator[int]:
    """Put rows by; tell the first lines of those people of whom more than one row speaks."""
    for row in checked:
        told: list[Any]
        if isinstance(row, Row):
            told = [True, [row.line, row.values]]
            if "same_as" in row.values:
                yield row.values["same_as"]
        else:
            told = [False, [problem.to_json() for problem in row]]
        waiting.write(json.dumps(told, ensure_ascii=False) + "\n")


def _read(waiting: TextIO) -> Iterator[Checked]:
    for written in waiting:
        is_row, told = json.loads(written)
        yield Row(*told) if is_row else [Problem.from_json(each) for each in told]


class Earlier:
    """Rows of people who come again below: what they would have done is done again with the next.

    Nothing stays of a group that was rolled back.
    """

    def __init__(self, recurring: set[int]) -> None:
        self._recurring = recurring
        self._rows: defaultdict[int, list[Row]] = defaultdict(list)

    def before(self, group: Sequence[Row]) -> list[Row]:
        """Return a group with what it builds on put in front."""
        wanted = {row.values["same_as"] for row in group if "same_as" in row.values}
        found = [row for first in wanted for row in self._rows.get(first, ())]
        for row in group:
            if (first := row.values.get("same_as", row.line)) in self._recurring:
                self._rows[first].append(row)
        return [*sorted(found, key=lambda row: row.line), *group]
