"""Questions about the tree of a day. Placements carry whole paths, so none of them recurses."""

from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from benefits.organization.known import as_known, holds_on
from benefits.organization.models import (
    TOP,
    Level,
    Organization,
    OrganizationName,
    Placement,
)

Path = tuple[int, ...]


class Unit(NamedTuple):
    """A unit as a list or a picker shows it; `depth` counts from the unit asked for."""

    id: int
    code: str
    name: str
    level: Level
    parent_id: int | None
    depth: int


def ids_of(path: str) -> Path:
    """Read `/1/7/42/` as (1, 7, 42): from the top down to the unit itself."""
    return tuple(int(part) for part in path.strip(TOP).split(TOP) if part)


def path_on(
    session: Session, organization_id: int, day: date, as_of: datetime | None = None
) -> Path | None:
    """Return where a unit stood on a day, itself last; `None` when it was not open."""
    asked = {"unit": organization_id, "on": day} | ({} if as_of is None else {"as_of": as_of})
    stood = session.scalar(_where(is_as_of=as_of is not None), asked)
    return None if stood is None else ids_of(stood)


@cache
def _where(*, is_as_of: bool) -> Select[str]:
    """Put together once what nearly every page asks."""
    return select(Placement.path).where(
        Placement.organization_id == bindparam("unit"),
        holds_on(Placement, bindparam("on")),
        as_known(Placement, bindparam("as_of") if is_as_of else None),
    )


def ancestors_on(
    session: Session, organization_id: int, day: date, as_of: datetime | None = None
) -> Path:
    """Return the units above one on a day, the top first."""
    return (path_on(session, organization_id, day, as_of) or ())[:-1]


def is_under(
    session: Session,
    organization_id: int,
    ancestor_id: int,
    day: date,
    as_of: datetime | None = None,
) -> bool:
    """Tell whether a unit stood in another's sub-tree (its own included) on a day."""
    return ancestor_id in (path_on(session, organization_id, day, as_of) or ())


def open_on(day: date, as_of: datetime | None = None) -> Select[int]:
    """Select the ids of the units open on a day."""
    return select(Placement.organization_id).where(
        holds_on(Placement, day), as_known(Placement, as_of)
    )


def subtree_on(organization_id: int, day: date, as_of: datetime | None = None) -> Select[int]:
    """Select the ids of a unit and of all below it on a day."""
    inside = Placement.path.contains(f"{TOP}{organization_id}{TOP}", autoescape=True)
    return open_on(day, as_of).where(inside)


def children_on(organization_id: int, day: date, as_of: datetime | None = None) -> Select[int]:
    """Select the ids of the units directly below one on a day."""
    return open_on(day, as_of).where(Placement.parent_id == organization_id)


def outline(
    session: Session, organization_id: int | None, day: date, as_of: datetime | None = None
) -> list[Unit]:
    """List a unit's sub-tree of a day (or the whole tree) as one reads it, parents first."""
    rows = session.execute(
        select(Organization, OrganizationName.name, Placement.path, Placement.parent_id)
        .join(Placement, Placement.organization_id == Organization.id)
        .join(OrganizationName, OrganizationName.organization_id == Organization.id)
        .where(holds_on(Placement, day), as_known(Placement, as_of))
        .where(holds_on(OrganizationName, day), as_known(OrganizationName, as_of))
    ).all()
    codes = {unit.id: unit.code for unit, *_ in rows}
    lines = []
    for unit, name, path, parent_id in rows:
        ids = ids_of(path)
        if organization_id is None or organization_id in ids:
            depth = len(ids) - 1 - (ids.index(organization_id) if organization_id else 0)
            shown = Unit(unit.id, unit.code, name, unit.level, parent_id, depth)
            lines.append(([codes.get(each, "") for each in ids], shown))
    return [shown for _, shown in sorted(lines, key=lambda line: line[0])]
