"""Dated roles: what an account may act as, on which face and on which days."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from benefits.access.models import Account, AccountRole, Face, Role
from benefits.errors import Conflict
from benefits.periods import ONE_DAY

FACES: Final[Mapping[Role, Face]] = {
    Role.OFFICER: Face.DESK,
    Role.MANAGER: Face.PARTNER,
    Role.CASHIER: Face.PARTNER,
    Role.MEMBER: Face.MEMBER,
}


# Before all days: a role that is taken back counts on none, but its account stays known there.
NEVER_FROM: Final = date.min
NEVER_UNTIL: Final = date.min + ONE_DAY

Day = date | ColumnElement[date]


def holds_on(day: Day) -> ColumnElement[bool]:
    return and_(AccountRole.valid_from <= day, not_over_on(day))


def not_over_on(day: Day) -> ColumnElement[bool]:
    """Roles that hold on a day, or will."""
    return AccountRole.valid_until.is_(None) | (AccountRole.valid_until > day)


def roles_of(account_id: int, face: Face, day: date) -> Select[AccountRole]:
    """The roles an account may take on at a face that day, the eldest first."""
    known_here = [role for role, where in FACES.items() if where is face]
    return (
        select(AccountRole)
        .where(
            AccountRole.account_id == account_id,
            AccountRole.role.in_(known_here),
            holds_on(day),
        )
        .order_by(AccountRole.valid_from, AccountRole.id)
    )


def begins_on(session: Session, account_id: int, face: Face, day: date) -> date | None:
    """Return the first day after one on which an account has a role at a face, if there is any."""
    known_here = [role for role, where in FACES.items() if where is face]
    coming = select(func.min(AccountRole.valid_from)).where(
        AccountRole.account_id == account_id,
        AccountRole.role.in_(known_here),
        AccountRole.valid_from > day,
    )
    return session.scalar(coming)


def end_role(session: Session, role: AccountRole, day: date) -> None:
    """Let a role end; whoever acts in it is out at the next request of that day.

    One that would not have lasted a day is taken back: it counts on no day.
    Of two who end it at once, the second finds it ended.
    """
    held = select(AccountRole).where(AccountRole.id == role.id).with_for_update()
    if session.scalar(held.execution_options(populate_existing=True)) is None:
        raise Conflict("role_has_ended")
    if is_over(role, day):
        raise Conflict("role_has_ended")
    if role.valid_from < day:
        role.valid_until = day
    else:
        role.valid_from, role.valid_until = NEVER_FROM, NEVER_UNTIL


def is_over(role: AccountRole, day: date) -> bool:
    return role.valid_until is not None and role.valid_until <= day


def was_taken_back(role: AccountRole) -> bool:
    return role.valid_until == NEVER_UNTIL


def was_ever_held() -> ColumnElement[bool]:
    """Roles that were not taken back before a day of theirs was over."""
    return AccountRole.valid_until.is_distinct_from(NEVER_UNTIL)


def refuse_twice(session: Session, role: AccountRole) -> None:
    """Refuse a role of which the account holds the like on one of the same days."""
    same = [
        getattr(AccountRole, name) == value
        for name in ("organization_id", "partner_id", "outlet_id", "member_id")
        if (value := getattr(role, name)) is not None
    ]
    held = select(AccountRole.id).where(
        AccountRole.account_id == role.account_id, *same, not_over_on(role.valid_from)
    )
    if role.valid_until is not None:
        held = held.where(AccountRole.valid_from < role.valid_until)
    if session.scalar(held.limit(1)) is not None:
        raise Conflict("role_held_already")


def is_last_officer(session: Session, role: AccountRole, day: date) -> bool:
    """Tell whether a unit would have nobody on some day to come, were this role to end on a day.

    Days after the role's own end do not count. Holds the rows, so that two officers cannot each
    rely on the other and both leave.
    """
    if role.organization_id is None:
        return False
    others = (
        select(AccountRole)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.organization_id == role.organization_id,
            AccountRole.role == Role.OFFICER,
            AccountRole.id != role.id,
            Account.disabled_at.is_(None),
            not_over_on(day),
        )
        .with_for_update(of=AccountRole)
        .execution_options(populate_existing=True)
    )
    return not _cover(session.scalars(others), day, role.valid_until)


def _cover(roles: Iterable[AccountRole], day: date, until: date | None) -> bool:
    """Tell whether roles follow each other without a gap from a day to another, or for ever."""
    reached: date = day
    for role in sorted(roles, key=lambda each: each.valid_from):
        if role.valid_from > reached:
            return False
        if role.valid_until is None:
            return True
        reached = max(reached, role.valid_until)
        if until is not None and reached >= until:
            return True
    return False
