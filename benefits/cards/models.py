"""Cards: a row per issue and medium, found by the index its code carries."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, kept_as_text


class Medium(StrEnum):
    PRINT = "print"
    PHONE = "phone"


class CardStatus(StrEnum):
    """`replaced` stays good until its own last day; `expired` is only written, never needed."""

    ACTIVE = "active"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    LOST = "lost"
    EXPIRED = "expired"


HIGHEST: Final = 2**31 - 1
"""A code has four bytes for the index, and what is kept offline has room for each below it."""


class CardIndex(Base):
    """From what a scan or a hand gives (index, card code, typed code) to the one member."""

    __tablename__ = "card_indexes"
    __table_args__ = (CheckConstraint(f'"index" BETWEEN 1 AND {HIGHEST}', name="index"),)

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    typed_code: Mapped[str] = mapped_column(unique=True)


class Card(Base):
    """`status_on` is the day the present status took effect (a use before it still counts).

    `job_id` names the work that gave out many cards at once, this one among them.
    """

    __tablename__ = "cards"
    __table_args__ = (
        CheckConstraint("valid_from < valid_until", name="span"),
        UniqueConstraint("member_id", "index", "medium"),
        Index("ix_cards_index", "index"),
        Index("ix_cards_job_id", "job_id"),
        Index("ix_cards_held", "member_id", "medium", "status", "valid_until"),
        Index("ix_cards_status_valid_until", "status", "valid_until"),
        Index(
            "uq_cards_active",
            "member_id",
            "medium",
            unique=True,
            postgresql_where=text("status = 'active'"),
            sqlite_where=text("status = 'active'"),
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    index: Mapped[int] = mapped_column(ForeignKey("card_indexes.index"), primary_key=True)
    medium: Mapped[Medium] = mapped_column(kept_as_text(Medium))
    status: Mapped[CardStatus] = mapped_column(kept_as_text(CardStatus))
    status_on: Mapped[date]
    status_reason: Mapped[str | None] = mapped_column(default=None)
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("card_indexes.index"), default=None)
    printed_at: Mapped[datetime | None] = mapped_column(default=None)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), default=None)
    known_at: Mapped[datetime]


class CardPhone(Base):
    """The phone a card lives on; it proves itself by a secret of which we keep the hash."""

    __tablename__ = "card_phones"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    index: Mapped[int] = mapped_column(ForeignKey("card_indexes.index"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    got_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class CardEvent(Base):
    """What happened to a card, when and why; append-only."""

    __tablename__ = "card_events"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    index: Mapped[int] = mapped_column(ForeignKey("card_indexes.index"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[CardStatus] = mapped_column(kept_as_text(CardStatus))
    reason: Mapped[str | None] = mapped_column(default=None)
    effective_on: Mapped[date]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    known_at: Mapped[datetime]
