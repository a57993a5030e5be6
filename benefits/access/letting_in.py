"""The one PIN with which a member is let in, and shut out."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from benefits.access import accounts, sessions, throttling
from benefits.access.logins import login_of_member
from benefits.access.models import Account, AccountRole, Face, Role
from benefits.access.roles import roles_of
from benefits.periods import day_of


def let_in(
    session: Session, member_id: int, pin: str, *, name: str, now: datetime
) -> tuple[Account, AccountRole]:
    """Give a member this PIN, and sign other browsers out."""
    account = accounts.member_account(session, member_id)
    if account is None:
        added = accounts.add_member(session, name=name, member_id=member_id, now=now, secret=pin)
        return added.account, added.role
    accounts.change_secret(account, pin)
    sessions.revoke_all(session, account.id, now)
    throttling.let_try(session, account.login)
    return account, _role(session, account, member_id, now)


def shut_out(session: Session, member_id: int, now: datetime) -> bool:
    """Forget a member's PIN and sign every browser out; tell whether there was an account."""
    account = accounts.member_account(session, member_id)
    if account is None:
        return False
    account.secret_hash = None
    sessions.revoke_all(session, account.id, now)
    return True


def leave_one_pin(
    session: Session, account: Account, member_ids: Iterable[int], now: datetime
) -> None:
    """Let no PIN but this account's lead to a person's records, and sign the others out."""
    for each in member_ids:
        if login_of_member(each) != account.login:
            shut_out(session, each, now)


def _role(session: Session, account: Account, member_id: int, now: datetime) -> AccountRole:
    held = session.scalars(roles_of(account.id, Face.MEMBER, day_of(now))).first()
    return held or accounts.give_role(session, account, Role.MEMBER, now, member_id=member_id)
