"""One attempt to sign in: either an account, or a reason that tells a guesser nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import invitation, passwords, second_factor, throttling
from benefits.access.logins import MADE_BY_US, normal_login
from benefits.access.models import Account
from benefits.access.throttling import Guess, guess_at

# The logins behind what members type: their own, and one for a code that no card bears.
OF_MEMBERS: Final = ("member:", "card:")


@dataclass(frozen=True, slots=True)
class Signed:
    """The secret was right; `needs_code` says that it was only the first of two."""

    account: Account
    needs_code: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """`wrong`, `locked` until an instant, or right but no longer good: `invitation_over`."""

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
    is_typed: bool = False,
    known_browser: str | None = None,
) -> Signed | Refused:
    """Check a login and its secret, and the second factor where a code is given.

    Unknown, disabled and wrong take the same time and give the same answer, and so does a login
    of ours where the login was typed: nobody types one. That a first password is past its end
    learns only who knows it. Failures are counted in the caller's
    transaction, which has to be committed whatever the answer.

    A `known_browser` has proved to be this login's: while others' guesses keep the login or the
    address locked it may try on, as patiently as anybody, and its failures are counted apart.
    """
    known_as = normal_login(login)
    if is_typed and known_as.startswith(MADE_BY_US):
        known_as = f"typed:{known_as}"  # failures here must not make its owner wait
    guess = guess_of(known_as, address)
    until = throttling.locked_until(session, guess, now)
    if until and known_browser is not None:
        guess = guess_beside(known_as, known_browser)
        until = throttling.locked_until(session, guess, now)
    if until:
        return Refused("locked", until)
    account = session.scalar(select(Account).where(Account.login == known_as))
    if not _is_right(account, secret) or account is None:
        return _failed(session, guess, now)
    if account.totp_secret is not None and code is not None:
        return _with_code(session, account, code, guess, now)
    return _let_through(session, account, secret, guess, now)


def give_code(
    session: Session, account: Account, code: str, *, now: datetime, address: str | None = None
) -> Signed | Refused:
    """Check the second factor of someone whose secret was right a moment ago."""
    guess = guess_of(account.login, address)
    if until := throttling.locked_until(session, guess, now):
        return Refused("locked", until)
    return _with_code(session, account, code, guess, now)


def prove_again(
    session: Session,
    account: Account,
    secret: str,
    code: str,
    *,
    now: datetime,
    address: str | None = None,
) -> Signed | Refused:
    """Check the password, and the second factor where there is one, of somebody signed in.

    Not before both are right are earlier failures forgiven: a known password opens no way to
    guess codes.
    """
    guess = guess_of(account.login, address)
    if until := throttling.locked_until(session, guess, now):
        return Refused("locked", until)
    if not passwords.is_right(account.secret_hash, secret):
        return _failed(session, guess, now)
    if account.totp_secret is None:
        throttling.forgive(session, guess)
        return Signed(account)
    answer = _with_code(session, account, code, guess, now)
    return answer if isinstance(answer, Signed) else Refused("wrong_code")


def guess_of(login: str, address: str | None) -> Guess:
    """Name a try at a login; members and those with passwords are counted apart at an address."""
    whose = "members" if login.startswith(OF_MEMBERS) else "people"
    return guess_at("login", login, address and f"{whose} at {address}")


def guess_beside(login: str, known_browser: str) -> Guess:
    """Name a try at a login beside the locks: strangers share an address, never this browser."""
    return guess_of(f"{login} on {known_browser}", None)


def _with_code(
    session: Session, account: Account, code: str, guess: Guess, now: datetime
) -> Signed | Refused:
    if not second_factor.proves(session, account, code, now):
        return _failed(session, guess, now)
    throttling.forgive(session, guess)
    return Signed(account)


def _let_through(
    session: Session, account: Account, secret: str, guess: Guess, now: datetime
) -> Signed | Refused:
    """Take a right secret for the whole, or for the first of two; unless it was good until then."""
    if account.totp_secret is None:
        throttling.forgive(session, guess)
    if invitation.is_over(session, account, now):
        return Refused("invitation_over")
    _renew_hash(account, secret)
    return Signed(account, needs_code=account.totp_secret is not None)


def _is_right(account: Account | None, secret: str) -> bool:
    is_open = account is not None and account.disabled_at is None
    return passwords.is_right(account.secret_hash if account else None, secret) and is_open


def _failed(session: Session, guess: Guess, now: datetime) -> Refused:
    throttling.note_failure(session, guess, now)
    return Refused("wrong")


def _renew_hash(account: Account, secret: str) -> None:
    if account.secret_hash and passwords.is_outdated(account.secret_hash):
        account.secret_hash = passwords.hash_secret(secret)
