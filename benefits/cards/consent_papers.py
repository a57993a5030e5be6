"""Papers on which somebody consented or withdrew: kept by hash, and who may be shown which."""

from collections.abc import Collection
from datetime import datetime
from typing import BinaryIO, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent, consents
from benefits.cards.rolls.models import Roll, RollScan
from benefits.cards.rolls.scan_reading import kind_of
from benefits.jobs import FileStore, StoredFile

NAME = "phieu"
MOST = 50


class Decided(NamedTuple):
    """A decision, the roll on which it was signed if it was one, and whether it was a mistake.

    A sheet of a roll is not handed out with one person's papers: others signed on it too.
    """

    consent: Consent
    roll: str | None
    is_mistake: bool

    @property
    def has_own_paper(self) -> bool:
        return self.consent.evidence_hash is not None and self.roll is None


def check(content: BinaryIO) -> None:
    """Raise `Invalid` where a file cannot be the scan of a paper."""
    kind_of(content)


def keep(session: Session, store: FileStore, content: BinaryIO, *, now: datetime) -> str:
    """Keep the scan of a paper as evidence, and return its hash; what is no scan is refused."""
    media_type, ending = kind_of(content)
    return store.keep(session, content, name=NAME + ending, media_type=media_type, now=now)


def all_of(session: Session, records: Collection[int]) -> list[Decided]:
    """List what somebody decided on any of their records, the newest first."""
    decided = consents.all_of(session, records)[:MOST]
    papers = {each.evidence_hash for each in decided if each.evidence_hash}
    rolls = _rolls_of(session, papers)
    mistaken = consents.struck(session, records)
    return [
        Decided(each, rolls.get(each.evidence_hash or ""), each.id in mistaken) for each in decided
    ]


def file_of(session: Session, records: Collection[int], consent_id: int) -> StoredFile | None:
    """Return the paper of one decision of somebody's, where it is that person's alone."""
    found = next((each for each in all_of(session, records) if each.consent.id == consent_id), None)
    if found is None or not found.has_own_paper:
        return None
    return session.get(StoredFile, found.consent.evidence_hash)


def _rolls_of(session: Session, papers: Collection[str]) -> dict[str, str]:
    if not papers:
        return {}
    signed = select(RollScan.file_hash, Roll).join(Roll, Roll.id == RollScan.roll_id)
    rows = session.execute(signed.where(RollScan.file_hash.in_(papers)))
    return {digest: roll.code for digest, roll in rows}
