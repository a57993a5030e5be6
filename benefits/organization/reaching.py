"""How far somebody at a unit reaches: the unit, and everything that stands below it."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select
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


def reached_from(session: Session, organization_id: int, day: date) -> Select[int]:
    """Select all that is looked after from a unit on a day, units from elsewhere included."""
    return reach_of(organization_id, day, *beside(session, organization_id, day))


def beside(session: Session, organization_id: int, day: date) -> tuple[int, ...]:
    """Return the units outside of a reach that are looked after from it all the same.

    What merged into it from elsewhere and is gone: its past went along. One that opened again
    since is somebody's own. And what former tops of the union left behind, where only one top is
    left: there is nobody else to ask.
    """
    found: tuple[int, ...] = ()
    wanted: Select[int] | CompoundSelect[int] = _looked_after(organization_id, day)
    while more := tuple(session.scalars(wanted)):
        found += more
        wanted = _joined((organization_id, *found), day)
    return found


@lru_cache(KEPT)
def _looked_after(organization_id: int, day: date) -> CompoundSelect[int]:
    return _joined((organization_id,), day).union(_left_behind(organization_id, day))


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


@lru_cache(KEPT)
def _left_behind(organization_id: int, day: date) -> Select[int]:
    """Select the closed tops of the union, asked by the only one that is open on a day."""
    own, other = aliased(Placement), aliased(Placement)
    is_only_one = (
        exists().where(own.organization_id == organization_id, *_is_open_top(own, day)),
        ~exists().where(other.organization_id != organization_id, *_is_open_top(other, day)),
    )
    return select(Placement.organization_id).where(
        _is_top(Placement),
        as_known(Placement),
        is_standing(day),
        Placement.valid_from <= day,
        Placement.valid_until <= day,
        *is_only_one,
    )


def _is_open_top(where: type[Placement], day: date) -> tuple[ColumnElement[bool], ...]:
    is_open = or_(where.valid_until.is_(None), where.valid_until > day)
    return _is_top(where), where.superseded_at.is_(None), where.valid_from <= day, is_open


def _is_top(where: type[Placement]) -> ColumnElement[bool]:
    return where.path.not_like(f"{TOP}%{TOP}%{TOP}")


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
