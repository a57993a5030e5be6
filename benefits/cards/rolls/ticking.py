"""What a signed roll says, written down: who got the card, who consented; the rest stays open."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from benefits.cards.printing.roll_sheet import lines_of
from benefits.cards.rolls import consenting
from benefits.cards.rolls.models import Roll, RollLine
from benefits.cards.rolls.scans import evidence


class Marks(NamedTuple):
    """Lines of a page that bear a tick, by column."""

    received: frozenset[int] = frozenset()
    consented: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[RollLine]) -> "Marks":
        return cls(
            frozenset(each.number for each in lines if each.received_at),
            frozenset(each.number for each in lines if each.consented_at),
        )


class Ticked(NamedTuple):
    """How many lines were changed: cards handed over, consents given.

    No consent was written down where the page `missing` was not scanned back, nor on the lines
    `withdrawn`, whose people withdrew theirs after the paper was made. The lines `moved` were
    written otherwise by somebody else after the page was shown.
    """

    received: int
    consented: int
    missing: int | None = None
    withdrawn: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()


class Counts(NamedTuple):
    """`waiting` are lines nobody got a card by yet, but for those a newer roll took over."""

    lines: int
    received: int
    consented: int
    waiting: int


WAITS = and_(RollLine.received_at.is_(None), RollLine.superseded_by.is_(None))
COUNTED = (
    func.count(RollLine.number),
    func.count(RollLine.received_at),
    func.count(RollLine.consented_at),
    func.count(case((WAITS, RollLine.number))),
)


def counts(session: Session, roll_id: int) -> Counts:
    """Count the lines of a roll, and of those what came of them."""
    return Counts(*session.execute(select(*COUNTED).where(RollLine.roll_id == roll_id)).one())


def lines_on(
    session: Session, roll_id: int, page: int, *, lock: bool = False
) -> Sequence[RollLine]:
    """Return the lines that stand on a page of the paper."""
    first, last = lines_of(page, 1_000_000)
    lines = (
        select(RollLine)
        .where(RollLine.roll_id == roll_id, RollLine.number.between(first, last))
        .order_by(RollLine.number)
    )
    return session.scalars(lines.with_for_update() if lock else lines).all()


def tick_page(
    session: Session,
    roll: Roll,
    page: int,
    said: Marks,
    *,
    shown: Marks,
    paper: str | None = None,
    by: int | None,
    now: datetime,
) -> Ticked:
    """Let a page say what its paper says, wherever that is not what the page was shown with.

    What somebody else wrote meanwhile is left alone: who did not see a tick cannot mean to take
    it back. `paper` is the file that was looked at, else the newest of that page.
    """
    lines = lines_on(session, roll.id, page, lock=True)
    before = Marks.of(lines)
    got = (said.received ^ shown.received) & (said.received ^ before.received)
    meant = (said.consented ^ shown.consented) & (said.consented ^ before.consented)
    for line in lines:
        if line.number in got:
            line.received_at = now if line.number in said.received else None
    changed = [each for each in lines if each.number in meant]
    new = [each for each in changed if each.number in said.consented]
    back = [each for each in changed if each.number not in said.consented]
    consenting.strike(session, roll, back, by=by, now=now)
    papers = {page: paper} if paper else evidence(session, roll.id, [page])
    kept = consenting.consent(session, roll, new, papers, by=by, now=now)
    session.flush()
    numbers = frozenset(each.number for each in lines)
    moved = (before.received ^ shown.received) | (before.consented ^ shown.consented)
    return Ticked(
        len(got & numbers),
        kept.written + len(back),
        kept.missing,
        kept.withdrew,
        tuple(sorted(moved & numbers)),
    )


def tick_received(session: Session, roll: Roll, *, now: datetime) -> Ticked:
    """Say of everybody still open that the card was handed over; consents are read page by page."""
    open_ones = session.scalars(
        select(RollLine).where(RollLine.roll_id == roll.id, WAITS).with_for_update()
    ).all()
    for line in open_ones:
        line.received_at = now
    session.flush()
    return Ticked(len(open_ones), 0)
