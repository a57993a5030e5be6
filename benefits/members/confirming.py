"""Each quarter a unit looks through its list and confirms it: who did, when, of how many people."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from benefits.members.models import Confirmation, Membership
from benefits.members.taken_over import late_since, took_over
from benefits.organization import Level, Organization, Placement, as_known, holds_on, open_on
from benefits.periods import start_of

MONTHS_A_QUARTER: Final = 3
MONTHS_LATE: Final = 6


def confirm(
    session: Session,
    organization_id: int,
    *,
    people: int,
    leavers: int,
    by: int | None,
    now: datetime,
) -> Confirmation:
    made = Confirmation(
        organization_id=organization_id,
        people=people,
        leavers=leavers,
        by_id=by,
        confirmed_at=now,
    )
    session.add(made)
    session.flush()
    return made


def last_of(session: Session, organization_id: int) -> Confirmation | None:
    mine = select(Confirmation).where(Confirmation.organization_id == organization_id)
    return session.scalars(mine.order_by(Confirmation.confirmed_at.desc()).limit(1)).first()


def is_due(last: Confirmation | None, today: date) -> bool:
    """Tell whether this quarter's confirmation is still to come."""
    return last is None or last.confirmed_at < start_of(quarter_began(today))


def quarter_began(day: date) -> date:
    return day.replace(month=(day.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1, day=1)


def months_before(day: date, months: int = MONTHS_LATE) -> date:
    """Return the same day some months earlier, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError  # every month has a first day


def people_units(organization_id: int, day: date) -> Select[int]:
    """Select a unit and the bộ phận below it, each in another or not: whose people it confirms."""
    found = select(Organization.id).where(Organization.id == organization_id).cte(recursive=True)
    parts = (
        select(Placement.organization_id)
        .join(found, Placement.parent_id == found.c.id)
        .where(_is_part(), holds_on(Placement, day), as_known(Placement))
    )
    return select(found.union(parts).c.id)


def unconfirmed(day: date, unit_id: int | None = None) -> Select[int]:
    """Select the CĐCS open on a day that have people and whose list nobody confirmed for long.

    A unit of which nobody knew that long ago is not late yet; but people whom it took over from
    one that was late have not been looked at until it has confirmed its list with them. With a
    unit told, it alone is asked about.
    """
    first = months_before(day)
    late = late_since(start_of(first))
    found = (
        select(Organization.id)
        .where(Organization.level == Level.CO_SO, Organization.id.in_(open_on(day)))
        .where(or_(late, took_over(late, first, day, unit_id)), _has_people(day))
    )
    return found if unit_id is None else found.where(Organization.id == unit_id)


def is_late(session: Session, organization_id: int, today: date) -> bool:
    """Tell whether a unit's list, or that of people it took over, is unconfirmed for long."""
    return session.scalar(unconfirmed(today, organization_id)) is not None


def belong(day: date) -> ColumnElement[bool]:
    until = Membership.valid_until
    return (Membership.valid_from <= day) & or_(until.is_(None), until > day)


def _has_people(day: date) -> ColumnElement[bool]:
    """Tell of units whether anybody belongs to them, or to a bộ phận below them."""
    own = exists().where(Membership.organization_id == Organization.id, belong(day))
    lived_in = exists().where(Membership.organization_id == Placement.organization_id, belong(day))
    of_parts = select(Placement.parent_id.label("id")).where(
        _is_part(), holds_on(Placement, day), as_known(Placement)
    )
    below = of_parts.where(lived_in).cte(recursive=True)
    further = of_parts.join(below, Placement.organization_id == below.c.id)
    return or_(own, Organization.id.in_(select(below.union(further).c.id)))


def _is_part() -> ColumnElement[bool]:
    """Tell of places whether a bộ phận stands there."""
    parts = select(Organization.id).where(Organization.level == Level.BO_PHAN)
    return Placement.organization_id.in_(parts)
