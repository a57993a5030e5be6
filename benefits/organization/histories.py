"""A unit's life as the union decides it: whose it was on which days, its names, its mergers.

Pure values; the rows of the database are worked out from them (`paths`, `keeping`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from benefits.organization.models import SuccessionKind

FOR_GOOD: Final = date.max
"""Stands for "no end", so that spans compare plainly."""


class Stay(NamedTuple):
    """Days spent directly below one parent; `None` for a top unit."""

    valid_from: date
    valid_until: date
    parent: str | None


class Naming(NamedTuple):
    valid_from: date
    valid_until: date
    name: str


class Merger(NamedTuple):
    """On `day` the unit no longer exists, and its past goes to `successor`."""

    day: date
    successor: str
    kind: SuccessionKind
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    stays: tuple[Stay, ...] = ()
    names: tuple[Naming, ...] = ()
    mergers: tuple[Merger, ...] = field(default=())

    def stay_on(self, day: date) -> Stay | None:
        return next(
            (stay for stay in self.stays if stay.valid_from <= day < stay.valid_until), None
        )

    def is_open_on(self, day: date) -> bool:
        return self.stay_on(day) is not None

    def life_end(self, day: date) -> date:
        """Return the day on which the life that holds `day` ends."""
        end = day
        for stay in self.stays:
            if stay.valid_from <= end < stay.valid_until:
                end = stay.valid_until
        return end

    def below(self, parent: str | None, first: date, after: date) -> "History":
        """Return this history with `parent` above it wherever it is open in those days."""
        inside = (
            Stay(max(first, stay.valid_from), min(after, stay.valid_until), parent)
            for stay in self.stays
            if stay.valid_from < after and first < stay.valid_until
        )
        return replace(self, stays=joined([*self._stays_outside(first, after), *inside]))

    def without(self, first: date, after: date) -> "History":
        """Return this history closed for those days, and what it merged into then undone."""
        mergers = tuple(merger for merger in self.mergers if not first <= merger.day <= after)
        return replace(self, stays=tuple(self._stays_outside(first, after)), mergers=mergers)

    def opened(self, stay: Stay) -> "History":
        """Return this history with one more stay; a merger on its first day never happened."""
        mergers = tuple(merger for merger in self.mergers if merger.day != stay.valid_from)
        return replace(self, stays=joined([*self.stays, stay]), mergers=mergers)

    def merged(self, merger: Merger) -> "History":
        return replace(self, mergers=tuple(sorted((*self.mergers, merger))))

    def named(self, name: str, day: date) -> "History":
        """Return this history with a name from `day` until the next one that was decided."""
        later = [each for each in self.names if each.valid_from > day]
        until = min((each.valid_from for each in later), default=FOR_GOOD)
        earlier = [
            each._replace(valid_until=min(each.valid_until, day))
            for each in self.names
            if each.valid_from < day
        ]
        return replace(self, names=names_joined([*earlier, Naming(day, until, name), *later]))

    def name_on(self, day: date) -> str | None:
        """Return the name of a day; before the first name the first, in a gap the one before."""
        known = [each for each in self.names if each.valid_from <= day] or list(self.names[:1])
        return known[-1].name if known else None

    def _stays_outside(self, first: date, after: date) -> list[Stay]:
        before = (stay._replace(valid_until=min(first, stay.valid_until)) for stay in self.stays)
        behind = (stay._replace(valid_from=max(after, stay.valid_from)) for stay in self.stays)
        return [stay for stay in (*before, *behind) if stay.valid_from < stay.valid_until]


def joined(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """Sort stays and join neighbours below the same parent into one."""
    result: list[Stay] = []
    for stay in sorted(stays, key=lambda each: each.valid_from):
        last = result[-1] if result else None
        if last and (last.valid_until, last.parent) == (stay.valid_from, stay.parent):
            result[-1] = last._replace(valid_until=stay.valid_until)
        else:
            result.append(stay)
    return tuple(result)


def names_joined(names: Iterable[Naming]) -> tuple[Naming, ...]:
    """Sort names and join neighbours that say the same."""
    result: list[Naming] = []
    for naming in sorted(names):
        last = result[-1] if result else None
        if last and last.name == naming.name and last.valid_until >= naming.valid_from:
            result[-1] = last._replace(valid_until=naming.valid_until)
        else:
            result.append(naming)
    return tuple(result)
