"""How the parts of a union hang together on each day, and which of them have people enough."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from benefits.figures.readings import Segment
from benefits.members import Membership
from benefits.organization import Worn
from benefits.periods import Period

FEWEST: Final = 5

Days = Mapping[int, Sequence[Worn]]
Count = Callable[[int], int]


class Home(NamedTuple):
    """A union and its parts on days on which none of them moves; `parents` has the parts alone."""

    days: Worn
    union: int
    parents: Mapping[int, int]

    @property
    def units(self) -> tuple[int, ...]:
        return (self.union, *self.parents)

    def owners(self, people_of: Count) -> dict[int, int]:
        """Say of every unit here under which one its uses are told.

        A part is told of by itself where it has people enough, and so has what is left beside
        it: its smaller sisters and those who belong to the unit above them directly.
        """
        below = defaultdict[int, list[int]](list)
        for part, parent in self.parents.items():
            below[parent].append(part)

        def total(unit: int) -> int:
            return people_of(unit) + sum(total(part) for part in below[unit])

        owners: dict[int, int] = {}

        def tell(unit: int, owner: int) -> None:
            owners[unit] = owner
            large = {part for part in below[unit] if total(part) >= FEWEST}
            rest = total(unit) - sum(map(total, large))
            is_open = unit == owner and (rest == 0 or rest >= FEWEST)
            for part in below[unit]:
                tell(part, part if is_open and part in large else owner)

        tell(self.union, self.union)
        return owners


def homes_of(segments: Mapping[int, Iterable[Segment]], parts: frozenset[int]) -> Iterator[Home]:
    """Gather the parts under their unions, by the tree of each day."""
    under = defaultdict[int, list[tuple[Worn, dict[int, int]]]](list)
    for part in parts:
        for segment in segments.get(part, ()):
            road = segment.stood or segment.path
            above = max((n for n, unit in enumerate(road) if unit not in parts), default=0)
            chain = {lower: upper for upper, lower in pairwise(road[above:])}
            days = Worn(segment.valid_from, segment.valid_until)
            under[road[above]].append((days, chain))
    for union, stands in under.items():
        for days in pieces(each for each, _chain in stands):
            here: dict[int, int] = {}
            for span, chain in stands:
                if is_within(days, span):
                    here |= chain
            if here:
                yield Home(days, union, here)


def pieces(spans: Iterable[Worn]) -> Iterator[Worn]:
    """Cut days wherever one of some spans begins or ends."""
    for first, until in pairwise(sorted({edge for span in spans for edge in span})):
        yield Worn(first, until)


def is_within(days: Worn, span: Worn) -> bool:
    return span.valid_from <= days.valid_from and days.valid_until <= span.valid_until


class Crowd:
    """How many belong to some units on each day of a period.

    Who is there throughout is counted by the database; where those are enough already, who comes
    and goes beside them is not looked at.
    """

    def __init__(self, session: Session, unit_ids: Iterable[int], period: Period) -> None:
        units = sorted(set(unit_ids))
        stays = (Membership.valid_from <= period.first) & or_(
            Membership.valid_until.is_(None), period.after <= Membership.valid_until
        )
        here = select(Membership.organization_id, func.count())
        counted = here.where(Membership.organization_id.in_(units), stays)
        rows = session.execute(counted.group_by(Membership.organization_id))
        self._throughout: dict[int, int] = dict(rows.all())
        doubtful = [unit for unit in units if self._throughout.get(unit, 0) < FEWEST]
        self._passing = defaultdict[int, list[Worn]](list)
        passing = select(
            Membership.organization_id, Membership.valid_from, Membership.valid_until
        ).where(
            Membership.organization_id.in_(doubtful),
            Membership.valid_from < period.after,
            or_(Membership.valid_until.is_(None), period.first < Membership.valid_until),
            ~stays,
        )
        for unit, first, until in session.execute(passing):
            span = Worn(max(first, period.first), min(until or period.after, period.after))
            self._passing[unit].append(span)

    def on(self, day: date) -> Count:
        def count(unit: int) -> int:
            passing = self._passing.get(unit, ())
            return self._throughout.get(unit, 0) + sum(
                first <= day < until for first, until in passing
            )

        return count

    def changes(self, unit_ids: Iterable[int]) -> Iterator[Worn]:
        """Give the days of those who come or go."""
        for unit in unit_ids:
            yield from self._passing.get(unit, ())
