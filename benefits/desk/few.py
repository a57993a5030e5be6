"""Parts of a union so small that what is said of their people is said of one of them.

A CĐCS has five members or more, or it could not be founded; its parts may have one. Of those no
use is told by itself, nor is it said of any which part it was of.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy import func, or_, select

from benefits import organization
from benefits.desk import scope
from benefits.members import Membership
from benefits.organization import Level, Organization, Placement, as_known
from benefits.periods import day_of
from benefits.web import current

FEWEST: Final = 5


def are_few(unit: Organization, first: date, last: date) -> bool:
    """Tell whether a part had so few people during these days."""
    if unit.level is not Level.BO_PHAN:
        return False
    count = select(func.count(Membership.member_id.distinct())).where(
        Membership.organization_id.in_(scope.below(unit.id)),
        Membership.valid_from <= last,
        or_(Membership.valid_until.is_(None), first < Membership.valid_until),
    )
    return (current.session().scalar(count) or 0) < FEWEST


def names_of(unit_ids: Collection[int]) -> dict[int, str]:
    """Name the units of some uses, the small parts of a union by its name."""
    instead = _unions_of(_parts_among(unit_ids))
    session, today = current.session(), day_of(current.now())
    names = organization.names_on(session, {*unit_ids, *instead.values()}, today)
    return names | {part: names.get(union, "") for part, union in instead.items()}


def _unions_of(parts: set[int]) -> dict[int, int]:
    """Say of which unit above them those parts are that have a few people today."""
    if not parts:
        return {}
    session = current.session()
    today = day_of(current.now())
    people = func.count(Membership.member_id.distinct())
    crowded = (
        select(Membership.organization_id)
        .where(Membership.organization_id.in_(parts), Membership.valid_from <= today)
        .where(or_(Membership.valid_until.is_(None), today < Membership.valid_until))
        .group_by(Membership.organization_id)
        .having(people >= FEWEST)
    )
    small = parts - set(session.scalars(crowded))
    stood = select(Placement.organization_id, Placement.path).where(
        Placement.organization_id.in_(small), as_known(Placement)
    )
    paths = dict(session.execute(stood.order_by(Placement.valid_from)).all())
    roads = {part: [int(each) for each in path.split("/") if each] for part, path in paths.items()}
    lower = _parts_among({each for road in roads.values() for each in road})
    return {
        part: next((each for each in reversed(road) if each not in lower), road[0])
        for part, road in roads.items()
    }


def _parts_among(unit_ids: Collection[int]) -> set[int]:
    parts = select(Organization.id).where(
        Organization.id.in_(unit_ids), Organization.level == Level.BO_PHAN
    )
    return set(current.session().scalars(parts))
