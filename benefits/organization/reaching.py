"""How far somebody at a unit reaches: the unit, and everything that stands below it."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from benefits.organization.known import as_known
from benefits.organization.models import TOP, Placement, Succession

# Questions of one unit and day are asked all day long, and are written down once.
KEPT = 1_000


@lru_cache(KEPT)
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
    while more := tuple(session.scalars(_joined((organization_id, *found), day))):
        found += more
    return found


@lru_cache(KEPT)
def _joined(units: tuple[int, ...], day: date) -> Select[int]:
    """Select what became part of a reach from outside of it, and is gone."""
    inside = _inside(units, day)
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
    return joined.distinct()


def left_behind(session: Session, organization_id: int, day: date) -> tuple[int, ...]:
    """Return the closed top units whose past only one unit is left to look after, the one asked of.

    That is the union's top unit where no other is open on the day; there is nobody else to ask.
    """
    own = f"{TOP}{organization_id}{TOP}"
    asked = aliased(Placement)
    is_a_top = exists().where(asked.organization_id == organization_id, asked.path == own)
    tops = select(Placement.organization_id, Placement.valid_from, Placement.valid_until).where(
        Placement.path.not_like(f"{TOP}%{TOP}%{TOP}"), as_known(Placement), is_standing(day)
    )
    found = session.execute(tops.where(is_a_top, Placement.valid_from <= day)).all()
    is_open = {unit: until is None or day < until for unit, _since, until in found}
    if [unit for unit, still in is_open.items() if still] != [organization_id]:
        return ()
    return tuple(unit for unit, still in is_open.items() if not still)


def _inside(units: tuple[int, ...], day: date) -> tuple[ColumnElement[bool], ...]:
    paths = (Placement.path.contains(f"{TOP}{each}{TOP}", autoescape=True) for each in units)
    return or_(*paths), as_known(Placement), is_standing(day)


@lru_cache(KEPT)
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
