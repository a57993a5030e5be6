"""How far somebody at a unit reaches: the unit, and everything that stands below it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from benefits.organization.known import as_known
from benefits.organization.models import TOP, Placement, Succession


def reach_of(organization_id: int, day: date, *merged: int) -> Select[int]:
    """Select the ids of a unit and of all that stand below it on a day.

    What is closed by then stays where it last stood; what only opens later, where it will.
    `merged` are units that became part of one of those from elsewhere.
    """
    return select(Placement.organization_id).where(*_inside((organization_id, *merged), day))


def merged_into(session: Session, organization_id: int, day: date) -> tuple[int, ...]:
    """Return the units that, by a day, were merged into a unit's reach from outside of it.

    One that opened again since is somebody's own.
    """
    found: tuple[int, ...] = ()
    while True:
        inside = _inside((organization_id, *found), day)
        is_reached, was_reached = (
            exists().where(Placement.organization_id == unit, *inside)
            for unit in (Succession.successor_id, Succession.predecessor_id)
        )
        is_gone = exists().where(
            Placement.organization_id == Succession.predecessor_id,
            Placement.valid_until == Succession.day,
            as_known(Placement),
            is_standing(day),
        )
        joined = select(Succession.predecessor_id).where(
            as_known(Succession), Succession.day <= day, is_reached, ~was_reached, is_gone
        )
        more = tuple(session.scalars(joined.distinct()))
        if not more:
            return found
        found += more


def _inside(units: Iterable[int], day: date) -> tuple[ColumnElement[bool], ...]:
    paths = (Placement.path.contains(f"{TOP}{each}{TOP}", autoescape=True) for each in units)
    return or_(*paths), as_known(Placement), is_standing(day)


def is_standing(day: date) -> ColumnElement[bool]:
    """Placements that are their unit's last begun by a day, or the first of one still to open."""
    other = aliased(Placement)
    begun_since = and_(other.valid_from > Placement.valid_from, other.valid_from <= day)
    before = and_(Placement.valid_from > day, other.valid_from < Placement.valid_from)
    return ~exists().where(
        other.organization_id == Placement.organization_id,
        other.superseded_at.is_(None),
        or_(begun_since, before),
    )
