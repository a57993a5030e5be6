"""Mending how the owner of an account is called, and what he types to sign in."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import accounts, sessions
from benefits.access.logins import login_of_person
from benefits.access.models import Account
from benefits.errors import Conflict


class Corrected(NamedTuple):
    """What became other than it was; a `secret` where a letter with the old login was open."""

    fields: tuple[str, ...] = ()
    secret: str | None = None


def rename(account: Account, name: str) -> Corrected:
    """Write a name as it should be; whoever is signed in stays so. No name changes nothing."""
    wanted = name.strip()
    if wanted in {"", account.name}:
        return Corrected()
    account.name = wanted
    return Corrected(("name",))


def correct(
    session: Session, account: Account, *, name: str, login: str, now: datetime
) -> Corrected:
    """Write a name and a login as they should be.

    Another login signs every browser out: whoever read the old one may be somebody else. For the
    same reason a first password that waits for its owner opens nothing any more, and another is
    given. A password of the owner's own stays.
    """
    known_as = login_of_person(login)
    if known_as == account.login:
        return rename(account, name)
    login_of_person(account.login)  # a card's or a cashier's is ours, and no person's to change
    if session.scalar(select(Account.id).where(Account.login == known_as)) is not None:
        raise Conflict("login_taken", login=known_as)
    fields = (*rename(account, name).fields, "login")
    account.login = known_as
    session.flush()  # of two who take a login at once, one learns it here
    if account.must_change:
        return Corrected(fields, accounts.reset(session, account, now))
    sessions.revoke_all(session, account.id, now)
    return Corrected(fields)
