"""What a province is asked to be: so many people, units, uses and months, and a seed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Final

from benefits.demo.seasons import months_from
from benefits.periods import start_of

FEWEST_UNITS: Final = 8
"""A top, two unions below it, and enough local ones to merge one and to move another."""
_IN_EVERY_MONTH: Final = 28


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`until` is the day after the last of the months; the same request makes the same rows."""

    members: int
    organizations: int
    purchases: int
    months: int
    seed: int
    until: date

    @cached_property
    def first(self) -> date:
        month = months_from(self.until, -self.months)
        return month + timedelta(days=min(self.until.day, _IN_EVERY_MONTH) - 1)

    @property
    def length(self) -> int:
        return (self.until - self.first).days

    @property
    def known(self) -> datetime:
        """Return the instant at which all that was before the first day had become known."""
        return start_of(self.first) - timedelta(days=30)

    def source(self, purpose: str) -> Random:
        """Return the chance of one purpose, so that none disturbs another's."""
        return Random(f"{self.seed} {purpose}")  # noqa: S311 - must come out the same
