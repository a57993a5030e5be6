"""What the rows of a roster speak of: units by name, their days, and people without a number."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import ids_by_code, named
from benefits.exchange.outcome import Result, Row
from benefits.members import Member, enrolment
from benefits.members.names import folded
from benefits.organization import Organization, OrganizationName, Placement


@dataclass(slots=True)
class KnownUnits:
    """Units that rows have named so far, by code and by name, and the days they stood."""

    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[int]] = field(default_factory=dict)
    first_days: dict[int, date] = field(default_factory=dict)
    closings: dict[int, date] = field(default_factory=dict)


def known_units(session: Session, rows: Sequence[Row], circumstances: Circumstances) -> KnownUnits:
    """Look up what the rows of a group name and those of no group before did.

    A unit is looked up once a file: what becomes of it meanwhile is not this file's to know.
    """
    known: KnownUnits = circumstances.remembered.setdefault("units", KnownUnits())
    codes = named(rows, "organization_code") - known.codes.keys()
    found = ids_by_code(session, Organization.code, Organization.id, codes)
    known.codes |= found
    names = {name for name in named(rows, "organization_name") if folded(name) not in known.names}
    by_name = units_by_name(session, names)
    known.names |= {folded(name): [] for name in names} | by_name
    units = {*found.values(), *chain(*by_name.values())}
    if circumstances.organization_id is not None:
        units.add(circumstances.organization_id)
    if new := units - known.first_days.keys():
        first_days, closings = days_of_units(session, new)
        known.first_days |= first_days
        known.closings |= closings
    return known


def units_by_name(session: Session, names: set[str]) -> dict[str, list[int]]:
    units: defaultdict[str, list[int]] = defaultdict(list)
    if not names:
        return units
    current = select(OrganizationName.name, OrganizationName.organization_id).where(
        OrganizationName.superseded_at.is_(None), OrganizationName.valid_until.is_(None)
    )
    wanted = {folded(name) for name in names}
    for name, organization_id in session.execute(current):
        if folded(name) in wanted:
            units[folded(name)].append(organization_id)
    return units


def days_of_units(session: Session, units: set[int]) -> tuple[dict[int, date], dict[int, date]]:
    """Return every unit's first day, and of the closed ones the first day after their last."""
    stood = (
        select(
            Placement.organization_id,
            func.min(Placement.valid_from),
            func.max(func.coalesce(Placement.valid_until, date.max)),
        )
        .where(Placement.superseded_at.is_(None), Placement.organization_id.in_(units))
        .group_by(Placement.organization_id)
    )
    rows = session.execute(stood).all()
    closed = {unit: after for unit, _first, after in rows if after != date.max}
    return {unit: first for unit, first, _after in rows}, closed


NameKey = str


def name_key(unit: int, full_name: str, birth: str | None) -> NameKey:
    return f"{unit} {folded(full_name)} {birth or ''}"


def namesakes(
    session: Session, rows: Sequence[Row], unit_of: Callable[[Row], int | Result]
) -> dict[NameKey, Member]:
    """Find, for rows without any number, the people of that name and birth in that unit."""
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        is_numbered = "member_no" in row.values or "citizen_id_hash" in row.values
        if not is_numbered and "full_name" in row.values:
            unit = unit_of(row)
            if isinstance(unit, int):
                wanted[unit].add(row.values["full_name"])
    return {
        name_key(unit, member.full_name, member.birth): member
        for unit, names in wanted.items()
        for member in enrolment.namesakes(session, unit, names)
    }
