"""What a signed roll says, written down: who got the card, who consented; the rest stays open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from benefits.access import ConsentDecision, ConsentMedium, consents
from benefits.cards.issuing import in_groups
from benefits.cards.printing.roll_sheet import lines_of, page_of
from benefits.cards.rolls.models import Roll, RollLine
from benefits.cards.rolls.scans import evidence, sheets_of
from benefits.members.merging import people_of, records_of

PAPER: Final = ConsentMedium.PAPER
WITHDRAWN: Final = ConsentDecision.WITHDRAWN


class Ticked(NamedTuple):
    """How many lines were changed: cards handed over, consents given.

    No consent was written down where the page `missing` was not scanned back, nor on the lines
    `withdrawn`, whose people withdrew theirs after the paper was made.
    """

    received: int
    consented: int
    missing: int | None = None
    withdrawn: tuple[int, ...] = ()


class Counts(NamedTuple):
    lines: int
    received: int
    consented: int


def counts(session: Session, roll_id: int) -> Counts:
    """Count the lines of a roll, and of those what came of them."""
    lines, received, consented = session.execute(
        select(
            func.count(RollLine.number),
            func.count(RollLine.received_at),
            func.count(RollLine.consented_at),
        ).where(RollLine.roll_id == roll_id)
    ).one()
    return Counts(lines, received, consented)


def lines_on(session: Session, roll_id: int, page: int) -> Sequence[RollLine]:
    """Return the lines that stand on a page of the paper."""
    first, last = lines_of(page, 1_000_000)
    return session.scalars(
        select(RollLine)
        .where(RollLine.roll_id == roll_id, RollLine.number.between(first, last))
        .order_by(RollLine.number)
    ).all()


def tick_page(
    session: Session,
    roll: Roll,
    page: int,
    *,
    received: Collection[int],
    consented: Collection[int],
    by: int | None,
    now: datetime,
) -> Ticked:
    """Let a page say what its paper says: these lines are ticked, and no others of the page."""
    lines = lines_on(session, roll.id, page)
    got = sum((each.number in received) != (each.received_at is not None) for each in lines)
    for line in lines:
        line.received_at = (line.received_at or now) if line.number in received else None
    new = [each for each in lines if each.number in consented and each.consented_at is None]
    written = _consent(session, roll, new, by, now)
    back = [each for each in lines if each.consented_at and each.number not in consented]
    for line in back:
        _take_back(session, roll, line, by, now)
    session.flush()
    return written._replace(received=got, consented=written.consented + len(back))


def tick_received(session: Session, roll: Roll, *, now: datetime) -> Ticked:
    """Say of everybody still open that the card was handed over; consents are read page by page."""
    open_ones = _open(session, roll.id, RollLine.received_at.is_(None))
    for line in open_ones:
        line.received_at = now
    session.flush()
    return Ticked(len(open_ones), 0)


def withdrawn_since(session: Session, roll: Roll, lines: Sequence[RollLine]) -> list[int]:
    """Say on which lines stand people who withdrew their consent after the roll was drawn up."""
    since = _decided_since(session, roll, lines)
    return [each.number for each in lines if since.get(each.member_id) is WITHDRAWN]


def _open(session: Session, roll_id: int, which: ColumnElement[bool]) -> Sequence[RollLine]:
    return session.scalars(
        select(RollLine).where(and_(RollLine.roll_id == roll_id, which)).order_by(RollLine.number)
    ).all()


def _consent(
    session: Session, roll: Roll, lines: Sequence[RollLine], by: int | None, now: datetime
) -> Ticked:
    """Keep consents with the scan of the page they were signed on; without one there is none.

    What somebody decided after the paper was made is newer than the paper: a consent stays as it
    was given then, a withdrawal stays a withdrawal.
    """
    pages = {page_of(line.number) for line in lines}
    papers = evidence(session, roll.id, pages)
    if pages - papers.keys():
        return Ticked(0, 0, min(pages - papers.keys()))
    since = _decided_since(session, roll, lines)
    withdrawn = tuple(each.number for each in lines if since.get(each.member_id) is WITHDRAWN)
    for line in lines:
        if since.get(line.member_id) is WITHDRAWN:
            continue
        line.consented_at = now
        if line.member_id not in since:
            paper = papers[page_of(line.number)]
            _decide(session, roll, line, ConsentDecision.GIVEN, paper=paper, by=by, now=now)
    return Ticked(0, len(lines) - len(withdrawn), withdrawn=withdrawn)


def _decided_since(
    session: Session, roll: Roll, lines: Sequence[RollLine]
) -> dict[int, ConsentDecision]:
    """Say what people decided since elsewhere; ticks of this roll are not theirs."""
    papers = {sheet.file.hash for sheet in sheets_of(session, roll.id)}
    found: dict[int, ConsentDecision] = {}
    for group in in_groups([each.member_id for each in lines]):
        whose = people_of(session, group)
        decided = consents.newest_since(session, whose, roll.drawn_at, but_on=papers)
        found |= {each: decided[whose[each]] for each in group if whose[each] in decided}
    return found


def _decide(
    session: Session,
    roll: Roll,
    line: RollLine,
    decision: ConsentDecision,
    *,
    paper: str | None,
    by: int | None,
    now: datetime,
) -> None:
    consents.decide(
        session,
        line.member_id,
        decision,
        PAPER,
        by=by,
        now=now,
        version=roll.consent_version,
        evidence_hash=paper,
    )


def _take_back(session: Session, roll: Roll, line: RollLine, by: int | None, now: datetime) -> None:
    """Mend a wrong tick: what was decided elsewhere since then stays."""
    newest = consents.newest(session, records_of(session, line.member_id))
    if newest is not None and (newest.medium, newest.known_at) == (PAPER, line.consented_at):
        paper = newest.evidence_hash
        _decide(session, roll, line, WITHDRAWN, paper=paper, by=by, now=now)
    line.consented_at = None
