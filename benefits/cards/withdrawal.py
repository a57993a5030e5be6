"""Withdrawing consent: the same follows, whether a member does it or an officer writes it down.

The PIN, the card on the phone and the photo go; the printed card stays.
"""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import ConsentDecision, ConsentMedium, activation, consents
from benefits.cards import phones
from benefits.jobs import FileStore
from benefits.members import Member, merging, photos

NOTED: Final = {
    ConsentMedium.PORTAL: "consent_withdrawn",
    ConsentMedium.PAPER: "withdrawal_noted",
}


def withdraw(
    session: Session,
    store: FileStore,
    member: Member,
    medium: ConsentMedium,
    *,
    by: int | None,
    now: datetime,
    language: str = "vi",
    evidence_hash: str | None = None,
) -> None:
    """Keep that somebody withdrew, and end at once what rested on the consent."""
    decision, had_photo = ConsentDecision.WITHDRAWN, photos.remove(session, store, member, now)
    consents.decide(
        session,
        member.id,
        decision,
        medium,
        by=by,
        now=now,
        language=language,
        evidence_hash=evidence_hash,
    )
    session.flush()
    phones.take_off(session, member.id, by=by, now=now)
    for record in merging.records_of(session, member.id):  # each may have had a PIN of its own
        activation.reset(session, record, now)
    acts = [NOTED[medium], *(["photo_removed"] if had_photo else [])]
    for act in acts:
        audit.note(session, by, act, "members", member.id, now=now)
