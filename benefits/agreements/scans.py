"""The signed paper as a file: a PDF or a picture of it, kept beside the agreement."""

from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements.models import Agreement
from benefits.errors import Invalid
from benefits.jobs import FileStore, StoredFile
from benefits.money import grouped

LARGEST: Final = 20 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
LONGEST_NAME: Final = 80
_BEGINNINGS: Final = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}


class Scan(NamedTuple):
    """A kept paper: where it is found, and under which name it is handed out."""

    hash: str
    name: str
    media_type: str
    size: int


def attach(
    session: Session,
    store: FileStore,
    agreement: Agreement,
    content: BinaryIO,
    *,
    name: str,
    now: datetime,
) -> bool:
    """Keep the paper of an agreement, whatever it says it is. Tell whether it is another one."""
    digest = keep_scan(session, store, content, name=name, now=now, stem="thoa-thuan")
    is_news = agreement.scan_hash != digest
    agreement.scan_hash = digest
    return is_news


def keep_scan(
    session: Session,
    store: FileStore,
    content: BinaryIO,
    *,
    name: str,
    now: datetime,
    stem: str = "quyet-dinh",
) -> str:
    """Keep a scanned paper, whatever it says it is, and return its hash.

    `stem` names one whose own name says nothing.
    """
    beginning = content.read(max(map(len, _BEGINNINGS)))
    size = content.seek(0, 2)
    content.seek(0)
    if not size:
        raise Invalid("scan_empty")
    if size > LARGEST:
        raise Invalid(
            "scan_too_large", size=grouped(-(-size // MEGABYTE)), most=LARGEST // MEGABYTE
        )
    found = next((kind for start, kind in _BEGINNINGS.items() if beginning.startswith(start)), None)
    if found is None:
        raise Invalid("scan_of_other_kind")
    media_type, ending = found
    written = PurePath(name.replace("\\", "/")).stem[:LONGEST_NAME] or stem
    return store.keep(session, content, name=written + ending, media_type=media_type, now=now)


def scan_of(session: Session, agreement: Agreement) -> Scan | None:
    return kept_scan(session, agreement.scan_hash)


def kept_scan(session: Session, digest: str | None) -> Scan | None:
    """Return a kept paper by its hash."""
    if digest is None:
        return None
    found = session.scalar(select(StoredFile).where(StoredFile.hash == digest))
    if found is None:
        return None
    return Scan(found.hash, found.name, found.media_type, found.size)
