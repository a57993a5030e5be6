"""Consents as signed paper tells them: kept with the scan of their page, and struck if mistaken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent, ConsentDecision, ConsentMedium, consents
from benefits.cards.issuing import in_groups
from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls.models import Roll, RollLine
from benefits.cards.rolls.scans import sheets_of
from benefits.members.merging import people_of

PAPER: Final = ConsentMedium.PAPER
GIVEN, WITHDRAWN = ConsentDecision.GIVEN, ConsentDecision.WITHDRAWN


class Consented(NamedTuple):
    """How many consents were kept; none where a page is `missing`, none of who `withdrew` since."""

    written: int
    missing: int | None = None
    withdrew: tuple[int, ...] = ()


def consent(
    session: Session,
    roll: Roll,
    lines: Sequence[RollLine],
    papers: Mapping[int, str],
    *,
    by: int | None,
    now: datetime,
) -> Consented:
    """Keep consents with the paper of the page they were signed on; without one there is none.

    What somebody decided after the paper was made is newer than the paper: a consent stays as it
    was given then, a withdrawal stays a withdrawal.
    """
    if missing := {page_of(line.number) for line in lines} - papers.keys():
        return Consented(0, min(missing))
    since = _decided_since(session, roll, lines)
    withdrew = tuple(each.number for each in lines if since.get(each.member_id) is WITHDRAWN)
    for line in lines:
        if since.get(line.member_id) is WITHDRAWN:
            continue
        line.consented_at = now
        if line.member_id not in since:
            consents.decide(
                session,
                line.member_id,
                GIVEN,
                PAPER,
                by=by,
                now=now,
                version=roll.consent_version,
                evidence_hash=papers[page_of(line.number)],
            )
    return Consented(len(lines) - len(withdrew), withdrew=withdrew)


def strike(
    session: Session, roll: Roll, lines: Sequence[RollLine], *, by: int | None, now: datetime
) -> None:
    """Mend wrong ticks: what they wrote counts no longer. Nobody withdrew anything.

    What somebody decided elsewhere, before or since, stays.
    """
    papers = {sheet.file.hash for sheet in sheets_of(session, roll.id)} if lines else set[str]()
    for line in lines:
        written = select(Consent.id).where(
            Consent.member_id == line.member_id,
            Consent.decision == GIVEN,
            Consent.medium == PAPER,
            Consent.known_at == line.consented_at,
            Consent.evidence_hash.in_(papers),
            consents.counts(),
        )
        for consent_id in session.scalars(written).all():
            consents.strike(session, consent_id, by=by, now=now)
        line.consented_at = None


def withdrawn_since(session: Session, roll: Roll, lines: Sequence[RollLine]) -> list[int]:
    """Say on which lines stand people who withdrew their consent after the roll was drawn up."""
    since = _decided_since(session, roll, lines)
    return [each.number for each in lines if since.get(each.member_id) is WITHDRAWN]


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
