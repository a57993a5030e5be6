"""The units a roster speaks of: by code anywhere, by name only below the file's own unit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import ids_by_code
from benefits.exchange.kinds.speaking import Said
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.roster.titles import nearest_first
from benefits.members import Membership
from benefits.members.names import folded
from benefits.organization import Courses, Level, Organization, OrganizationName

BASE_UNION = ("cdcs", "cong doan co so", "cd co so")
"""How the name of a base union begins, folded; lists often leave it out."""
HAS_DEPARTMENTS = frozenset({Level.CO_SO, Level.BO_PHAN})


@dataclass(slots=True)
class Units:
    """What a file's words for units mean, looked up once before its first row is taken.

    `with_people` are those that have any but those whom this file has entered.
    """

    own: int | None
    own_level: Level | None
    codes: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, list[int]] = field(default_factory=dict)
    first_lines: Mapping[str, int] = field(default_factory=dict)
    courses: Courses = field(default_factory=Courses)
    with_people: frozenset[int] = frozenset()
    within: Mapping[str, int] = field(default_factory=dict)
    is_mixed: bool = False
    """Whether some rows name a unit: those that name none have perhaps lost it."""

    @property
    def is_above(self) -> bool:
        """Tell whether the file's own unit is above all base unions."""
        return self.own_level is not None and self.own_level not in HAS_DEPARTMENTS

    def of(self, code: str | None, name: str | None) -> int | None:
        """Return the unit that words mean, where they mean one."""
        named = self.named(code, name)
        return self.own if named is None and not code else named

    def named(self, code: str | None, name: str | None) -> int | None:
        """Return the unit that words name themselves; the file's own is not, for want of them."""
        if code:
            return self.codes.get(code)
        for each in nearest_first(name) if name else ():
            if each in self.codes:
                return self.codes[each]
            if found := self.names.get(folded(each)):
                return found[0] if len(found) == 1 else None
        return None

    def is_named(self, row: Row) -> bool:
        """Tell whether a row, or the title above it, names a unit."""
        told = row.values
        name = told.get("organization_name") or told.get("within")
        return self.named(told.get("organization_code"), name) is not None

    def lost(self, row: Row) -> Result | None:
        """Refuse somebody new out of a part of a list whose unit is not written there any more."""
        if "unit_lost" not in row.values or not self.is_above or self.is_named(row):
            return None
        return Result.refused(row.line, "organization_code", "", "unit_lost")

    def meant(self, row: Row) -> int | Result:
        code, name = row.values.get("organization_code"), row.values.get("organization_name")
        if code:
            return self.codes.get(code) or Result.refused(
                row.line, "organization_code", code, "organization_unknown"
            )
        if name and (refused := self._unclear(row.line, name)):
            return refused
        return self.of(None, name or row.values.get("within")) or Result.refused(
            row.line, "organization_code", name, "organization_missing"
        )

    def is_unclear(self, name: str) -> bool:
        """Tell a name that several units have."""
        return name not in self.codes and len(self.names.get(folded(name), [])) > 1

    def _unclear(self, line: int, name: str) -> Result | None:
        found = self.names.get(folded(name), [])
        if name in self.codes:
            return None
        if self.is_unclear(name):
            return Result.refused(line, "organization_name", name, "organization_ambiguous")
        if found or self.own_level in HAS_DEPARTMENTS:
            return None
        return Result.refused(line, "organization_name", name, "organization_name_unknown")

    def department(self, row: Row) -> Problem | None:
        """Flag the first row of each name that is taken for a department's."""
        code, name = row.values.get("organization_code"), row.values.get("organization_name")
        if code or not name or name in self.codes or folded(name) in self.names:
            return None
        if self.first_lines.get(folded(name)) != row.line:
            return None
        return Problem(row.line, "organization_name", name, "department_passed_over", is_flag=True)

    def part(self, row: Row) -> Problem | None:
        """Flag the first row below a title that is taken for a part of the unit further up."""
        told, within = row.values, row.values.get("within", "")
        [title, *above] = nearest_first(within)
        if told.get("organization_code") or told.get("organization_name") or not above:
            return None
        is_named = title in self.codes or folded(title) in self.names
        if is_named or self.named(None, within) is None or self.within.get(within) != row.line:
            return None
        return Problem(row.line, "organization_name", title, "title_passed_over", is_flag=True)

    def above(self, row: Row) -> Problem | None:
        """Flag who is put into a unit above all base unions only because none was named."""
        told, within = row.values, row.values.get("within")
        if not self.is_above:
            return None
        if told.get("organization_code") or told.get("organization_name"):
            return None
        is_said_above = within is not None and self.within.get(within) != row.line
        if self.of(None, within) != self.own or is_said_above or not (within or self.is_mixed):
            return None
        return Problem(row.line, "organization_name", within or "", "joins_above", is_flag=True)

    def meet_people(self, session: Session) -> None:
        """Look which units have people by now that had none."""
        named = (unit for found in self.names.values() for unit in found)
        every = {*self.codes.values(), *named, *([] if self.own is None else [self.own])}
        self.with_people |= _with_people(session, every - self.with_people)

    def know_courses(self, session: Session, unit_ids: Iterable[int]) -> None:
        """Look up the days of units that only people's earlier spans name."""
        if new := set(unit_ids) - self.courses.lives.keys():
            found = organization.courses(session, new)
            self.courses = replace(
                self.courses,
                lives={**self.courses.lives, **found.lives},
                heirs={**self.courses.heirs, **found.heirs},
            )


def units_of(session: Session, said: Said, circumstances: Circumstances) -> Units:
    own, today = circumstances.organization_id, circumstances.today
    written = {*said.codes, *said.units}  # a code may stand where a name is expected
    codes = ids_by_code(session, Organization.code, Organization.id, written)
    titles = chain.from_iterable(map(nearest_first, (*said.units, *said.within)))
    names = _by_name(session, titles, own, today)
    every = {*codes.values(), *(unit for found in names.values() for unit in found)}
    if own is not None:
        every.add(own)
    first_lines: dict[str, int] = {}
    for name, line in said.units.items():  # in the order of the file
        first_lines.setdefault(folded(name), line)
    level = select(Organization.level).where(Organization.id == own)
    return Units(
        own=own,
        own_level=session.scalar(level) if own is not None else None,
        codes=codes,
        names=names,
        first_lines=first_lines,
        courses=organization.courses(session, every),
        with_people=_with_people(session, every),
        within=said.within,
        is_mixed=bool(said.codes or said.units),
    )


def _by_name(
    session: Session, names: Iterable[str], own: int | None, today: date
) -> dict[str, list[int]]:
    """Find units by their names of today, open today, in the file's own sub-tree.

    Where none is called exactly so, by the name with or without what a base union's begins with.
    """
    wanted = {folded(name): _otherwise(folded(name)) for name in names}
    if not wanted:
        return {}
    is_open: Select[int] = organization.open_on(today)
    if own is not None:
        is_open = organization.subtree_on(own, today)
    keys = wanted.keys() | {each for others in wanted.values() for each in others}
    named = (
        select(OrganizationName.name_key, OrganizationName.organization_id, Organization.level)
        .join(Organization, Organization.id == OrganizationName.organization_id)
        .where(
            OrganizationName.name_key.in_(keys),
            OrganizationName.organization_id.in_(is_open),
            organization.as_known(OrganizationName),
            organization.holds_on(OrganizationName, today),
        )
    )
    units, bases = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for key, unit, level in session.execute(named):
        units[key].append(unit)
        bases[key] += [unit] if level is Level.CO_SO else []
    found = {
        name: units.get(name) or [unit for each in others for unit in bases.get(each, ())]
        for name, others in wanted.items()
    }
    return {name: some for name, some in found.items() if some}


def _otherwise(name: str) -> list[str]:
    """Return how else the name of a base union may be written."""
    begun = next((each for each in BASE_UNION if name.startswith(f"{each} ")), "")
    bare = name.removeprefix(begun).strip()
    return [each for each in (bare, *(f"{begin} {bare}" for begin in BASE_UNION)) if each != name]


def _with_people(session: Session, unit_ids: Iterable[int]) -> frozenset[int]:
    somebody = select(Membership.id).where(Membership.organization_id == Organization.id).exists()
    found = select(Organization.id).where(Organization.id.in_(unit_ids), somebody)
    return frozenset(session.scalars(found))
