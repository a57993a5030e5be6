"""Signed-in browsers: a random word in the cookie, a row here, gone the moment it is revoked.

A shift lasts no longer than the browser in which it was begun.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, bindparam, select, update
from sqlalchemy.orm import Session

from benefits.access import shifts
from benefits.access.actors import Actor
from benefits.access.models import (
    Account,
    AccountRole,
    Device,
    Face,
    Role,
    Shift,
    WebSession,
)
from benefits.access.words import hash_of, new_word
from benefits.periods import day_of

HALF_WAY: Final = timedelta(minutes=10)
LIFETIMES: Final[Mapping[Role, timedelta]] = {
    Role.OFFICER: timedelta(hours=12),
    Role.MANAGER: timedelta(days=30),
    Role.CASHIER: shifts.LONGEST,
    Role.MEMBER: timedelta(days=180),
}

# Put together once: every request of whoever is signed in asks this.
_BEHIND: Final = (
    select(WebSession, Account, AccountRole, Device, Shift)
    .join(Account, WebSession.account_id == Account.id)
    .outerjoin(AccountRole, WebSession.role_id == AccountRole.id)
    .outerjoin(Device, WebSession.device_id == Device.id)
    .outerjoin(Shift, WebSession.shift_id == Shift.id)
    .where(WebSession.token_hash == bindparam("word"), WebSession.face == bindparam("of_face"))
)


def open_session(
    session: Session,
    *,
    account: Account,
    role: AccountRole | None,
    face: Face,
    now: datetime,
    device: Device | None = None,
    shift: Shift | None = None,
) -> str:
    """Sign a browser in and return the word for its cookie; without a role it is half-way in."""
    word = new_word()
    session.add(
        WebSession(
            token_hash=hash_of(word),
            face=face,
            account_id=account.id,
            role_id=None if role is None else role.id,
            device_id=None if device is None else device.id,
            shift_id=None if shift is None else shift.id,
            created_at=now,
            expires_at=now + (HALF_WAY if role is None else LIFETIMES[role.role]),
        )
    )
    return word


def find_actor(session: Session, face: Face, word: str, now: datetime) -> Actor | None:
    """Return who a browser's word speaks for, if everything it rests on still holds."""
    found = session.execute(_BEHIND, {"word": hash_of(word), "of_face": face}).one_or_none()
    if found is None:
        return None
    row, account, role, device, shift = found
    actor = Actor(account=account, role=role, session=row, device=device, shift=shift)
    return actor if _still_holds(actor, now) else None


def actor_in_role(
    session: Session, account_id: int | None, role_id: int | None, now: datetime
) -> Actor | None:
    """Return who acts for an account in one of its roles, if both still hold."""
    found = session.execute(
        select(Account, AccountRole)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.id == account_id, AccountRole.id == role_id)
    ).one_or_none()
    if found is None or found[0].disabled_at is not None or not _covers(found[1], now):
        return None
    return Actor(account=found[0], role=found[1])


def _still_holds(actor: Actor, now: datetime) -> bool:
    row, account, role = actor.session, actor.account, actor.role
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        return False
    if account is None or account.disabled_at is not None:
        return False
    if role is not None and not _covers(role, now):
        return False
    if isinstance(actor.device, Device) and actor.device.revoked_at is not None:
        return False
    return actor.shift is None or actor.shift.closed_at is None


def _covers(role: AccountRole, now: datetime) -> bool:
    day = day_of(now)
    return role.valid_from <= day and (role.valid_until is None or day < role.valid_until)


def sessions_of(account_id: int, now: datetime) -> Select[WebSession, Device]:
    """Browsers in which an account is signed in, and the enrolled phone where it is one."""
    return (
        select(WebSession, Device)
        .outerjoin(Device, WebSession.device_id == Device.id)
        .where(
            WebSession.account_id == account_id,
            WebSession.revoked_at.is_(None),
            WebSession.expires_at > now,
        )
        .order_by(WebSession.created_at.desc())
    )


def switch_role(row: WebSession, role: AccountRole) -> None:
    """Go on in another role of the same account."""
    if role.account_id != row.account_id:
        raise ValueError("another account's role")
    row.role_id = role.id


def revoke(session: Session, word: str, now: datetime) -> None:
    _end(session, now, WebSession.token_hash == hash_of(word))


def revoke_all(session: Session, account_id: int, now: datetime, *, but: str = "") -> None:
    """Sign an account out everywhere, except in the browser whose word hash is given."""
    _end(session, now, WebSession.account_id == account_id, WebSession.token_hash != but)


def revoke_members(
    session: Session, member_ids: Iterable[int], now: datetime, *, but: str = ""
) -> None:
    """Sign the accounts of some members out everywhere, except in the browser that is named."""
    theirs = select(AccountRole.account_id).where(AccountRole.member_id.in_([*member_ids]))
    _end(session, now, WebSession.account_id.in_(theirs), WebSession.token_hash != but)


def revoke_device(session: Session, device_id: int, now: datetime) -> None:
    _end(session, now, WebSession.device_id == device_id)


def _end(session: Session, now: datetime, *which: ColumnElement[bool]) -> None:
    ending = (*which, WebSession.revoked_at.is_(None))
    theirs = select(WebSession.shift_id).where(*ending, WebSession.shift_id.is_not(None))
    shifts.close(session, now, Shift.id.in_(theirs))
    session.execute(update(WebSession).where(*ending).values(revoked_at=now))
