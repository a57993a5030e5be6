"""Phones at a counter: invited once, paired by a POST, known by a token, revoked in one tap."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import Session

from benefits.access import sessions, shifts, throttling
from benefits.access.actors import Phone
from benefits.access.models import Account, Device, Enrolment, Shift
from benefits.access.signing_in import Refused
from benefits.access.words import as_typed, hash_of, new_code, new_word

INVITATION_LASTS: Final = timedelta(minutes=15)
CODE_LENGTH: Final = 8
LONGEST_GUESS: Final = 20
SEEN_TO: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the inviter's screen shows: the token as a QR, the code to be typed."""

    enrolment: Enrolment
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class Paired:
    """A phone that now belongs to an outlet; the token goes to that phone and nowhere else."""

    device: Device
    token: str


def invite(session: Session, outlet_id: int, *, by: int | None, now: datetime) -> Invitation:
    """Invite one phone to an outlet."""
    token, code = new_word(), new_code(CODE_LENGTH)
    made = Enrolment(
        outlet_id=outlet_id,
        token_hash=hash_of(token),
        code_hash=hash_of(code),
        created_by_id=by,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    session.add(made)
    session.flush()  # the inviter's page watches it by its key
    return Invitation(made, token, code)


def open_invitation(session: Session, word: str, now: datetime) -> Enrolment | None:
    """Find an invitation by token or typed code without using it up."""
    return session.scalar(_open_invitations(word, now))


def pair(
    session: Session, word: str, *, name: str, now: datetime, address: str | None = None
) -> Paired | Refused:
    """Use an invitation up, by its token or its code; a guesser of codes has to wait."""
    guess = throttling.guess_at("enrolment", as_typed(word), address or "nowhere")
    is_code = len(as_typed(word)) <= LONGEST_GUESS  # nobody guesses a token
    if is_code and (until := throttling.locked_until(session, guess, now)):
        return Refused("locked", until)
    invitation = session.scalar(_open_invitations(word, now).with_for_update())
    if invitation is None:
        throttling.note_failure(session, guess, now)
        return Refused("invitation_unknown")
    token = new_word()
    device = Device(
        outlet_id=invitation.outlet_id,
        name=name.strip() or "Điện thoại",
        token_hash=hash_of(token),
        enrolled_by_id=invitation.created_by_id,
        enrolled_at=now,
        seen_at=now,
    )
    session.add(device)
    session.flush()  # the invitation names the phone it led to
    invitation.consumed_at, invitation.device_id = now, device.id
    return Paired(device, token)


def find_device(session: Session, token: str) -> Device | None:
    """Return the phone that holds a token, unless it was revoked."""
    return session.scalar(
        select(Device).where(Device.token_hash == hash_of(token), Device.revoked_at.is_(None))
    )


def is_revoked(session: Session, token: str) -> bool:
    """Whether a token belonged to a phone that was taken out of use."""
    ours = select(Device.id).where(
        Device.token_hash == hash_of(token), Device.revoked_at.is_not(None)
    )
    return session.scalar(ours) is not None


def devices_of(outlet_id: int) -> Select[Device]:
    """Phones in use at an outlet, the newest first."""
    return (
        select(Device)
        .where(Device.outlet_id == outlet_id, Device.revoked_at.is_(None))
        .order_by(Device.enrolled_at.desc(), Device.id.desc())
    )


@dataclass(frozen=True, slots=True)
class InUse:
    """A phone at a counter, and who stands there with it now."""

    device: Device
    shift: Shift | None
    cashier: Account | None

    @property
    def seen_at(self) -> datetime:
        return self.device.seen_at or self.device.enrolled_at


def in_use_at(session: Session, outlet_id: int, now: datetime) -> list[InUse]:
    """List the phones in use at an outlet with whoever is signed in on them, newest first."""
    is_open = and_(Shift.device_id == Device.id, shifts.is_held(now))
    rows = session.execute(
        devices_of(outlet_id)
        .add_columns(Shift, Account)
        .select_from(Device)
        .outerjoin(Shift, is_open)
        .outerjoin(Account, Account.id == Shift.account_id)
    )
    by_phone = {device.id: InUse(device, shift, account) for device, shift, account in rows}
    return list(by_phone.values())


def rename(device: Device, name: str) -> bool:
    """Call a phone something else. Tell whether that was news."""
    wanted = name.strip() or device.name
    is_news, device.name = wanted != device.name, wanted
    return is_news


def sign_out(session: Session, device: Device, now: datetime) -> None:
    """End whatever shift somebody forgot on a phone; the phone stays the outlet's."""
    sessions.revoke_device(session, device.id, now)
    shifts.close(session, now, Shift.device_id == device.id)


def seen_to_note(phone: Device | Phone, now: datetime) -> bool:
    """Tell whether it is time to keep that a phone was seen."""
    return phone.seen_at is None or now - phone.seen_at >= SEEN_TO


def note_seen(session: Session, device_id: int, now: datetime) -> None:
    session.execute(
        update(Device)
        .where(Device.id == device_id)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def revoke(session: Session, device: Device, now: datetime) -> None:
    """Take a phone out of use: its browsers are signed out and its shifts end."""
    device.revoked_at = now
    sign_out(session, device, now)


def _open_invitations(word: str, now: datetime) -> Select[Enrolment]:
    return select(Enrolment).where(
        or_(Enrolment.token_hash == hash_of(word), Enrolment.code_hash == hash_of(as_typed(word))),
        Enrolment.consumed_at.is_(None),
        Enrolment.expires_at > now,
    )
