"""Which consents rest on which signed sheet: what bears one is neither renamed nor taken out."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from benefits.access import Consent, consents
from benefits.cards.printing.roll_sheet import lines_of, page_of
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.cards.rolls.paper import count_of
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore


def bears(session: Session, roll_id: int, page: int) -> set[str]:
    """Say on which files the consents of a page's lines rest."""
    first, last = lines_of(page, 1_000_000)
    papers = (
        select(Consent.evidence_hash)
        .join(RollLine, RollLine.member_id == Consent.member_id)
        .where(
            RollLine.roll_id == roll_id,
            RollLine.number.between(first, last),
            Consent.evidence_hash.is_not(None),
            consents.counts(),
        )
    )
    return {each for each in session.scalars(papers.distinct()) if each is not None}


def name_page(session: Session, roll: Roll, scan: RollScan, page: int) -> None:
    """Let a sheet be the page that somebody says it is; a code that was read says it better."""
    last = page_of(count_of(session, roll.id))
    if not 1 <= page <= last:
        raise Invalid("scan_page_unknown", last=last)
    if scan.is_read:
        raise Conflict("scan_page_known", page=scan.page)
    _check_bears_nothing(session, scan)
    scan.page = page
    session.flush()


def take_out(session: Session, store: FileStore, scan: RollScan, now: datetime) -> None:
    """Let go of a sheet that was kept by mistake, and of its file once it shows nothing else."""
    _check_bears_nothing(session, scan)
    digest = scan.file_hash
    session.delete(scan)
    session.flush()
    is_kept = exists().where(RollScan.file_hash == digest)
    is_evidence = exists().where(Consent.evidence_hash == digest, consents.counts())
    if not session.scalar(select(is_kept | is_evidence)):
        store.forget(session, digest, now)


def _check_bears_nothing(session: Session, scan: RollScan) -> None:
    if scan.page is not None and scan.file_hash in bears(session, scan.roll_id, scan.page):
        raise Conflict("scan_bears_consents", page=scan.page)
