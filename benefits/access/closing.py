"""Officers of units that close: out of their roles on a day, or along to another unit, and back."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Select, exists, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from benefits.access.models import Account, AccountRole, Role
from benefits.access.roles import NEVER_FROM, NEVER_UNTIL, end_role, is_last_officer, not_over_on
from benefits.periods import ONE_DAY


def officers_at(unit_ids: Collection[int], day: date) -> Select[AccountRole, Account]:
    """Officers of some units who still are on a day, or come later."""
    return (
        select(AccountRole, Account)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.role == Role.OFFICER,
            AccountRole.organization_id.in_(unit_ids),
            not_over_on(day),
        )
        .order_by(AccountRole.organization_id, AccountRole.id)
    )


def end_roles_at(session: Session, unit_ids: Collection[int], day: date) -> int:
    """End the roles at some units on a day; those that would not last one are taken back."""
    here = (
        AccountRole.role == Role.OFFICER,
        AccountRole.organization_id.in_(unit_ids),
        not_over_on(day),
    )
    never = list(
        session.scalars(select(AccountRole.id).where(*here, AccountRole.valid_from >= day))
    )
    none_of_it = {"valid_from": NEVER_FROM, "valid_until": NEVER_UNTIL}
    session.execute(update(AccountRole).where(AccountRole.id.in_(never)).values(**none_of_it))
    session.flush()
    ends = {"valid_until": day, "otherwise_until": AccountRole.valid_until}
    ending = update(AccountRole).where(*here).values(**ends)
    ended = session.connection().execute(ending).rowcount
    session.expire_all()
    return len(never) + ended


def take_along(session: Session, heirs: Mapping[int, int], day: date) -> int:
    """Give the officers of units that close the same role at the heirs of their units.

    Whoever has it there already keeps what there is. Call it before the old roles are ended.
    """
    found = session.execute(officers_at(heirs, day)).all()
    held = {
        (role.account_id, role.organization_id)
        for role, _account in session.execute(officers_at(set(heirs.values()), day))
    }
    rows: dict[tuple[int, int], dict[str, object]] = {}
    for role, account in found:
        place = (role.account_id, heirs[role.organization_id or 0])
        if account.disabled_at is None and place not in held:
            rows.setdefault(place, _like(role, place[1], day))
    if rows:
        session.execute(insert(AccountRole), list(rows.values()))
    return len(rows)


def undo_closing(session: Session, unit_id: int, places: Collection[int], day: date) -> None:
    """Let officers keep their roles at a unit that does not close on a day to come after all.

    `places` are the units at which they were to have the same role from then on.
    """
    given = {
        role.account_id: role
        for role, _account in session.execute(officers_at(places, day))
        if role.valid_from == day
    }
    for role, _account in session.execute(officers_at([unit_id], day - ONE_DAY)).all():
        if role.valid_until == day:
            instead = given.get(role.account_id)
            role.valid_until = instead.valid_until if instead else role.otherwise_until
            role.otherwise_until = None
            if instead is not None:
                session.delete(instead)
    session.flush()


def could_return(unit_id: int, out_on: date, day: date) -> Select[AccountRole, Account]:
    """Officers of a unit whose roles ended with it on a day, and who have none there from another.

    Whoever would be in office no longer by then stays away, as does a locked account.
    """
    other = aliased(AccountRole)
    is_there = exists().where(
        other.account_id == AccountRole.account_id,
        other.organization_id == unit_id,
        or_(other.valid_until.is_(None), other.valid_until > day),
    )
    return (
        select(AccountRole, Account)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.role == Role.OFFICER,
            AccountRole.organization_id == unit_id,
            AccountRole.valid_until == out_on,
            or_(AccountRole.otherwise_until.is_(None), AccountRole.otherwise_until > day),
            Account.disabled_at.is_(None),
            ~is_there,
        )
        .order_by(AccountRole.id)
    )


def bring_back(
    session: Session, unit_id: int, out_on: date, day: date, *, places: Collection[int]
) -> int:
    """Give officers their roles at a unit again from a day on; return how many came back.

    What they were given instead, at one of `places`, ends then, unless nobody else were left there.
    """
    found = session.execute(could_return(unit_id, out_on, day)).all()
    for role, account in found:
        until, role.otherwise_until = role.otherwise_until, None
        if day == out_on:
            role.valid_until = until
        else:
            session.add(_again(role, day, until))
        session.flush()
        _leave(session, account, places, out_on, day)
    return len(found)


def _again(role: AccountRole, day: date, until: date | None) -> AccountRole:
    return AccountRole(
        account_id=role.account_id,
        role=role.role,
        organization_id=role.organization_id,
        valid_from=day,
        valid_until=until,
    )


def _leave(
    session: Session, account: Account, places: Collection[int], since: date, day: date
) -> None:
    """End what somebody was given on a day in place of a role that closed."""
    instead = officers_at(places, day).where(
        AccountRole.account_id == account.id, AccountRole.valid_from == since
    )
    for role, _account in session.execute(instead).all():
        if not is_last_officer(session, role, day):
            end_role(session, role, day)


def _like(role: AccountRole, unit_id: int, day: date) -> dict[str, object]:
    return {
        "account_id": role.account_id,
        "role": role.role,
        "organization_id": unit_id,
        "valid_from": max(day, role.valid_from),
        "valid_until": role.valid_until,
    }
