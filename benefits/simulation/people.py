"""Who the members are, and where each belonged on which days."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final, NamedTuple

from benefits.demo import people_names
from benefits.members import BeneficiaryKind, Sex
from benefits.simulation.plan import Plan

WOMEN, WITH_PHONE = 0.57, 0.93
TRANSFERRED, LEFT, JOINED, WORKERS, BECAME_MEMBER = 0.03, 0.035, 0.06, 0.06, 0.25
EMPLOYED_FROM: Final = 18
FOR_GOOD: Final = 10**6
"""A day so late that it stands for no end."""

_LONGEST: Final = 4_000
_MEMBER: Final = BeneficiaryKind.DOAN_VIEN.value
_WORKER: Final = BeneficiaryKind.NGUOI_LAO_DONG.value


class Span(NamedTuple):
    """Days in one home, counted from the first day of the period."""

    home: int
    kind: str
    first: int
    after: int = FOR_GOOD


class About(NamedTuple):
    full_name: str
    sex: str
    birth: str
    phone: str | None


def of_age(life: tuple[Span, ...], about: About, began: date) -> tuple[Span, ...]:
    """Let nobody belong to a unit before the birthday from which people are employed.

    It lies before the first day of the period, `began`, and so before any other span begins.
    """
    born = date.fromisoformat(about.birth)
    grown = (born.replace(year=born.year + EMPLOYED_FROM) - began).days
    first, *later = life
    return life if first.first >= grown else (first._replace(first=grown), *later)


class Census:
    def __init__(self, plan: Plan, length: int, year: int, source: Random) -> None:
        self.plan, self.length, self.year, self.source = plan, length, year, source

    def about(self, number: int) -> About:
        source = self.source
        sex = Sex.NU if source.random() < WOMEN else Sex.NAM
        born = self.year - EMPLOYED_FROM - 1 - int(41 * source.betavariate(1.6, 2.6))
        name = people_names.full_name(sex.value, born, source)
        birth = f"{born}-{1 + int(source.random() * 12):02d}-{1 + int(source.random() * 28):02d}"
        phone = f"+8459{number % 10**7:07d}" if source.random() < WITH_PHONE else None
        return About(name, sex.value, birth, phone)

    def life(self, home: int) -> tuple[Span, ...]:
        """Draw where somebody counted in one home has belonged: mostly there, all the time."""
        source = self.source
        kind = _WORKER if source.random() < WORKERS else _MEMBER
        came = self._came()
        fate, drawn = source.random(), source.random()
        low = max(came, 0) + self.length // 20 + 1
        if low >= self.length - 1:
            return tuple(self._followed((Span(home, kind, came),)))
        day = low + int(drawn * (self.length - 1 - low))
        spans = self._fated(home, kind, came, day, fate)
        return tuple(self._followed(spans))

    def _came(self) -> int:
        if self.source.random() < JOINED:
            return int(self.source.random() * self.length * 0.8)
        return -1 - int(self.source.random() * _LONGEST)

    def _fated(self, home: int, kind: str, came: int, day: int, fate: float) -> tuple[Span, ...]:
        stayed = Span(home, kind, came, day)
        if fate < TRANSFERRED:
            return stayed, Span(self._elsewhere(home, day), kind, day)
        if fate < TRANSFERRED + LEFT:
            return (stayed,)
        if kind == _WORKER and fate > 1 - BECAME_MEMBER:
            return stayed, Span(home, _MEMBER, day)
        return (Span(home, kind, came),)

    def _elsewhere(self, home: int, day: int) -> int:
        """Draw another home that is open that day; what was merged away is not."""
        plan = self.plan
        known = {home, plan.merged, plan.into} if home in {plan.merged, plan.into} else {home}
        while True:
            other = int(self.source.random() * len(plan.homes))
            if other not in known and (other != plan.merged or day < plan.merged_on):
                return other

    def _followed(self, spans: tuple[Span, ...]) -> Iterator[Span]:
        """Take people along who were in a unit when it was merged into another."""
        plan = self.plan
        for span in spans:
            if span.home != plan.merged or span.after <= plan.merged_on:
                yield span
            elif span.first >= plan.merged_on:
                yield span._replace(home=plan.into)
            else:
                yield span._replace(after=plan.merged_on)
                yield span._replace(home=plan.into, first=plan.merged_on)
