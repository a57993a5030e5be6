"""Consent of members, kept as evidence: to which words, when, on which medium, told by whom."""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.database import NAMES_EVIDENCE, Base, BigKey, kept_as_text
from benefits.wording import consent


class ConsentMedium(StrEnum):
    PORTAL = "portal"
    PAPER = "paper"


class ConsentDecision(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Consent(Base):
    """A decision of a member's; append-only, the newest counts.

    `digest` is the hash of the words that were shown in `language` under that version;
    `evidence_hash` names the scan of the paper on which somebody decided.
    """

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_member_id_known_at", "member_id", "known_at"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    decision: Mapped[ConsentDecision] = mapped_column(kept_as_text(ConsentDecision))
    medium: Mapped[ConsentMedium] = mapped_column(kept_as_text(ConsentMedium))
    version: Mapped[str]
    language: Mapped[str]
    digest: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]
    evidence_hash: Mapped[str | None] = mapped_column(default=None, info=NAMES_EVIDENCE)


class ConsentMistake(Base):
    """A decision that was written down though nobody took it: it stays, and counts for nothing."""

    __tablename__ = "consent_mistakes"

    consent_id: Mapped[int] = mapped_column(
        BigKey, ForeignKey("consents.id"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]


def decide(
    session: Session,
    member_id: int,
    decision: ConsentDecision,
    medium: ConsentMedium,
    *,
    by: int | None,
    now: datetime,
    language: str = "vi",
    version: str = consent.VERSION,
    evidence_hash: str | None = None,
) -> Consent:
    """Keep what a member decided about the words of today, or those of an earlier version."""
    words = consent.text_of(version, language)
    made = Consent(
        member_id=member_id,
        decision=decision,
        medium=medium,
        version=words.version,
        language=words.language,
        digest=words.digest,
        account_id=by,
        known_at=now,
        evidence_hash=evidence_hash,
    )
    session.add(made)
    return made


def counts() -> ColumnElement[bool]:
    """Tell of decisions that they were not written down by mistake."""
    return ~exists().where(ConsentMistake.consent_id == Consent.id)


def strike(session: Session, consent_id: int, *, by: int | None, now: datetime) -> None:
    """Say that nobody took a decision: it was written down by mistake."""
    session.add(ConsentMistake(consent_id=consent_id, account_id=by, known_at=now))


def struck(session: Session, records: Collection[int]) -> dict[int, datetime]:
    """Say which decisions told of some records were mistakes, and when that was seen."""
    found = (
        select(ConsentMistake.consent_id, ConsentMistake.known_at)
        .join(Consent, Consent.id == ConsentMistake.consent_id)
        .where(Consent.member_id.in_(records))
    )
    return dict(session.execute(found).all())


def newest(session: Session, records: Collection[int]) -> Consent | None:
    """Return what somebody decided last, on whichever of their records."""
    return session.scalar(
        select(Consent)
        .where(Consent.member_id.in_(records), counts())
        .order_by(Consent.known_at.desc(), Consent.id.desc())
        .limit(1)
    )


def newest_since(
    session: Session,
    whose: Mapping[int, int],
    since: datetime,
    *,
    but_on: Collection[str] = (),
) -> dict[int, ConsentDecision]:
    """Say what each person decided last after a moment, but for what some papers say.

    `whose` tells of every record by which the person is called.
    """
    rows = session.execute(
        select(Consent.member_id, Consent.decision, Consent.evidence_hash)
        .where(Consent.member_id.in_(whose), Consent.known_at > since, counts())
        .order_by(Consent.known_at, Consent.id)
    )
    return {whose[record]: decision for record, decision, paper in rows if paper not in but_on}


def all_of(session: Session, records: Collection[int]) -> list[Consent]:
    """Everything somebody ever decided on any of their records, the newest first."""
    mine = select(Consent).where(Consent.member_id.in_(records))
    return list(session.scalars(mine.order_by(Consent.known_at.desc(), Consent.id.desc())))
