"""The province's tree over the years: what was founded, renamed, moved, merged and closed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from benefits.demo import units
from benefits.demo.seasons import months_from
from benefits.demo.units import Unit

Row = tuple[object, ...]
LONG_AGO: Final = date(2012, 1, 1)


class Spell(NamedTuple):
    """One row of the organizations file: a unit under one parent and one name."""

    unit: Unit
    name: str
    parent: str | None
    first: date
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """On which days the union decided what."""

    wards: date
    renamed: date
    moved: date
    merged: date
    founded: date
    dissolved: date

    @classmethod
    def before(cls, today: date, first_day: date) -> "Decisions":
        wards = date(2025, 7, 1)
        return cls(
            wards=wards if wards <= first_day else date(first_day.year - 1, 7, 1),
            renamed=months_from(today, -7),
            moved=months_from(today, -8).replace(day=15),
            merged=months_from(today, -5),
            founded=months_from(today, -4),
            dissolved=months_from(today, -3),
        )


@dataclass(slots=True)
class Tree:
    spells: dict[str, list[Spell]] = field(default_factory=lambda: defaultdict(list))

    def add(self, unit: Unit, parent: str | None, first: date, until: date | None = None) -> None:
        self.spells[unit.code].append(Spell(unit, unit.name, parent, first, until))

    def spell_on(self, code: str, day: date) -> Spell | None:
        return next(
            (
                spell
                for spell in self.spells[code]
                if spell.first <= day and (spell.until is None or day < spell.until)
            ),
            None,
        )

    def path(self, code: str, day: date) -> frozenset[str]:
        """Return a unit and all above it on a day; nothing where it did not exist."""
        found: list[str] = []
        above: str | None = code
        while above and (spell := self.spell_on(above, day)):
            found.append(above)
            above = spell.parent
        return frozenset(found)

    def span(self, code: str) -> tuple[date, date | None]:
        return self.spells[code][0].first, self.spells[code][-1].until

    def rows(self) -> Iterator[Row]:
        for spells in self.spells.values():
            for spell in spells:
                code, _, level, _, _ = spell.unit
                where = (spell.parent or "", spell.first, spell.until or "", spell.successor or "")
                yield code, spell.name, level.value, *where


def plant(decided: Decisions) -> Tree:
    tree = Tree()
    for unit in (*units.TOP, *units.SECTORS):
        tree.add(unit, unit.parent, LONG_AGO)
    for unit in units.DISTRICTS:
        tree.add(unit, unit.parent, LONG_AGO, decided.wards)
    for unit in units.WARDS:
        tree.add(unit, unit.parent, decided.wards)
    for unit in units.LOCALS:
        _found(tree, unit, decided)
    for unit in units.WORKSHOPS:
        tree.add(unit, unit.parent, LONG_AGO)
    _merge(tree, units.MERGED, units.INTO, decided.merged)
    _cut(tree, units.RENAMED, decided.renamed, name=units.NEW_NAME)
    _cut(tree, units.MOVED, decided.moved, parent=units.MOVED_TO)
    _close(tree, units.DISSOLVED, decided.dissolved)
    return tree


def _found(tree: Tree, unit: Unit, decided: Decisions) -> None:
    district = units.DISTRICT_OF.get(unit.parent or "")
    if unit.code == units.FOUNDED:
        tree.add(unit, unit.parent, decided.founded)
    elif district:
        tree.add(unit, district, LONG_AGO, decided.wards)
        tree.add(unit, unit.parent, decided.wards)
    else:
        tree.add(unit, unit.parent, LONG_AGO)


def _merge(tree: Tree, code: str, successor: str, day: date) -> None:
    """Close a unit for the benefit of another, which takes over what stood below it."""
    below = [each for each, spells in tree.spells.items() if spells[-1].parent == code]
    for each in below:
        _cut(tree, each, day, parent=successor)
    _close(tree, code, day)
    tree.spells[code][-1] = tree.spells[code][-1]._replace(successor=successor)


def _close(tree: Tree, code: str, day: date) -> None:
    tree.spells[code][-1] = tree.spells[code][-1]._replace(until=day)


def _cut(
    tree: Tree, code: str, day: date, *, name: str | None = None, parent: str | None = None
) -> None:
    """End a unit's last row on a day and go on with another name or parent."""
    last = tree.spells[code][-1]
    _close(tree, code, day)
    following = last._replace(name=name or last.name, parent=parent or last.parent, first=day)
    tree.spells[code].append(following)
