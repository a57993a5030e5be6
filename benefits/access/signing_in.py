"""One attempt to sign in: either an account, or a reason that tells a guesser nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import passwords, second_factor, throttling
from benefits.access.logins import normal_login
from benefits.access.models import Account


@dataclass(frozen=True, slots=True)
class Signed:
    """The secret was right; `needs_code` says that it was only the first of two."""

    account: Account
    needs_code: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """`wrong`, or `locked` until an instant."""

    code: str
    until: datetime | None = None


def sign_in(
    session: Session,
    login: str,
    secret: str,
    *,
    now: datetime,
    code: str | None = None,
    address: str | None = None,
) -> Signed | Refused:
    """Check a login and its secret, and the second factor where a code is given.

    Unknown, disabled and wrong take the same time and give the same answer. Failures are
    counted in the caller's transaction, which has to be committed whatever the answer.
    """
    known_as = normal_login(login)
    keys = throttling.keys_of("login", known_as, address)
    if until := throttling.locked_until(session, keys, now):
        return Refused("locked", until)
    account = session.scalar(select(Account).where(Account.login == known_as))
    if not _is_right(account, secret) or account is None:
        return _failed(session, keys, now)
    if account.totp_secret is not None and code is not None:
        return _with_code(session, account, code, keys, now)
    if account.totp_secret is None:
        throttling.forgive(session, keys)
    _renew_hash(account, secret)
    return Signed(account, needs_code=account.totp_secret is not None)


def give_code(
    session: Session, account: Account, code: str, *, now: datetime, address: str | None = None
) -> Signed | Refused:
    """Check the second factor of someone whose secret was right a moment ago."""
    keys = throttling.keys_of("login", account.login, address)
    if until := throttling.locked_until(session, keys, now):
        return Refused("locked", until)
    return _with_code(session, account, code, keys, now)


def _with_code(
    session: Session, account: Account, code: str, keys: tuple[str, ...], now: datetime
) -> Signed | Refused:
    if not second_factor.proves(session, account, code, now):
        return _failed(session, keys, now)
    throttling.forgive(session, keys)
    return Signed(account)


def _is_right(account: Account | None, secret: str) -> bool:
    is_open = account is not None and account.disabled_at is None
    return passwords.is_right(account.secret_hash if account else None, secret) and is_open


def _failed(session: Session, keys: tuple[str, ...], now: datetime) -> Refused:
    throttling.note_failure(session, keys, now)
    return Refused("wrong")


def _renew_hash(account: Account, secret: str) -> None:
    if account.secret_hash and passwords.is_outdated(account.secret_hash):
        account.secret_hash = passwords.hash_secret(secret)
