"""People whom a unit took over from another, and on whose list it has not been since."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select
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


def took_over(
    late: ColumnElement[bool], first: date, day: date, unit_id: int | None = None
) -> ColumnElement[bool]:
    """Tell of units whether they took people of a late one over between two days, yet unseen.

    Also by way of others into which those merged before, as long as nobody looked in between.
    Asked of one unit alone, no other's people are looked through.
    """
    behind = _behind(late, day)
    merged = _merged(day).where(
        Succession.day > first,
        Succession.successor_id == Organization.id,
        Succession.predecessor_id.in_(behind),
    )
    founded = _founded(first, day, behind)
    if unit_id is not None:
        founded = founded.where(Placement.organization_id == unit_id)
    return or_(merged.exists(), Organization.id.in_(founded))


def _behind(late: ColumnElement[bool], day: date) -> Select[int]:
    """Select the late units, and those in which people of one are unseen since they merged."""
    found = select(Organization.id).where(late).cte("behind", recursive=True)
    merged = _merged(day).subquery("merged")
    heirs = select(merged.c.heir).join_from(found, merged, merged.c.former == found.c.id)
    return select(found.union(heirs).c.id)


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


def _founded(first: date, day: date, behind: Select[int]) -> Select[int]:
    """Select the units whose people were in one that is behind until the day of their founding.

    One of its people is enough: thousands may have come, and hardly ever is nobody behind.
    """
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
    somebody = (
        select(Membership.member_id)
        .join(before, was)
        .where(came, before.organization_id != Placement.organization_id)
        .where(before.organization_id.in_(behind))
    )
    return select(Placement.organization_id).where(
        *(as_known(Placement), Placement.valid_from > first, Placement.valid_from <= day),
        *(is_first, ~seen, somebody.correlate(Placement).exists()),
    )
