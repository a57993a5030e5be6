"""A union kept day by day in plain dictionaries, to count by hand what the product counts.

It follows the rules as people say them and shares no code with the product: one parent per unit
and day, mergers as a list, paths climbed step by step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

HORIZON = 60
"""Days are numbers; whatever holds on the last one holds for good."""


class Impossible(Exception):
    pass


@dataclass(repr=False)
class NaiveUnion:
    parents: dict[str, dict[int, str | None]] = field(default_factory=dict)
    mergers: list[tuple[int, str, str]] = field(default_factory=list)

    def __repr__(self) -> str:
        told = {
            unit: [(day, up) for day, up in days.items() if days.get(day - 1, "closed") != up]
            for unit, days in self.parents.items()
        }
        return f"<{told} {self.mergers}>"

    def copy(self) -> "NaiveUnion":
        return NaiveUnion(
            {unit: dict(days) for unit, days in self.parents.items()}, self.mergers[:]
        )

    def founded(self, unit: str, parent: str | None, day: int) -> None:
        self.parents[unit] = dict.fromkeys(range(day, HORIZON), parent)

    def moved(self, unit: str, parent: str | None, day: int) -> None:
        days = self.parents[unit]
        if day not in days:
            raise Impossible
        old = days[day]
        while day in days and days[day] == old:
            days[day] = parent
            day += 1

    def closed(self, unit: str, day: int) -> dict[int, str | None]:
        """End the life that holds the day before; return the days taken from it."""
        days = self.parents[unit]
        if day - 1 not in days:
            raise Impossible
        taken, end = {}, day
        while end in days:
            taken[end] = days.pop(end)
            end += 1
        self.mergers = [
            each for each in self.mergers if each[1] != unit or not day <= each[0] <= end
        ]
        return taken

    def merged(self, unit: str, successor: str, day: int) -> None:
        for that_day, above in self.closed(unit, day).items():
            for other, days in self.parents.items():
                if that_day in days and days[that_day] == unit:
                    days[that_day] = above if other == successor else successor
        self.mergers.append((day, unit, successor))

    def reopened(self, unit: str, parent: str | None, day: int) -> None:
        days = self.parents[unit]
        if day in days:
            raise Impossible
        self.mergers = [each for each in self.mergers if each[:2] != (day, unit)]
        while day not in days and day < HORIZON:
            days[day] = parent
            day += 1

    def check(self) -> None:
        """On every day every open unit hangs from the top, and who took over was there."""
        for unit, days in self.parents.items():
            for day in days:
                self.climb(unit, day)
        for day, _, successor in self.mergers:
            if day not in self.parents[self.last_heir(successor, day)]:
                raise Impossible

    def last_heir(self, unit: str, day: int) -> str:
        """Follow the mergers of one day, which may be a chain, but no circle."""
        seen = {unit}
        onward = {who: heir for when, who, heir in self.mergers if when == day}
        while unit in onward:
            unit = onward[unit]
            if unit in seen:
                raise Impossible
            seen.add(unit)
        return unit

    def climb(self, unit: str, day: int) -> list[str]:
        """From the unit up to the top."""
        chain = [unit]
        while True:
            days = self.parents[chain[-1]]
            if day not in days or len(chain) > len(self.parents):
                raise Impossible
            above = days[day]
            if above is None:
                return chain
            chain.append(above)

    def heir(self, unit: str, after: int, before: int) -> tuple[int, str] | None:
        """The day a unit next merged away, and into which."""
        return min(
            (
                (day, heir)
                for day, who, heir in self.mergers
                if who == unit and after < day < before
            ),
            default=None,
        )

    def home(self, unit: str, day: int) -> int:
        """The day that tells where a unit stood: that day, else the last open one before it."""
        days = self.parents[unit]
        earlier = [each for each in days if each <= day]
        return max(earlier) if earlier else min(days)

    def counted_then(self, unit: str, day: int, end: int) -> set[str]:
        """Every unit that counts what `unit` did on `day`, for a period that ends at `end`."""
        day = self.home(unit, day)
        below: set[str] = set()
        for above in self.climb(unit, day):
            if inherited := self.heir(above, day, end):
                when, heir = inherited
                return self.counted_then(heir, when, end) | below
            below.add(above)
        return below

    def counted_now(self, unit: str, today: int) -> set[str]:
        day = self.home(unit, today)
        if day >= today:
            return set(self.climb(unit, day))
        if inherited := self.heir(unit, day, today + 1):
            return self.counted_now(inherited[1], today)
        return self.counted_then(unit, day, today + 1)


@dataclass
class NaiveUse:
    """A purchase with everything that was said about it, each word with when it became known."""

    person: int
    units: list[tuple[int, str]]
    day: int
    amounts: tuple[int, int, int]
    returned: list[tuple[int, bool, tuple[int, int, int]]] = field(default_factory=list)

    @property
    def known(self) -> int:
        return self.units[0][0]

    def unit(self, as_of: int) -> str:
        return [unit for known, unit in self.units if known <= as_of][-1]

    def left(self, as_of: int) -> tuple[int, int, int] | None:
        """Benefit, subsidy and turnover that remain; None when the use counts for nothing."""
        back = [each for each in self.returned if each[0] <= as_of]
        benefit, subsidy, paid = (
            whole - sum(each[2][place] for each in back) for place, whole in enumerate(self.amounts)
        )
        had_a_price = self.amounts[0] + self.amounts[2] > 0
        if any(each[1] for each in back) or (had_a_price and benefit + paid == 0 and back):
            return None
        return benefit, subsidy, paid


def figures(
    uses: Iterable[tuple[NaiveUse, set[str], int]], unit: str, as_of: int
) -> tuple[int, int, int, int, int]:
    """The five figures of a unit, from its uses with who counts them and whose they are."""
    mine = [
        (person, left)
        for use, counting, person in uses
        if unit in counting and (left := use.left(as_of)) is not None
    ]
    sums = (sum(left[place] for _, left in mine) for place in range(3))
    benefit, subsidy, turnover = sums
    return len({person for person, _ in mine}), len(mine), benefit, subsidy, turnover
