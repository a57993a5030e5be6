"""Shifts: a cashier at a phone, from PIN to sign-out, and never longer than a browser stays in."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from benefits.access.actors import Phone
from benefits.access.models import Account, AccountRole, Device, Role, Shift
from benefits.access.roles import holds_on
from benefits.database import new_uuid
from benefits.errors import NotAllowed
from benefits.folding import clean
from benefits.periods import day_of

LONGEST: Final = timedelta(hours=16)


def cashiers_of(
    session: Session, outlet_id: int, now: datetime
) -> list[tuple[Account, AccountRole]]:
    """People who may open a shift at an outlet today, by name."""
    found = session.execute(
        select(Account, AccountRole)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            AccountRole.outlet_id == outlet_id,
            AccountRole.role == Role.CASHIER,
            holds_on(day_of(now)),
            Account.disabled_at.is_(None),
        )
        .order_by(Account.name, Account.id)
    )
    return [(account, role) for account, role in found]


def is_cashiers_name(
    session: Session, name: str, outlet_id: int, now: datetime, *, but: int | None = None
) -> bool:
    """Tell whether another cashier of an outlet is called so: who chooses a name must know whose.

    `but` is the account whose name it may be.
    """
    wanted = clean(name).casefold()
    others = [each for each, _role in cashiers_of(session, outlet_id, now) if each.id != but]
    return wanted in {clean(each.name).casefold() for each in others}


def open_shift(session: Session, device: Device, account: Account, now: datetime) -> Shift:
    """Begin a shift; whoever stood at this phone before has left."""
    if device.revoked_at is not None:
        raise NotAllowed("device_revoked")
    close(session, now, Shift.device_id == device.id)
    made = Shift(id=new_uuid(), device_id=device.id, account_id=account.id, opened_at=now)
    session.add(made)
    session.flush()  # the browser's session row refers to it
    return made


def close(session: Session, now: datetime, *which: ColumnElement[bool]) -> int:
    """Close open shifts and say how many; what nobody closed in time ended when time was up."""
    found = session.scalars(select(Shift).where(Shift.closed_at.is_(None), *which)).all()
    for each in found:
        close_shift(each, min(now, each.opened_at + LONGEST))
    return len(found)


def close_unheld(session: Session, now: datetime, *which: ColumnElement[bool]) -> int:
    """Close what stands open though nobody can be in it any more."""
    return close(session, now, ~is_held(now), *which)


def close_shift(shift: Shift, now: datetime) -> None:
    shift.closed_at = shift.closed_at or now


def is_held(now: datetime) -> ColumnElement[bool]:
    """Tell of a shift whether somebody stands at the phone: a role or the time may have run out."""
    phone = aliased(Device)
    here = select(phone.outlet_id).where(phone.id == Shift.device_id).correlate(Shift)
    may_stand = exists().where(
        AccountRole.account_id == Shift.account_id,
        AccountRole.role == Role.CASHIER,
        AccountRole.outlet_id == here.scalar_subquery(),
        holds_on(day_of(now)),
    )
    in_time = Shift.opened_at > now - LONGEST
    return and_(Shift.closed_at.is_(None), in_time, may_stand.correlate(Shift))


def ended_at(shift: Shift, now: datetime) -> datetime | None:
    """When a shift had ended by now; one that nobody closed, when its time was up."""
    end = shift.closed_at or shift.opened_at + LONGEST
    return end if end <= now else None


def shift_at(
    session: Session, device: Device | Phone, shift_id: UUID, instant: datetime
) -> Shift | None:
    """Return a phone's shift if it was open at an instant, were it closed since."""
    shift = session.scalar(select(Shift).where(Shift.id == shift_id, Shift.device_id == device.id))
    if shift is None or shift.opened_at > instant:
        return None
    return None if ended_at(shift, instant) else shift
