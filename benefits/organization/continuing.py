"""Where people go on belonging when a unit ends: in the unit it merged into, or nowhere.

Ends and mergers decided for days to come count already: whoever is entered today must stand
where those do who were there when it was decided.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.organization.known import as_known
from benefits.organization.models import Placement, Succession

Days = tuple[date, date | None]


class Stretch(NamedTuple):
    """Days spent in one unit; `until` is the first day after them."""

    organization_id: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Courses:
    """The days on which some units are open, and the units that go on for them."""

    lives: Mapping[int, tuple[Days, ...]] = field(default_factory=dict)
    heirs: Mapping[tuple[int, date], int] = field(default_factory=dict)

    def first_day(self, unit: int) -> date | None:
        lives = self.lives.get(unit)
        return lives[0][0] if lives else None

    def closed_since(self, unit: int) -> date | None:
        """Return the first day on which a unit is closed for good."""
        lives = self.lives.get(unit)
        return lives[-1][1] if lives else None

    def closed_by(self, unit: int, day: date) -> date | None:
        """Return the last day by a day on which a unit closed, be it opened again later."""
        ends = [until for _, until in self.lives.get(unit, ()) if until is not None]
        return max((until for until in ends if until <= day), default=None)

    def stretches(self, unit: int, since: date, until: date | None) -> tuple[Stretch, ...]:
        """Return where somebody is who belongs to a unit for some days; nowhere, once it is closed.

        Days before a unit's first are its own: somebody may have been there before it was known.
        """
        if unit not in self.lives:
            return (Stretch(unit, since, until),)
        found: list[Stretch] = []
        while life := self._life(unit, since):
            if found and life[0] > since:
                break
            end = life[1]
            if end is None or (until is not None and until <= end):
                return (*found, Stretch(unit, since, until))
            found.append(Stretch(unit, since, end))
            heir = self.heir_on(unit, end)
            if heir is None:
                break
            unit, since = heir, end
        return tuple(found)

    def heir_on(self, unit: int, day: date) -> int | None:
        """Follow the mergers of one day to the unit that goes on for another from then."""
        passed = {unit}
        while (heir := self.heirs.get((unit, day))) is not None and heir not in passed:
            passed.add(heir)
            unit = heir
        return unit if len(passed) > 1 else None

    def carries_on(self, unit: int, other: int, day: date) -> bool:
        """Tell whether people of a unit go on in another from a day without a word about them.

        It merged into that one, or that one was made of it: it was founded that very day.
        """
        return self.heir_on(unit, day) == other or self.first_day(other) == day

    def _life(self, unit: int, day: date) -> Days | None:
        """Find the life that holds a day; before the first, that one."""
        lives = self.lives.get(unit, ())
        found = next((life for life in lives if life[1] is None or day < life[1]), None)
        return found if found and (found[0] <= day or found is lives[0]) else None


def courses(session: Session, unit_ids: Iterable[int]) -> Courses:
    """Look up the lives of units, and of all that go on for them."""
    lives: dict[int, tuple[Days, ...]] = {}
    heirs: dict[tuple[int, date], int] = {}
    wanted = set(unit_ids)
    while wanted:
        lives |= _lives(session, wanted)
        merged = select(Succession.predecessor_id, Succession.day, Succession.successor_id).where(
            Succession.predecessor_id.in_(wanted), as_known(Succession)
        )
        found = session.execute(merged).all()
        heirs |= {(unit, day): successor for unit, day, successor in found}
        wanted = {successor for _unit, _day, successor in found} - lives.keys()
    return Courses(lives, heirs)


def _lives(session: Session, unit_ids: Collection[int]) -> dict[int, tuple[Days, ...]]:
    """Collect the spans of days on which units are open, wherever they stand meanwhile."""
    stood = (
        select(Placement.organization_id, Placement.valid_from, Placement.valid_until)
        .where(Placement.organization_id.in_(unit_ids), as_known(Placement))
        .order_by(Placement.organization_id, Placement.valid_from)
    )
    lives: dict[int, list[Days]] = {unit: [] for unit in unit_ids}
    for unit, since, until in session.execute(stood):
        of_unit = lives[unit]
        if of_unit and of_unit[-1][1] == since:
            of_unit[-1] = (of_unit[-1][0], until)
        else:
            of_unit.append((since, until))
    return {unit: tuple(of_unit) for unit, of_unit in lives.items() if of_unit}
