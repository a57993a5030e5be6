"""The days of the period and how much is bought on each, written as both databases take them."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

from benefits.demo.seasons import busyness
from benefits.periods import start_of
from benefits.simulation.asked import Asked

OPENS, CLOSES = 7, 22
"""Hours between which shops sell; in UTC these lie on the same day."""

AFTERWARDS: Final = 30 * 60
_HOURS: Final = (6, 8, 13, 14, 11, 7, 8, 10, 11, 13, 20, 21, 16, 9, 3)


class Calendar:
    """Day 0 is the first day; earlier days have negative numbers."""

    def __init__(self, asked: Asked) -> None:
        self.length, self._first = asked.length, asked.first.toordinal()
        busy = (busyness(asked.first + timedelta(days=day)) for day in range(self.length))
        self.reached = [0.0, *accumulate(busy)]
        self.clock = int(start_of(asked.first).timestamp() * 1000)
        opened = (start_of(asked.first) + timedelta(hours=OPENS)).hour * 3600
        closed = opened + (CLOSES - OPENS) * 3600 + AFTERWARDS
        self.times = [
            f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.000000"
            for second in range(opened, closed)
        ]
        self.minutes = [
            hour * 60 + minute
            for hour, weight in enumerate(_HOURS)
            for minute in range(60)
            for _ in range(weight)
        ]
        self.text = cache(self._text)

    def _text(self, day: int) -> str:
        return date.fromordinal(self._first + day).isoformat()

    def number(self, day: date) -> int:
        return day.toordinal() - self._first

    def day(self, first: int, after: int, source: Random) -> int:
        """Draw a day of a span, a busy one more often than a quiet one."""
        low, high = self.reached[first], self.reached[after]
        drawn = bisect_right(self.reached, low + source.random() * (high - low)) - 1
        return min(max(drawn, first), after - 1)

    def second(self, source: Random) -> int:
        """Draw a second of the opening hours."""
        minutes = self.minutes
        return minutes[int(source.random() * len(minutes))] * 60 + int(source.random() * 60)

    def at(self, day: int, second: int) -> str:
        return f"{self.text(day)} {self.times[second]}"

    def morning(self, day: int) -> str:
        return f"{self.text(day)} 01:00:00.000000"
