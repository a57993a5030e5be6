"""What machines read on signed sheets: proposed to be confirmed together, or looked at singly."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Self

from sqlalchemy import ColumnElement, Integer, func, literal_column, or_, select
from sqlalchemy.orm import Session

from benefits.cards.printing.roll_sheet import lines_of
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.cards.rolls.tick_reading import Ticks
from benefits.cards.rolls.ticking import Marks, Ticked, lines_on, tick_page

# Written out as the index of open sheets has it: a parameter would not be known to be the same.
_NONE: Final = literal_column("0", Integer)
_OPEN: Final = or_(RollScan.certain > _NONE, RollScan.doubtful > _NONE)


class Reading(NamedTuple):
    """What the boxes of a page say for certain, and the lines of which some box cannot be told."""

    marks: Marks
    unsure: frozenset[int]

    @classmethod
    def of(cls, ticks: Ticks) -> Self:
        marks = Marks(ticks.received - ticks.unsure, ticks.consented - ticks.unsure)
        return cls(marks, ticks.unsure)

    @classmethod
    def kept(cls, scan: RollScan) -> Self:
        told = scan.reading or {}
        marks = Marks(frozenset(told.get("received", ())), frozenset(told.get("consented", ())))
        return cls(marks, frozenset(told.get("unsure", ())))

    def to_json(self) -> dict[str, list[int]]:
        return {
            "received": sorted(self.marks.received),
            "consented": sorted(self.marks.consented),
            "unsure": sorted(self.unsure),
        }


class Waiting(NamedTuple):
    """How many pages wait to be confirmed, and how many to be looked at."""

    certain: int
    doubtful: int


def settle(session: Session, roll_id: int, page: int, seen: int | None = None) -> None:
    """Let a page wait no more once somebody wrote down what it says, `seen` being looked at.

    Of another copy of the page what was read for certain and written nowhere still waits.
    """
    for scan in _open_of(session, roll_id, page):
        count_open(session, scan)
        scan.doubtful = 0
        if scan.id == seen:
            scan.certain = 0
    session.flush()


def settle_older(session: Session, newer: RollScan) -> None:
    """Let a page that was scanned again wait once: what says nothing more than the newer sheet.

    A page may come back as two papers, each signed by others; both wait then. A sheet on which
    nothing could be read may say anything, so it waits until somebody looks at it.
    """
    said = Reading.kept(newer)
    received, consented = said.marks.received | said.unsure, said.marks.consented | said.unsure
    for scan in _open_of(session, newer.roll_id, newer.page or 0):
        marks = Reading.kept(scan).marks
        if scan.id == newer.id or scan.reading is None:
            continue
        if marks.received <= received and marks.consented <= consented:
            scan.certain = scan.doubtful = 0
    session.flush()


def _open_of(session: Session, roll_id: int, page: int) -> Sequence[RollScan]:
    of_page = (RollScan.roll_id == roll_id, RollScan.page == page)
    return session.scalars(select(RollScan).where(_OPEN, *of_page)).all()


def count_open(session: Session, scan: RollScan) -> None:
    """Say of a sheet how many lines wait to be confirmed, and how many to be looked at."""
    if scan.page is None:
        return
    written = Marks.of(lines_on(session, scan.roll_id, scan.page))
    read = Reading.kept(scan)
    new = (read.marks.received - written.received) | (read.marks.consented - written.consented)
    scan.certain = len(new)
    scan.doubtful = len(read.unsure - (written.received & written.consented))


def waiting(session: Session, reached: ColumnElement[bool]) -> Waiting:
    """Count the pages of rolls within reach that wait for somebody."""
    counted = (
        select(
            func.count().filter(RollScan.certain > 0), func.count().filter(RollScan.doubtful > 0)
        )
        .select_from(RollScan)
        .join(Roll, Roll.id == RollScan.roll_id)
        .where(_OPEN, reached)
    )
    return Waiting(*session.execute(counted).one())


def open_sheets(
    session: Session, which: ColumnElement[bool], reached: ColumnElement[bool], most: int
) -> Sequence[tuple[RollScan, Roll]]:
    """List sheets that wait, in the order in which they came."""
    found = (
        select(RollScan, Roll)
        .join(Roll, Roll.id == RollScan.roll_id)
        .where(_OPEN, which, reached)
        .order_by(RollScan.id)
        .limit(most)
    )
    return [(scan, roll) for scan, roll in session.execute(found)]


def lines_of_sheets(
    session: Session, sheets: Collection[RollScan]
) -> dict[tuple[int, int], RollLine]:
    """Give the lines of the pages that some sheets show, by roll and number."""
    spans = [(each.roll_id, *lines_of(each.page or 1, 1_000_000)) for each in sheets]
    if not spans:
        return {}
    meant = [
        (RollLine.roll_id == roll_id) & RollLine.number.between(first, last)
        for roll_id, first, last in spans
    ]
    either = meant[0]
    for each in meant[1:]:
        either |= each
    found = session.scalars(select(RollLine).where(either))
    return {(each.roll_id, each.number): each for each in found}


def confirm(
    session: Session, scan: RollScan, roll: Roll, *, by: int | None, now: datetime
) -> Ticked:
    """Write down what was read for certain on a sheet; what is doubtful waits on."""
    said = Reading.kept(scan).marks
    page, paper = scan.page or 1, scan.file_hash
    ticked = tick_page(session, roll, page, said, shown=Marks(), paper=paper, by=by, now=now)
    scan.certain = 0
    session.flush()
    return ticked
