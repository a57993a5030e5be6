"""Along which path each unit's purchases count: the tree as it was, or the tree of today.

Pure Python over two small tables, the placements and the successions as they were known at one
instant. A purchase counts along exactly one path, and that path is a function of its unit, its
day, the end of the period asked for and the reading.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from benefits.periods import ONE_DAY

Path = tuple[int, ...]
"""Ids from the top down to the unit a purchase counts as."""


class Reading(StrEnum):
    THEN = "then"
    NOW = "now"


class Stand(NamedTuple):
    """A placement: where a unit stood, itself last. `until` is `date.max` when it has no end."""

    valid_from: date
    valid_until: date
    path: Path


class Merger(NamedTuple):
    day: date
    successor: int


class Segment(NamedTuple):
    """Days on which a unit's purchases count along one path.

    The segments of a unit leave no day out: a use entered for a day on which its unit was
    closed counts where the unit stood last, so that no use is lost. `stood` is the place it had
    those days, before anything above it merged away; `None` while it was closed.
    """

    valid_from: date
    valid_until: date
    path: Path
    stood: Path | None = None


class Forest:
    """The placements and successions of every unit, as known at one instant."""

    def __init__(
        self, stands: Iterable[tuple[int, Stand]], mergers: Iterable[tuple[int, Merger]]
    ) -> None:
        self._stands = defaultdict[int, list[Stand]](list)
        self._mergers = defaultdict[int, list[Merger]](list)
        for unit, stand in sorted(stands):
            self._stands[unit].append(stand)
        for unit, merger in sorted(mergers):
            self._mergers[unit].append(merger)

    def stands(self, unit: int) -> list[Stand]:
        return self._stands.get(unit, [])

    def stood(self, unit: int, day: date) -> tuple[Path, date]:
        """Return where a unit stood and the day that tells it: `day`, or its nearest open one.

        That is the last day before, or, when it was not founded yet, its first day.
        """
        stands = self.stands(unit)
        if not stands:
            return (unit,), day
        before = bisect_right(stands, day, key=lambda stand: stand.valid_from)
        if before == 0:
            return stands[0].path, stands[0].valid_from
        stand = stands[before - 1]
        return stand.path, min(day, stand.valid_until - ONE_DAY)

    def has_merged(self, path: Path) -> bool:
        """Tell whether any unit of a path ever merged away; nearly none did."""
        return not self._mergers.keys().isdisjoint(path)

    def merger(self, unit: int, after: date, before: date) -> Merger | None:
        """Return how a unit that was open on day `after` ended in another, before a day."""
        inside = (each for each in self._mergers.get(unit, ()) if after < each.day < before)
        return next(inside, None)


def segments_then(forest: Forest, unit: int, end: date) -> list[Segment]:
    """Read the tree as it was, for a period that ends before the day `end`."""
    return _without_gaps(
        [
            Segment(first, after, _followed(forest, path, first, end), path)
            for first, after, path in forest.stands(unit)
        ],
        unit,
    )


def segments_now(forest: Forest, unit: int, today: date) -> list[Segment]:
    """Read the tree as it is: one path for all days, split only to tell the open ones."""
    path = path_today(forest, unit, today)
    open_days = [
        Segment(stand.valid_from, stand.valid_until, path, stand.path)
        for stand in forest.stands(unit)
    ]
    return _without_gaps(open_days, unit)


def path_today(forest: Forest, unit: int, today: date) -> Path:
    """Return the path of today: a merged unit's is its successor's.

    One closed without successor keeps the path of its last day, merged units replaced.
    """
    tomorrow, seen = today + ONE_DAY, set[int]()
    while True:
        path, day = forest.stood(unit, today)
        merger = forest.merger(unit, after=day, before=tomorrow) if day < today else None
        if merger is None or unit in seen:
            return path if day >= today else _followed(forest, path, day, tomorrow)
        seen.add(unit)
        unit = merger.successor


def _followed(forest: Forest, path: Path, day: date, end: date) -> Path:
    """Replace what merged away between `day` and `end`, from the bottom up.

    The lowest unit that merged gives way to its successor with the successor's ancestors of the
    day of the merger, in which later mergers are then followed; what stood below it stays.
    """
    if not forest.has_merged(path):
        return path
    below: Path = ()
    followed = set[Merger]()
    while True:
        merged = _lowest_merged(forest, path, day, end)
        if merged is None or merged[1] in followed:
            return tuple(dict.fromkeys((*path, *below)))  # each unit once
        place, merger = merged
        followed.add(merger)
        below = (*path[place + 1 :], *below)
        path, day = forest.stood(merger.successor, merger.day)


def _lowest_merged(forest: Forest, path: Path, day: date, end: date) -> tuple[int, Merger] | None:
    for place in reversed(range(len(path))):
        if merger := forest.merger(path[place], after=day, before=end):
            return place, merger
    return None


def _without_gaps(segments: list[Segment], unit: int) -> list[Segment]:
    """Give the days between and around the open ones to the nearest: the one before, if any."""
    if not segments:
        return [Segment(date.min, date.max, (unit,))]
    first, last = segments[0], segments[-1]
    whole = [Segment(date.min, first.valid_from, first.path), *segments]
    whole += [
        Segment(one.valid_until, other.valid_from, one.path) for one, other in pairwise(segments)
    ]
    whole.append(Segment(last.valid_until, date.max, last.path))
    return sorted(
        (each for each in whole if each.valid_from < each.valid_until),
        key=lambda each: each.valid_from,
    )
