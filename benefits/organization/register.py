"""Units as the register knows them: founded on a day, found by code, named by day."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from benefits.errors import Conflict, NotFound
from benefits.organization.known import as_known
from benefits.organization.models import (
    TOP,
    Level,
    Organization,
    OrganizationName,
    Placement,
)


def establish(
    session: Session,
    code: str,
    name: str,
    level: Level,
    parent: Organization | None,
    *,
    day: date,
    now: datetime,
) -> Organization:
    """Found a unit from `day` on, below a parent that is open from then on."""
    if find(session, code) is not None:
        raise Conflict("organization_code_taken", organization=code)
    unit = Organization(code=code, level=level)
    session.add(unit)
    session.flush()  # the path holds the key
    session.add(OrganizationName(organization_id=unit.id, name=name, valid_from=day, known_at=now))
    for above, valid_from, valid_until in _places(session, parent, day):
        session.add(
            Placement(
                organization_id=unit.id,
                parent_id=parent.id if parent else None,
                path=f"{above}{unit.id}{TOP}",
                valid_from=valid_from,
                valid_until=valid_until,
                known_at=now,
            )
        )
    session.flush()
    return unit


def find(session: Session, code: str) -> Organization | None:
    return session.scalar(select(Organization).where(Organization.code == code))


def by_code(session: Session, code: str) -> Organization:
    unit = find(session, code)
    if unit is None:
        raise NotFound("unknown_organization", organization=code)
    return unit


def name_on(
    session: Session, organization_id: int, day: date, as_of: datetime | None = None
) -> str:
    """Return what a unit was called on a day."""
    return names_on(session, [organization_id], day, as_of).get(organization_id, "")


def names_on(
    session: Session,
    organization_ids: Iterable[int] | None,
    day: date,
    as_of: datetime | None = None,
) -> dict[int, str]:
    """Return the names of a day (of all units without `organization_ids`).

    Before a unit's first name that one is given, so that whoever is listed has a name.
    """
    asked: dict[str, object] = {"on": day}
    if organization_ids is not None:
        asked["units"] = list(organization_ids)
    if as_of is not None:
        asked["as_of"] = as_of
    later, started = _named(is_of_some=organization_ids is not None, is_as_of=as_of is not None)
    names = dict(session.execute(later, asked).all())
    names.update(session.execute(started, asked).all())
    return names


@cache
def _named(*, is_of_some: bool, is_as_of: bool) -> tuple[Select[int, str], Select[int, str]]:
    """Put together once what nearly every page asks: names that begin after a day, and by it."""
    chosen = select(OrganizationName.organization_id, OrganizationName.name).where(
        as_known(OrganizationName, bindparam("as_of") if is_as_of else None)
    )
    if is_of_some:
        units: BindParameter[Any] = bindparam("units", expanding=True)
        chosen = chosen.where(OrganizationName.organization_id.in_(units))
    on: BindParameter[date] = bindparam("on")
    begins = OrganizationName.valid_from
    return (
        chosen.where(begins > on).order_by(begins.desc()),
        chosen.where(begins <= on).order_by(begins),
    )


def _places(
    session: Session, parent: Organization | None, day: date
) -> list[tuple[str, date, date | None]]:
    """Return the parent's paths from `day` on, without a gap and without an end."""
    if parent is None:
        return [(TOP, day, None)]
    stands = session.scalars(
        select(Placement)
        .where(Placement.organization_id == parent.id, as_known(Placement))
        .order_by(Placement.valid_from)
    )
    places = []
    reached: date | None = day
    for stand in stands:
        until = stand.valid_until
        if reached and stand.valid_from <= reached and (until is None or until > reached):
            places.append((stand.path, reached, until))
            reached = until
    if not places or reached is not None:
        raise Conflict("parent_not_open", organization=parent.code, day=day)
    return places
