"""A pile of signed sheets, of whichever rolls: each goes to its own by the code on it.

Every sheet is kept as a file of its own, so that who opens a roll sees nothing of another.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from PIL import Image
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from benefits.cards.issuing import in_groups
from benefits.cards.printing.roll_sheet import lines_of, page_of
from benefits.cards.rolls.models import Roll, RollScan
from benefits.cards.rolls.paper import count_of
from benefits.cards.rolls.reading import Reading, count_open, settle_older
from benefits.cards.rolls.scan_reading import PDF, Page, sheet_in
from benefits.cards.rolls.sheets_apart import alone
from benefits.cards.rolls.tick_reading import Ticks
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore, Waiting

MOST_SHEETS: Final = 1000
LARGEST_PILE: Final = 100 * 1024 * 1024
LONGEST: Final = 9
NAME: Final = "to-da-ky.pdf"


class Found(NamedTuple):
    """A roll that some sheet names, within reach, and how many lines it has."""

    id: int
    lines: int


class Filed(NamedTuple):
    """A sheet that belongs to a page of a roll, and what was read on it."""

    sheet: int
    roll_id: int
    page: int
    ticks: Ticks


def rolls_named(
    session: Session, codes: Collection[str], reached: ColumnElement[bool]
) -> Mapping[str, Found]:
    """Find the rolls that sheets name; `reached` says which of them are within reach."""
    numbers = [code.removeprefix("NT") for code in codes]
    ids = [int(each) for each in numbers if len(each) <= LONGEST]
    found: list[Roll] = []
    for group in in_groups(ids):
        found += session.scalars(select(Roll).where(Roll.id.in_(group), reached))
    return {roll.code: Found(roll.id, count_of(session, roll.id)) for roll in found}


def belongs(page: Page, rolls: Mapping[str, Found]) -> Found | None:
    """Give the roll of a page, if there is such a page."""
    roll = rolls.get(page.roll)
    return roll if roll is not None and 1 <= page.number <= page_of(roll.lines) else None


def lay_apart(
    store: FileStore, content: BinaryIO, media_type: str, sheets: Collection[int]
) -> dict[int, Waiting]:
    """Lay sheets down, each as a file of its own; a picture is one already."""
    if media_type != PDF:
        return {sheet: store.lay_down(content) for sheet in sheets}
    return {sheet: store.lay_down(BytesIO(one)) for sheet, one in alone(content, sheets)}


def file_sheet(
    session: Session, filed: Filed, digest: str, *, by: int | None, now: datetime
) -> None:
    """Keep a sheet for its page; it is the newest of that page."""
    known = select(RollScan.id).where(
        RollScan.roll_id == filed.roll_id, RollScan.file_hash == digest
    )
    if session.scalar(known.limit(1)) is not None:
        return
    scan = RollScan(
        roll_id=filed.roll_id,
        file_hash=digest,
        page=filed.page,
        account_id=by,
        kept_at=now,
        sheet=1,
        is_read=True,
        reading=Reading.of(filed.ticks).to_json(),
    )
    session.add(scan)
    session.flush()
    count_open(session, scan)
    settle_older(session, scan)


def place_by_hand(
    session: Session, roll: Roll, page: int, digest: str, *, by: int | None, now: datetime
) -> None:
    """Let a sheet whose code nobody could read be the page that somebody says; all of it waits."""
    last = page_of(count_of(session, roll.id))
    if not 1 <= page <= last:
        raise Invalid("scan_page_unknown", last=last)
    if session.scalar(select(RollScan.id).where(RollScan.file_hash == digest).limit(1)):
        raise Conflict("scan_placed")
    first, end = lines_of(page, count_of(session, roll.id))
    session.add(
        RollScan(
            roll_id=roll.id,
            file_hash=digest,
            page=page,
            account_id=by,
            kept_at=now,
            sheet=1,
            doubtful=end - first + 1,
        )
    )
    session.flush()


def drawn(store: FileStore, digest: str, media_type: str) -> Image.Image | None:
    """Show a sheet that is of no list yet; none where it is gone."""
    content = store.content(digest)
    if content is None:
        return None
    return sheet_in(BytesIO(content), media_type, Page("", 0), 1)[0]
