"""Handing a unit over after a congress: one officer's role ends the day another's begins."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access.accounts import give_role
from benefits.access.models import Account, AccountRole, Role
from benefits.access.roles import end_role, not_over_on
from benefits.errors import Conflict, Refusal
from benefits.periods import day_of


def hand_over(
    session: Session, role: AccountRole, successor: Account, *, day: date, now: datetime
) -> AccountRole:
    """End an officer's role on a day; the successor's goes on for as long as it was to last."""
    if successor.id == role.account_id:
        raise Refusal("hand_over_to_oneself")
    if successor.disabled_at is not None:
        raise Conflict("successor_is_locked")
    if day < max(day_of(now), role.valid_from):
        raise Refusal("day_is_past")
    until, organization_id = role.valid_until, role.organization_id
    end_role(session, role, day)
    held = _held_on(session, successor, organization_id, day)
    if held is not None:
        held.valid_until = _later(held.valid_until, until)
        return held
    return give_role(
        session,
        successor,
        Role.OFFICER,
        now,
        organization_id=organization_id,
        valid_from=day,
        valid_until=until,
    )


def _later(one: date | None, other: date | None) -> date | None:
    """Return the later of two ends; what has none lasts longest."""
    return None if one is None or other is None else max(one, other)


def _held_on(
    session: Session, successor: Account, organization_id: int | None, day: date
) -> AccountRole | None:
    """Find the role a successor who helped before has at the unit, now or later."""
    held = session.scalars(
        select(AccountRole)
        .where(
            AccountRole.account_id == successor.id,
            AccountRole.organization_id == organization_id,
            not_over_on(day),
        )
        .order_by(AccountRole.valid_from.desc())
    ).first()
    if held is not None and held.valid_from > day:
        held.valid_from = day
    return held
