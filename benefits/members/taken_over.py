"""People whom a unit took over from another, and on whose list it has not been since."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, select, union
from sqlalchemy.orm import aliased

from benefits.database.days import vietnamese_day
from benefits.members.models import Confirmation, Membership
from benefits.organization import Organization, Placement, Succession, as_known


def late_since(since: datetime) -> ColumnElement[bool]:
    """Tell of units whether they were known by an instant, and not confirmed since."""
    confirmed = exists().where(
        Confirmation.organization_id == Organization.id, Confirmation.confirmed_at >= since
    )
    known = exists().where(Placement.organization_id == Organization.id, Placement.known_at < since)
    return known & ~confirmed


def unseen(first: date, day: date) -> Select[int, int]:
    """Select which unit took people over from which between two days, and has not confirmed since.

    It goes back through those that merged before, as long as nobody looked in between.
    """
    near = union(_merged(day).where(Succession.day > first), _founded(first, day)).subquery("near")
    took = select(near.c.heir, near.c.former).cte("took", recursive=True)
    merged = _merged(day).subquery("merged")
    before = select(took.c.heir, merged.c.former).join_from(
        took, merged, merged.c.heir == took.c.former
    )
    chain = took.union(before)
    return select(chain.c.heir, chain.c.former)


def _merged(day: date) -> Select[int, int]:
    """Select mergers by which people went on, and the list that was not confirmed with them."""
    seen = exists().where(
        Confirmation.organization_id == Succession.successor_id,
        vietnamese_day(Confirmation.confirmed_at) >= Succession.day,
        Confirmation.confirmed_at >= Succession.known_at,
    )
    went = exists().where(
        Membership.organization_id == Succession.predecessor_id,
        Membership.valid_until == Succession.day,
    )
    told = select(Succession.successor_id.label("heir"), Succession.predecessor_id.label("former"))
    return told.where(as_known(Succession), Succession.day <= day, went, ~seen)


def _founded(first: date, day: date) -> Select[int, int]:
    """Select the units whose people were another's until the day of their founding."""
    earlier, before = aliased(Placement), aliased(Membership)
    is_first = ~exists().where(
        earlier.organization_id == Placement.organization_id,
        earlier.superseded_at.is_(None),
        earlier.valid_from < Placement.valid_from,
    )
    seen = exists().where(Confirmation.organization_id == Placement.organization_id)
    came = (Membership.organization_id == Placement.organization_id) & (
        Membership.valid_from == Placement.valid_from
    )
    was = (before.member_id == Membership.member_id) & (before.valid_until == Membership.valid_from)
    told = select(Placement.organization_id.label("heir"), before.organization_id.label("former"))
    return (
        told.join(Membership, came)
        .join(before, was)
        .where(as_known(Placement), Placement.valid_from > first, Placement.valid_from <= day)
        .where(before.organization_id != Placement.organization_id, is_first, ~seen)
        .distinct()
    )
