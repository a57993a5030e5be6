"""Who did what: ids and field names, never a name, a phone number or a token."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, BigKey, Document


class Entry(Base):
    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_type", "subject_key"),
        Index("ix_audit_entries_account_id", "account_id", "id"),
        Index("ix_audit_entries_known_at", "known_at"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, init=False)
    act: Mapped[str]
    subject_type: Mapped[str]
    subject_key: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(Document, default_factory=dict)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]


class Seal(Base):
    """A committed entry's number in the chain, and the hash that binds it to the one before."""

    __tablename__ = "audit_seals"

    number: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entries.id"), unique=True)
    hash: Mapped[str]
