"""Parts of a union so small that what is said of their people is said of one of them.

A CĐCS has five members or more, or it could not be founded; its parts may have one. Of those no
use is told by itself, nor is it said of any which part it was of.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy import func, or_, select

from benefits.desk import scope
from benefits.members import Membership
from benefits.organization import Level, Organization
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


def parts_among(unit_ids: Collection[int]) -> frozenset[int]:
    """Tell which of some units are parts of a CĐCS."""
    parts = select(Organization.id).where(
        Organization.id.in_(unit_ids), Organization.level == Level.BO_PHAN
    )
    return frozenset(current.session().scalars(parts))
