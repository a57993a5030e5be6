"""Photos of people: given, cut anew, taken away. Files are kept by hash, as everything here.

A photo is on the card and beside the name at a counter, so that a card is used by its owner; it
serves nothing else, and goes when its owner or the union takes it away.
"""

import io
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.database import Base
from benefits.errors import NotFound
from benefits.jobs.files import FileStore
from benefits.members.models import Member
from benefits.members.photo_content import Framing, framed, source_of

NAME: Final = "anh.jpg"
JPEG: Final = "image/jpeg"


class MemberPhoto(Base):
    """The photo a member's is cut from, and how; the cut itself is the member's `photo_hash`."""

    __tablename__ = "member_photos"
    __table_args__ = (
        CheckConstraint("across BETWEEN 0 AND 100 AND down BETWEEN 0 AND 100", name="middle"),
        CheckConstraint("zoom BETWEEN 100 AND 400", name="zoom"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    source_hash: Mapped[str] = mapped_column(index=True)
    across: Mapped[int]
    down: Mapped[int]
    zoom: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]

    @property
    def framing(self) -> Framing:
        return Framing(self.across, self.down, self.zoom)


class Prepared(NamedTuple):
    """A photo found fit to be kept: whole, and as it is shown."""

    source: bytes
    shown: bytes
    framing: Framing


def prepare(content: BinaryIO, framing: Framing | None = None) -> Prepared:
    """Make a photo of an uploaded file, or say why it cannot be one."""
    source, chosen = source_of(content), framing or Framing()
    return Prepared(source, framed(source, chosen), chosen)


def put(
    session: Session,
    store: FileStore,
    member: Member,
    photo: Prepared,
    *,
    by: int | None,
    now: datetime,
) -> bool:
    """Give a member a photo in place of any other, and tell whether there was one."""
    is_other = remove(session, store, member, now)
    kept = _keep(session, store, photo.source, now)
    session.add(
        MemberPhoto(
            member_id=member.id,
            source_hash=kept,
            **asdict(photo.framing),
            account_id=by,
            known_at=now,
        )
    )
    member.photo_hash = _keep(session, store, photo.shown, now)
    session.flush()
    return is_other


def cut(
    session: Session,
    store: FileStore,
    member: Member,
    framing: Framing,
    *,
    by: int | None,
    now: datetime,
) -> None:
    """Show another part of the photo that is there."""
    photo, source = photo_of(session, member.id), None
    if photo is not None:
        source = store.content(photo.source_hash)
    if photo is None or source is None:
        raise NotFound("photo")
    photo.across, photo.down, photo.zoom = framing.across, framing.down, framing.zoom
    photo.account_id, photo.known_at = by, now
    before, member.photo_hash = (
        member.photo_hash,
        _keep(session, store, framed(source, framing), now),
    )
    session.flush()
    if before is not None and before != member.photo_hash:
        _forget(session, store, before, now)


def remove(session: Session, store: FileStore, member: Member, now: datetime) -> bool:
    """Take a member's photo away for good, and tell whether there was one."""
    photo, cut_hash = photo_of(session, member.id), member.photo_hash
    if photo is None and cut_hash is None:
        return False
    member.photo_hash = None
    if photo is not None:
        session.delete(photo)
    session.flush()
    for digest in (photo.source_hash if photo else None, cut_hash):
        if digest is not None:
            _forget(session, store, digest, now)
    return True


def photo_of(session: Session, member_id: int) -> MemberPhoto | None:
    return session.get(MemberPhoto, member_id)


def _keep(session: Session, store: FileStore, content: bytes, now: datetime) -> str:
    return store.keep(session, io.BytesIO(content), name=NAME, media_type=JPEG, now=now)


def _forget(session: Session, store: FileStore, digest: str, now: datetime) -> None:
    """Delete a file, unless the very same picture is another member's too."""
    others = select(Member.id).where(
        or_(
            Member.photo_hash == digest,
            Member.id.in_(select(MemberPhoto.member_id).where(MemberPhoto.source_hash == digest)),
        )
    )
    if session.scalar(others.limit(1)) is None:
        store.forget(session, digest, now)
