"""Decisions about units that were carried out: the paper, what it did, and to whom. Append-only."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import NAMES_EVIDENCE, Base, Document, kept_as_text
from benefits.reorganizations.plans import Kind


class Concern(StrEnum):
    """What a unit was to a decision."""

    CLOSED = "closed"
    SUCCESSOR = "successor"
    MADE = "made"
    SPLIT = "split"
    MOVED = "moved"
    RENAMED = "renamed"
    REOPENED = "reopened"
    PARENT = "parent"


class Reorganization(Base):
    """`counts` are those of the moment it was carried out; `choices` what was to become of what.

    `digest` is made of all that was asked, so that the same request again finds what it did.
    """

    __tablename__ = "reorganizations"
    __table_args__ = (
        Index("ix_reorganizations_day", "day"),
        Index("uq_reorganizations_digest", "digest", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[Kind] = mapped_column(kept_as_text(Kind))
    day: Mapped[date]
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    scan_hash: Mapped[str | None] = mapped_column(
        ForeignKey("stored_files.hash"), info=NAMES_EVIDENCE
    )
    counts: Mapped[dict[str, Any]] = mapped_column(Document)
    choices: Mapped[dict[str, Any]] = mapped_column(Document)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    known_at: Mapped[datetime]
    digest: Mapped[str | None] = mapped_column(default=None)


class ConcernedUnit(Base):
    """A unit that a decision is about; one may be it in two ways."""

    __tablename__ = "reorganization_units"
    __table_args__ = (Index("ix_reorganization_units_organization_id", "organization_id"),)

    reorganization_id: Mapped[int] = mapped_column(
        ForeignKey("reorganizations.id"), primary_key=True
    )
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    concern: Mapped[Concern] = mapped_column(kept_as_text(Concern), primary_key=True)
