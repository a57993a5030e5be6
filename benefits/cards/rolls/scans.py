"""Signed sheets that came back: kept by hash, each for the page whose code it shows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls.models import Roll, RollScan
from benefits.cards.rolls.paper import count_of
from benefits.cards.rolls.scan_reading import kind_of, pages_in
from benefits.errors import Conflict
from benefits.jobs import FileStore, StoredFile


class Sheet(NamedTuple):
    """A kept file; `page` is None where no code of the roll could be read on it."""

    id: int
    page: int | None
    file: StoredFile


def attach(
    session: Session,
    store: FileStore,
    roll: Roll,
    content: BinaryIO,
    *,
    by: int | None,
    now: datetime,
) -> list[int]:
    """Keep a scan of a roll and return the pages seen on it; another roll's is refused."""
    media_type, ending = kind_of(content)
    seen = pages_in(content, media_type)
    strange = sorted({page.roll for page in seen} - {roll.code})
    if strange:
        raise Conflict("scan_of_other_roll", roll=strange[0], wanted=roll.code)
    last = page_of(count_of(session, roll.id))
    pages = sorted(page.number for page in seen if 1 <= page.number <= last)
    name = roll.code + ending
    digest = store.keep(session, content, name=name, media_type=media_type, now=now)
    shown: list[int | None] = [*pages] or [None]
    known = set(
        session.scalars(
            select(RollScan.page).where(RollScan.roll_id == roll.id, RollScan.file_hash == digest)
        )
    )
    session.add_all(
        RollScan(roll_id=roll.id, file_hash=digest, page=page, account_id=by, kept_at=now)
        for page in shown
        if page not in known
    )
    session.flush()
    return pages


def sheets_of(session: Session, roll_id: int) -> Sequence[Sheet]:
    """List what came back of a roll, in the order it came."""
    rows = session.execute(
        select(RollScan.id, RollScan.page, StoredFile)
        .join(StoredFile, StoredFile.hash == RollScan.file_hash)
        .where(RollScan.roll_id == roll_id)
        .order_by(RollScan.id)
    )
    return [Sheet(*row) for row in rows]


def evidence(session: Session, roll_id: int, pages: Iterable[int]) -> dict[int, str]:
    """Say which file shows each page: the newest of it, else the newest that shows none for sure.

    A page without either is missing.
    """
    newest: dict[int | None, str] = {
        sheet.page: sheet.file.hash for sheet in sheets_of(session, roll_id)
    }
    found = {page: newest.get(page) or newest.get(None) for page in pages}
    return {page: digest for page, digest in found.items() if digest is not None}
