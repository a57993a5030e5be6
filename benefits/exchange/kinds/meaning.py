"""What the rows of a roster speak of: units by name, their days, and people without a number."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.exchange.outcome import Result, Row
from benefits.members import Member, enrolment
from benefits.members.names import folded
from benefits.organization import OrganizationName, Placement


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
