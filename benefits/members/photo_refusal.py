"""A photo that its owner took away: no other takes its place until the owner says so."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.access import ConsentDecision, consents
from benefits.database import Base
from benefits.errors import Refusal
from benefits.members.merging import records_of


class PhotoRefusal(Base):
    """Somebody wants no photo; on whichever of their records it stands, it is the person's."""

    __tablename__ = "photo_refusals"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]


def refusal_of(session: Session, member_id: int) -> PhotoRefusal | None:
    return session.scalars(
        select(PhotoRefusal)
        .where(PhotoRefusal.member_id.in_(records_of(session, member_id)))
        .order_by(PhotoRefusal.known_at.desc())
    ).first()


def note_refusal(session: Session, person_id: int, *, by: int | None, now: datetime) -> None:
    """Keep that somebody wants no photo; said again, it was said the first time."""
    if refusal_of(session, person_id) is None:
        session.add(PhotoRefusal(member_id=person_id, account_id=by, known_at=now))
        session.flush()


def allow(session: Session, member_id: int) -> bool:
    """Let a photo be taken again, at its owner's word; tell whether that was refused before."""
    said = refusal_of(session, member_id) is not None
    theirs = PhotoRefusal.member_id.in_(records_of(session, member_id))
    session.execute(delete(PhotoRefusal).where(theirs))
    return said


def objection(session: Session, member_id: int) -> Refusal | None:
    """Say why nobody may give a person a photo."""
    if has_withdrawn(session, member_id):
        return Refusal("photo_consent_withdrawn")
    if refusal_of(session, member_id) is not None:
        return Refusal("photo_refused_by_owner")
    return None


def has_withdrawn(session: Session, member_id: int) -> bool:
    """Tell whether the last thing somebody said of the use of their data was no."""
    newest = consents.newest(session, records_of(session, member_id))
    return newest is not None and newest.decision is ConsentDecision.WITHDRAWN
