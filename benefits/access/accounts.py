"""Making, resetting and disabling the accounts of officers, managers, cashiers and members."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import invitation, passwords, second_factor, sessions, throttling
from benefits.access.logins import (
    MADE_BY_US,
    login_of_cashier,
    login_of_member,
    login_of_person,
    normal_login,
)
from benefits.access.models import Account, AccountRole, Role
from benefits.access.roles import refuse_twice
from benefits.access.words import new_code
from benefits.errors import Conflict, NotFound, Refusal
from benefits.periods import day_of


@dataclass(frozen=True, slots=True)
class Added:
    """A new account, its role, and the first secret: shown or printed once, kept nowhere."""

    account: Account
    role: AccountRole
    secret: str


class Place(TypedDict, total=False):
    """Where somebody with a password acts: at a unit, or for a partner."""

    organization_id: int
    partner_id: int


def add_officer(
    session: Session,
    *,
    login: str,
    name: str,
    organization_id: int,
    now: datetime,
    secret: str | None = None,
) -> Added:
    """Let someone act for a unit and everything below it."""
    place: Place = {"organization_id": organization_id}
    return add_person(session, Role.OFFICER, place, login=login, name=name, now=now, secret=secret)


def add_manager(
    session: Session,
    *,
    login: str,
    name: str,
    partner_id: int,
    now: datetime,
    secret: str | None = None,
) -> Added:
    """Let someone run every outlet of a partner."""
    place: Place = {"partner_id": partner_id}
    return add_person(session, Role.MANAGER, place, login=login, name=name, now=now, secret=secret)


def add_person(
    session: Session,
    role: Role,
    place: Place,
    *,
    login: str,
    name: str,
    now: datetime,
    secret: str | None = None,
    since: date | None = None,
) -> Added:
    """Make an account with a password and let it act at one place, from a day on."""
    account, given = open_account(session, login=login, name=name, secret=secret, now=now)
    made = give_role(session, account, role, now, valid_from=since, **place)
    return Added(account, made, given)


def add_cashier(
    session: Session, *, name: str, outlet_id: int, now: datetime, secret: str | None = None
) -> Added:
    """Let someone sell at one outlet, with a PIN on its enrolled phones."""
    login = login_of_cashier(outlet_id, new_code(8))
    account, given = _with_pin(session, login, name, secret, now=now)
    role = give_role(session, account, Role.CASHIER, now, outlet_id=outlet_id)
    return Added(account, role, given)


def add_member(
    session: Session, *, name: str, member_id: int, now: datetime, secret: str | None = None
) -> Added:
    """Let a member look at the own card: the card's typed code and a PIN."""
    login = login_of_member(member_id)
    account, given = _with_pin(session, login, name, secret, now=now)
    return Added(account, give_role(session, account, Role.MEMBER, now, member_id=member_id), given)


def open_account(
    session: Session, *, login: str, name: str, now: datetime, secret: str | None = None
) -> tuple[Account, str]:
    """Make the account of a person with a password, who may act nowhere yet."""
    known_as = login_of_person(login)
    if secret is not None:
        passwords.check_password(secret, login=known_as)
    given = secret or passwords.new_password()
    made = _open(session, known_as, name, given, now=now)
    made.must_change = secret is None
    return made, given


def open_uninvited(session: Session, *, login: str, name: str, now: datetime) -> Account:
    """Make the account of a person whom no password lets in yet: a letter will bring the first."""
    made = _open(session, login_of_person(login), name, None, now=now)
    made.must_change = True
    return made


def person_account(session: Session, login: str) -> Account | None:
    """Find the account of a person with a password; a card's or a cashier's is none."""
    return session.scalar(select(Account).where(Account.login == login_of_person(login)))


def give_role(
    session: Session,
    account: Account,
    role: Role,
    now: datetime,
    *,
    organization_id: int | None = None,
    partner_id: int | None = None,
    outlet_id: int | None = None,
    member_id: int | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> AccountRole:
    """Let an account act as one thing more, at exactly one place; from today on, if unsaid."""
    made = AccountRole(
        account_id=account.id,
        role=role,
        organization_id=organization_id,
        partner_id=partner_id,
        outlet_id=outlet_id,
        member_id=member_id,
        valid_from=valid_from or day_of(now),
        valid_until=valid_until,
    )
    if valid_until is not None and valid_until <= made.valid_from:
        raise Refusal("ends_before_it_begins")
    refuse_twice(session, made)
    session.add(made)
    session.flush()  # callers open a session in the new role at once
    return made


def account_of(session: Session, login: str) -> Account:
    found = session.scalar(select(Account).where(Account.login == normal_login(login)))
    if found is None:
        raise NotFound("unknown_login", login=login)
    return found


def member_account(session: Session, member_id: int) -> Account | None:
    return session.scalar(select(Account).where(Account.login == login_of_member(member_id)))


def reset(session: Session, account: Account, now: datetime, *, secret: str | None = None) -> str:
    """Give a new first secret, forget the second factor, and sign every browser out.

    Whoever gives it vouches for who gets it, who need not wait for mistyping the old one.
    """
    has_pin = account.login.startswith(MADE_BY_US)
    given = secret or (passwords.new_pin() if has_pin else passwords.new_password())
    account.secret_hash = passwords.hash_secret(given)
    account.must_change = not has_pin
    invitation.void(session, [account.id], now)
    throttling.let_try(session, account.login)
    forget_second_factor(session, account, now)
    return given


def forget_second_factor(session: Session, account: Account, now: datetime) -> None:
    """Let someone who lost the phone set another up, after signing in anew everywhere."""
    second_factor.turn_off(session, account)
    sessions.revoke_all(session, account.id, now)


def change_secret(account: Account, secret: str) -> None:
    """Set the password or PIN someone has chosen for an own account.

    A first password is no choice: the paper it stands on would open the account for ever.
    """
    if account.login.startswith(MADE_BY_US):
        passwords.check_pin(secret)
    else:
        passwords.check_password(secret, login=account.login)
        if account.must_change and passwords.is_right(account.secret_hash, secret):
            raise Refusal("password_is_first")
    account.secret_hash = passwords.hash_secret(secret)
    account.must_change = False


def disable(session: Session, account: Account, now: datetime) -> None:
    account.disabled_at = now
    sessions.revoke_all(session, account.id, now)


def enable(account: Account) -> None:
    account.disabled_at = None


def _with_pin(
    session: Session, login: str, name: str, secret: str | None, *, now: datetime
) -> tuple[Account, str]:
    if secret is not None:
        passwords.check_pin(secret)
    given = secret or passwords.new_pin()
    return _open(session, login, name, given, now=now), given


def _open(session: Session, login: str, name: str, secret: str | None, *, now: datetime) -> Account:
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        raise Conflict("login_taken", login=login)
    made = Account(
        login=login,
        name=name.strip(),
        secret_hash=None if secret is None else passwords.hash_secret(secret),
        created_at=now,
    )
    session.add(made)
    session.flush()  # its role needs its key
    return made
