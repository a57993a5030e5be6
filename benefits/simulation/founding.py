"""The planned units in the register, founded and reorganized by the register's own rules."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.organization import DeclaredRow, Organization
from benefits.periods import start_of
from benefits.simulation.asked import Asked
from benefits.simulation.plan import Plan

LONG_AGO: Final = date(2012, 1, 1)
_DECIDED_BEFORE: Final = timedelta(days=10)


def found(session: Session, plan: Plan, asked: Asked) -> list[int]:
    """Return the keys of the units, in the order of the plan."""
    rows = [
        DeclaredRow(
            line,
            unit.code,
            unit.name,
            unit.level,
            None if unit.above is None else plan.units[unit.above].code,
            min(LONG_AGO, asked.first),
        )
        for line, unit in enumerate(plan.units)
    ]
    placed = organization.place(session, rows, asked.known)
    if placed.refused:
        raise RuntimeError(f"the plan contradicts itself: {placed.refused[0]}")
    _reorganize(session, plan, asked)
    keys = dict(session.execute(select(Organization.code, Organization.id)).all())
    return [keys[unit.code] for unit in plan.units]


def _reorganize(session: Session, plan: Plan, asked: Asked) -> None:
    """Merge one unit into another and move one, each decided some days before its day."""

    def unit(place: int) -> Organization:
        return organization.by_code(session, plan.units[place].code)

    day = asked.first + timedelta(days=plan.merged_on)
    merged, into = (unit(plan.homes[home].unit) for home in (plan.merged, plan.into))
    known = start_of(day - _DECIDED_BEFORE)
    organization.merge(session, [merged], into, day, known, decision="112/QĐ-LĐLĐ")
    day = asked.first + timedelta(days=plan.moved_on)
    known = start_of(day - _DECIDED_BEFORE)
    organization.move(session, unit(plan.moved), unit(plan.below), day, known)
