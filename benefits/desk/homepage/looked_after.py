"""Which units have an officer, and which parts of a CĐCS are looked after by that of the CĐCS."""

from datetime import date

from sqlalchemy import ColumnElement, exists, select

from benefits.access import Account, AccountRole
from benefits.access.roles import holds_on as role_holds_on
from benefits.organization import Level, Organization, Placement, as_known, holds_on


def has_officers(today: date) -> ColumnElement[bool]:
    return exists().where(
        AccountRole.organization_id == Organization.id,
        role_holds_on(today),
        Account.id == AccountRole.account_id,
        Account.disabled_at.is_(None),
    )


def is_looked_after(today: date) -> ColumnElement[bool]:
    """Tell of units whether they are a bộ phận that stands, at any depth, below one with officers.

    Above them everybody needs an officer: nobody else enters what happens there.
    """
    parts = select(Organization.id).where(Organization.level == Level.BO_PHAN)
    stands = (
        Placement.organization_id.in_(parts),
        holds_on(Placement, today),
        as_known(Placement),
    )
    officers = (
        select(AccountRole.organization_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(role_holds_on(today), Account.disabled_at.is_(None))
        .where(AccountRole.organization_id.is_not(None))
    )
    looked_after = (
        select(Placement.organization_id.label("id"))
        .where(*stands, Placement.parent_id.in_(officers))
        .cte("looked_after", recursive=True)
    )
    further = (
        select(Placement.organization_id)
        .join(looked_after, Placement.parent_id == looked_after.c.id)
        .where(*stands)
    )
    return Organization.id.in_(select(looked_after.union(further).c.id))
