"""Photos of people: given, cut anew, taken away. Files are kept by hash, as everything here.

A photo is on the card and beside the name at a counter, so that a card is used by its owner; it
serves nothing else, and goes when its owner or the union takes it away. It is the person's, by
whichever of their records it was given.
"""

import io
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.errors import NotFound, Refusal
from benefits.jobs import FileStore, StoredFile, Waiting
from benefits.members.merging import records_of, survivors
from benefits.members.models import Member
from benefits.members.photo_content import Framing, framed, source_of
from benefits.members.photo_record import MemberPhoto
from benefits.members.photo_refusal import note_refusal, objection

NAME: Final = "anh.jpg"
JPEG: Final = "image/jpeg"


class Prepared(NamedTuple):
    """A photo found fit to be kept: whole, and as it is shown."""

    source: bytes
    shown: bytes
    framing: Framing


class Laid(NamedTuple):
    """A photo that lies in the store already, and is nobody's yet."""

    source: Waiting
    shown: Waiting
    framing: Framing


def prepare(content: BinaryIO, framing: Framing | None = None) -> Prepared:
    """Make a photo of an uploaded file, or say why it cannot be one."""
    source, chosen = source_of(content), framing or Framing()
    return Prepared(source, framed(source, chosen), chosen)


def lay_down(store: FileStore, photo: Prepared) -> Laid:
    """Bring a photo to the disk before any unit of work begins: nobody waits for a disk."""
    source, shown = (store.lay_down(io.BytesIO(each)) for each in (photo.source, photo.shown))
    return Laid(source, shown, photo.framing)


def drop(store: FileStore, photo: Laid) -> None:
    """Let go of a photo that turned out to be nobody's."""
    store.drop(photo.source)
    store.drop(photo.shown)


def put(
    session: Session,
    store: FileStore,
    member: Member,
    photo: Laid,
    *,
    by: int | None,
    now: datetime,
) -> bool:
    """Give a person a photo in place of any other, and tell whether there was one.

    Refused, before anything is written, where the person wants none.
    """
    person = _held(session, member.id)
    if person.erased_at is not None:
        raise Refusal("member_number_unknown")
    if (refused := objection(session, person.id)) is not None:
        raise refused
    is_other = remove(session, store, person, now)
    kept = _enter(session, store, photo.source, now)
    session.add(
        MemberPhoto(
            member_id=person.id,
            source_hash=kept,
            **asdict(photo.framing),
            account_id=by,
            known_at=now,
        )
    )
    person.photo_hash = _enter(session, store, photo.shown, now)
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
    shown = store.lay_down(io.BytesIO(framed(source, framing)))
    before, member.photo_hash = member.photo_hash, _enter(session, store, shown, now)
    session.flush()
    if before is not None and before != member.photo_hash:
        _forget(session, store, before, now)


def remove(session: Session, store: FileStore, member: Member, now: datetime) -> bool:
    """Take a person's photo away for good, from every record, and tell whether there was one."""
    _held(session, member.id)
    records = records_of(session, member.id)
    digests = {digest for record in records for digest in _taken_off(session, record)}
    session.flush()
    for digest in sorted(digests):
        _forget(session, store, digest, now)
    return bool(digests)


def refuse(
    session: Session, store: FileStore, member: Member, *, by: int | None, now: datetime
) -> bool:
    """Take a photo away at its owner's wish: none comes until the owner allows it again."""
    was_there = remove(session, store, member, now)
    note_refusal(session, _held(session, member.id).id, by=by, now=now)
    return was_there


def remove_unwanted(session: Session, store: FileStore, member: Member, now: datetime) -> bool:
    """Let what somebody said by one record hold for all that were found to be theirs."""
    if objection(session, member.id) is None:
        return False
    return remove(session, store, member, now)


def photo_of(session: Session, member_id: int) -> MemberPhoto | None:
    return session.get(MemberPhoto, member_id)


def _held(session: Session, member_id: int) -> Member:
    """Return the record that stands for a person; who says no meanwhile is waited for."""
    standing = survivors(session, [member_id]).get(member_id, member_id)
    return session.get_one(Member, standing, with_for_update=True)


def _taken_off(session: Session, member_id: int) -> Iterable[str]:
    """Take the photo off one record; say which files were of it."""
    member, photo = session.get_one(Member, member_id), photo_of(session, member_id)
    if member.photo_hash is not None:
        yield member.photo_hash
        member.photo_hash = None
    if photo is not None:
        yield photo.source_hash
        session.delete(photo)


def _enter(session: Session, store: FileStore, photo: Waiting, now: datetime) -> str:
    return store.enter(session, photo, name=NAME, media_type=JPEG, now=now)


def _forget(session: Session, store: FileStore, digest: str, now: datetime) -> None:
    """Delete a file, unless the very same picture is another member's too, or becomes it now."""
    session.get(StoredFile, digest, with_for_update=True)
    others = select(Member.id).where(
        or_(
            Member.photo_hash == digest,
            Member.id.in_(select(MemberPhoto.member_id).where(MemberPhoto.source_hash == digest)),
        )
    )
    if session.scalar(others.limit(1)) is None:
        store.forget(session, digest, now)
