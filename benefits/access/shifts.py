"""Shifts: a cashier at a phone, from PIN to sign-out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benefits.access.actors import Phone
from benefits.access.models import Account, AccountRole, Device, Role, Shift
from benefits.access.roles import holds_on
from benefits.database import new_uuid
from benefits.errors import NotAllowed
from benefits.periods import day_of


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


def open_shift(session: Session, device: Device, account: Account, now: datetime) -> Shift:
    """Begin a shift; whoever stood at this phone before has left."""
    if device.revoked_at is not None:
        raise NotAllowed("device_revoked")
    close_shifts(session, device, now)
    made = Shift(id=new_uuid(), device_id=device.id, account_id=account.id, opened_at=now)
    session.add(made)
    session.flush()  # the browser's session row refers to it
    return made


def close_shifts(session: Session, device: Device, now: datetime) -> None:
    session.execute(
        update(Shift)
        .where(Shift.device_id == device.id, Shift.closed_at.is_(None))
        .values(closed_at=now)
    )


def close_shift(shift: Shift, now: datetime) -> None:
    shift.closed_at = shift.closed_at or now


def shift_at(
    session: Session, device: Device | Phone, shift_id: UUID, instant: datetime
) -> Shift | None:
    """Return a phone's shift if it was open at an instant, were it closed since."""
    shift = session.scalar(select(Shift).where(Shift.id == shift_id, Shift.device_id == device.id))
    if shift is None or shift.opened_at > instant:
        return None
    is_over = shift.closed_at is not None and shift.closed_at <= instant
    return None if is_over else shift
