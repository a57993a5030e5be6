"""What was used along each path of the tree, read once for all the units that count it.

A use counts under every unit of its path, so counting unit by unit reads it four times over. Here
each path is counted by itself and added up from below. Amounts add up; people do as well, but for
those who used something along several paths, who are told apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import CompoundSelect, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.figures import spans
from benefits.figures.answers import By, Figures, Only, Question
from benefits.figures.counted import bound, counted
from benefits.figures.measures import of_a_person, of_all
from benefits.figures.readings import Path
from benefits.figures.spans import Keys, Span
from benefits.figures.standing import Standing
from benefits.money import Dong

SOME_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Tally:
    """`shared` says of each set of paths how many people used something along all of them.

    Only of two paths or more, and each person is in one of these sets or in none.
    """

    each: Mapping[Path, Figures]
    shared: Mapping[tuple[Path, ...], int]

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
    """Count along every path that leads to the unit asked for, or to one that is a row."""
    keys = spans.units_of(tree, question.organization_id)
    if question.by is not By.ORGANIZATION:
        keys = spans.parts_of(question.organization_id)
    numbers: dict[Path, int] = {}
    chosen = [
        Span(numbers.setdefault(segment.path, len(numbers)), unit, *segment[:2])
        for unit, segments in tree.segments.items()
        for segment in segments
        if any(True for _ in keys(segment.path))
    ]
    if not chosen:
        return Tally({}, {})
    statement = _along_each(question.only, on_postgresql=is_postgresql(session))
    rows = session.execute(
        statement, bound(question.as_of, chosen), execution_options={"yield_per": SOME_AT_ONCE}
    )
    paths = list(numbers)
    each: dict[Path, Figures] = {}
    shared = Counter[tuple[Path, ...]]()
    for person, found in groupby(rows, key=lambda row: row.person):
        if person is None:
            for row in found:
                people, uses, *amounts = row[2:]
                each[paths[row.k]] = Figures(people, uses, *map(Dong, amounts))
        else:
            shared[tuple(sorted(paths[row.k] for row in found))] += 1
    return Tally(each, shared)


@lru_cache(maxsize=200)
def _along_each(only: Only, *, on_postgresql: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Give the five measures of each key, and after them the keys of whoever has several."""
    live = counted(only, on_postgresql=on_postgresql)
    person = select(live.c.k, live.c.person, *of_a_person(live)).group_by(live.c.k, live.c.person)
    own = person.cte("own")
    several = select(own.c.person).group_by(own.c.person).having(func.count() > 1)
    measures = of_all(own)
    sums = select(own.c.k, null().label("person"), *measures).group_by(own.c.k)
    again = select(own.c.k, own.c.person, *(literal(0) for _ in measures))
    both = union_all(sums, again.where(own.c.person.in_(several)))
    return both.order_by("person", "k")
