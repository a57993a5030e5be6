"""Who stands on the list that a unit confirms, and what tells one such list from another."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from benefits.members.confirming import belong, people_units
from benefits.members.models import EndReason, Member, Membership
from benefits.periods import ONE_DAY

Row = tuple[int, int]
"""The keys of somebody and of the span of days on which they belong to the unit."""


class Looked(NamedTuple):
    """A list as somebody saw it: how many stand on it, and a mark that no other list has."""

    people: int
    mark: str


def is_listed(organization_id: int, today: date) -> ColumnElement[bool]:
    """Tell of spans whether somebody stands on a unit's list by them.

    That is whoever belongs today, but for those whose last day is today: they have left. Where it
    is the unit that ends today, its people have not.
    """
    erased = select(Member.id).where(Member.erased_at.is_not(None))
    return and_(
        Membership.organization_id.in_(people_units(organization_id, today)),
        belong(today),
        _stays(today),
        Membership.member_id.not_in(erased),
    )


def count_listed(session: Session, organization_id: int, today: date) -> int:
    counted = select(func.count()).select_from(Membership)
    return session.scalar(counted.where(is_listed(organization_id, today))) or 0


def look_at(
    session: Session, organization_id: int, today: date, and_also: Iterable[Row] = ()
) -> Looked:
    """Look at the list, or at it as it was with some who have left."""
    on_it = select(Membership.member_id, Membership.id).where(is_listed(organization_id, today))
    rows = {(member, span) for member, span in session.execute(on_it)}
    told = repr(sorted(rows.union(and_also)))
    return Looked(len(rows), hashlib.sha256(told.encode()).hexdigest())


def left_already(  # noqa: PLR0917 - who, from where, and how
    session: Session,
    organization_id: int,
    member_ids: Collection[int],
    today: date,
    day: date,
    reason: EndReason,
) -> list[Row]:
    """Return the spans of those who left a unit just so, and of the relatives who left along."""
    with_them = (Membership.ended_because == EndReason.THEO_DOAN_VIEN) & (
        Membership.relative_of_id.in_(member_ids)
    )
    themselves = (Membership.ended_because == reason) & Membership.member_id.in_(member_ids)
    gone = select(Membership.member_id, Membership.id).where(
        Membership.organization_id.in_(people_units(organization_id, today)),
        Membership.valid_until == day,
        or_(themselves, with_them),
    )
    return [(member, span) for member, span in session.execute(gone)]


def _stays(today: date) -> ColumnElement[bool]:
    """Tell of spans whether they go on after today, or end with the unit and not of themselves.

    Without a reason somebody goes on in another span, or has left.
    """
    later, tomorrow = aliased(Membership), today + ONE_DAY
    goes_on = exists().where(later.member_id == Membership.member_id, later.valid_from == tomorrow)
    until, because = Membership.valid_until, Membership.ended_because
    return or_(
        until.is_(None),
        until != tomorrow,
        because == EndReason.DON_VI_GIAI_THE,
        and_(because.is_(None), goes_on),
    )
