"""What was used along each path of the tree, and in each month or of each partner, read once.

A use counts under every unit of its path, so counting unit by unit reads it four times over. Here
each path is counted by itself and added up from below. Amounts add up; people do as well, but for
those who used something along several paths, who are told apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.figures import spans
from benefits.figures.answers import By, Figures, Only, Question
from benefits.figures.counted import bound, counted
from benefits.figures.measures import BETWEEN, added, everybody
from benefits.figures.readings import Path
from benefits.figures.spans import Keys
from benefits.figures.standing import Standing
from benefits.money import Dong
from benefits.periods import months_touching

Value = int | str
"""The place of a month among those of a question, or what a use has of a dimension."""
People = set[str]
DIMENSIONS: Final = {
    By.PARTNER: "partner_id",
    By.AGREEMENT: "agreement_id",
    By.CATEGORY: "category",
    By.KIND: "kind",
    By.OUTLET: "outlet_id",
    By.EVIDENCE: "evidence",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """`shared` says of each set of paths how many people used something along all of them.

    Only of two paths or more, and each person is in one of these sets or in none. `values` has
    each month or value that the question is cut by.
    """

    each: Mapping[Path, Figures]
    shared: Mapping[tuple[Path, ...], int]
    values: Mapping[Value, Figures]

    def added_up(self, keys: Keys) -> dict[int, Figures]:
        """Add up what counts under each key; `keys` tells those of a path, none of them twice."""
        sums = defaultdict[int, list[int]](lambda: [0] * len(Figures._fields))
        for path, figures in self.each.items():
            for key in keys(path):
                row = sums[key]
                for place, number in enumerate(figures):
                    row[place] += number
        for paths, people in self.shared.items():
            for key, times in self._times(paths, keys).items():
                sums[key][0] -= people * (times - 1)
        return {key: Figures(row[0], row[1], *map(Dong, row[2:])) for key, row in sums.items()}

    def in_several(self, keys: Keys) -> int:
        """Count the people who used something under two keys or more."""
        return sum(
            people for paths, people in self.shared.items() if len(self._times(paths, keys)) > 1
        )

    @staticmethod
    def _times(paths: Iterable[Path], keys: Keys) -> Counter[int]:
        return Counter(key for path in paths for key in keys(path))


def tally(session: Session, question: Question, tree: Standing) -> Tally:
    """Count along every path that leads to the unit asked for, or to one that is a row.

    Where no units below its parts are asked for, a path goes no further down than to these.
    """
    root, by = question.organization_id, question.by
    roads = spans.roads_to_parts(root)
    if by is By.ORGANIZATION:
        roads = spans.roads_to_units(spans.units_of(tree, root))
    months = months_touching(question.period, question.cutoff) if by is By.MONTH else []
    cells, chosen = spans.along_roads(tree, roads, [month for _code, month in months])
    if not chosen:
        return Tally({}, {}, {})
    dimension = DIMENSIONS.get(by) if by else None
    statement = _in_cells(question.only, dimension, on_postgresql=is_postgresql(session))
    rows = session.execute(statement, bound(question.as_of, chosen))
    return _folded(
        (value if dimension else cells[k][1], cells[k][0], people, amounts)
        for k, value, people, *amounts in rows
    )


@lru_cache(maxsize=200)
def _in_cells(
    only: Only, dimension: str | None, *, on_postgresql: bool
) -> Select[*tuple[Any, ...]]:
    """Give what adds up of each key and value, and who the people are."""
    live = counted(only, on_postgresql=on_postgresql, key=dimension or "k")
    value = live.c[dimension or "k"]
    cells = select(live.c.k, value.label("value"), everybody(live), *added(live))
    return cells.group_by(live.c.k, value)


@dataclass(slots=True)
class _Heap:
    """People and amounts that come together bit by bit."""

    people: People = field(default_factory=set)
    amounts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def add(self, people: People, amounts: Iterable[int]) -> None:
        self.people |= people
        self.amounts = [own + more for own, more in zip(self.amounts, amounts, strict=True)]

    @property
    def figures(self) -> Figures:
        uses, *amounts = self.amounts
        return Figures(len(self.people), uses, *map(Dong, amounts))


def _folded(cells: Iterable[tuple[Value, Path, str, list[int]]]) -> Tally:
    """Tell people apart, value by value, so that no more than one value's are held at a time."""
    along, values = defaultdict[Path, _Heap](_Heap), dict[Value, Figures]()
    for value, some in groupby(sorted(cells, key=itemgetter(0)), key=itemgetter(0)):
        together = _Heap()
        for _value, path, written, amounts in some:
            people = set(written.split(BETWEEN))
            together.add(people, amounts)
            along[path].add(people, amounts)
        values[value] = together.figures
    shared = Counter(_paths_shared({path: heap.people for path, heap in along.items()}))
    return Tally({path: heap.figures for path, heap in along.items()}, shared, values)


def _paths_shared(along: Mapping[Path, People]) -> Iterator[tuple[Path, ...]]:
    """Give the paths of everybody who has several."""
    once, again = People(), People()
    for people in along.values():
        again |= once & people
        once |= people
    several = defaultdict[str, list[Path]](list)
    for path in sorted(along):
        for person in again & along[path]:
            several[person].append(path)
    return map(tuple, several.values())
