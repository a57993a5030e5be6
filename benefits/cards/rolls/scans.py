"""Signed sheets that came back: kept by hash, each for the page whose code it shows.

A sheet whose code cannot be read is evidence of nothing until somebody says which page it is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls.models import Roll, RollScan
from benefits.cards.rolls.paper import count_of
from benefits.cards.rolls.scan_reading import Page, Seen, kind_of, sheet_in, sheets_in
from benefits.cards.rolls.tick_reading import Ticks, ticks_on
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore, StoredFile


class Sheet(NamedTuple):
    """A kept sheet; `page` is None where nobody knows yet which page it shows."""

    id: int
    page: int | None
    number: int | None
    is_read: bool
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
    """Keep a scan of a roll and return the pages it shows; another roll's is refused."""
    media_type, ending = kind_of(content)
    seen = sheets_in(content, media_type)
    strange = sorted({page.roll for each in seen for page in each.pages} - {roll.code})
    if strange:
        raise Conflict("scan_of_other_roll", roll=strange[0], wanted=roll.code)
    name = roll.code + ending
    digest = store.keep(session, content, name=name, media_type=media_type, now=now)
    known = set(
        session.scalars(
            select(RollScan.sheet).where(RollScan.roll_id == roll.id, RollScan.file_hash == digest)
        )
    )
    last = page_of(count_of(session, roll.id))
    shown = {each.sheet: _pages_of(each, last) for each in seen}
    session.add_all(
        RollScan(
            roll_id=roll.id,
            file_hash=digest,
            page=page,
            account_id=by,
            kept_at=now,
            sheet=sheet,
            is_read=page is not None,
        )
        for sheet, pages in shown.items()
        for page in pages
        if not known & {sheet, None}
    )
    session.flush()
    return sorted({page for pages in shown.values() for page in pages if page is not None})


def _pages_of(seen: Seen, last: int) -> Sequence[int | None]:
    """Give the pages of a roll that a sheet shows; none, where somebody has to say which."""
    return sorted({each.number for each in seen.pages if 1 <= each.number <= last}) or [None]


def has_unnamed(session: Session, roll_id: int) -> bool:
    """Tell whether nobody has said yet which page some sheet shows."""
    return any(sheet.page is None for sheet in sheets_of(session, roll_id))


def sheets_of(session: Session, roll_id: int) -> Sequence[Sheet]:
    """List what came back of a roll, in the order it came."""
    rows = session.execute(
        select(RollScan.id, RollScan.page, RollScan.sheet, RollScan.is_read, StoredFile)
        .join(StoredFile, StoredFile.hash == RollScan.file_hash)
        .where(RollScan.roll_id == roll_id)
        .order_by(RollScan.id)
    )
    return [Sheet(*row) for row in rows]


def evidence(session: Session, roll_id: int, pages: Iterable[int]) -> dict[int, str]:
    """Say which file shows each page, the newest of it; a page that none shows is missing."""
    wanted, sheets = set(pages), sheets_of(session, roll_id)
    return {sheet.page: sheet.file.hash for sheet in sheets if sheet.page in wanted}


def look_at(store: FileStore, roll: Roll, sheet: Sheet) -> tuple[Image.Image, bool] | None:
    """Return what a sheet looks like, straight where its code is read; none where it is gone."""
    path = store.path(sheet.file.hash)
    if not path.is_file():
        return None
    with path.open("rb") as content:
        page = Page(roll.code, sheet.page or 0)
        return sheet_in(content, sheet.file.media_type, page, sheet.number)


def proposed(session: Session, store: FileStore, roll: Roll, number: int) -> Ticks | None:
    """Read what the newest scan of a page seems to say; none where that cannot be read."""
    sheets = [each for each in sheets_of(session, roll.id) if each.page == number]
    try:
        seen = look_at(store, roll, sheets[-1]) if sheets else None
    except Invalid:
        return None
    if seen is None or not seen[1]:
        return None
    return ticks_on(seen[0], number, count_of(session, roll.id))
