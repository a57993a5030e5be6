"""Dated roles: what an account may act as, on which face and on which days."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from benefits.access.models import AccountRole, Face, Role

FACES: Final[Mapping[Role, Face]] = {
    Role.OFFICER: Face.DESK,
    Role.MANAGER: Face.PARTNER,
    Role.CASHIER: Face.PARTNER,
    Role.MEMBER: Face.MEMBER,
}


def holds_on(day: date) -> ColumnElement[bool]:
    return and_(
        AccountRole.valid_from <= day,
        AccountRole.valid_until.is_(None) | (AccountRole.valid_until > day),
    )


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


def end_role(session: Session, role: AccountRole, day: date) -> None:
    """Let a role end; whoever acts in it is out at the next request of that day."""
    if role.valid_from >= day:
        session.delete(role)
    else:
        role.valid_until = day
