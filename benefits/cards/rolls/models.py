"""A roll of one unit, its lines as they are printed, and the signed sheets that came back."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import NAMES_EVIDENCE, Base, Document, given_once

_STANDS: Final = text("superseded_by IS NULL")
_OPEN: Final = text("certain > 0 OR doubtful > 0")


class Roll(Base):
    """A list that was drawn up; its lines never change, only what came of them.

    `consent_version` tells which words stand on its paper, `job_id` which work drew it up.
    """

    __tablename__ = "rolls"
    __table_args__ = (Index("ix_rolls_organization_id", "organization_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    consent_version: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    drawn_at: Mapped[datetime]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), default=None, index=True)

    @property
    def code(self) -> str:
        """What stands on the paper, and in the code on each of its pages."""
        return code_of(self.id)


def code_of(roll_id: int) -> str:
    return f"NT{roll_id:06d}"


class RollLine(Base):
    """One person's card on a roll: handed over or not, consented or not.

    A card that was printed anew since stands on a newer roll, by which the line is superseded.
    `name_digest` tells whether the person is still called as it was when the roll was drawn up.
    """

    __tablename__ = "roll_lines"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        Index(
            "uq_roll_lines_card_index",
            "card_index",
            unique=True,
            postgresql_where=_STANDS,
            sqlite_where=_STANDS,
        ),
    )

    roll_id: Mapped[int] = mapped_column(ForeignKey("rolls.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    card_index: Mapped[int] = mapped_column(ForeignKey("card_indexes.index"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    received_at: Mapped[datetime | None] = mapped_column(default=None)
    consented_at: Mapped[datetime | None] = mapped_column(default=None)
    name_digest: Mapped[str | None] = mapped_column(default=None)
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("rolls.id"), default=None)


class RollScan(Base):
    """A signed sheet: which one of a file, and which page of the roll it shows.

    `is_read` says that the code on it tells the page; else somebody did, or nobody has yet. What
    the boxes of a sheet seem to say is its `reading`, of which so many lines wait to be confirmed
    that were read for `certain`, and so many to be looked at that are `doubtful`.
    """

    __tablename__ = "roll_scans"
    __table_args__ = (
        Index("ix_roll_scans_roll_id", "roll_id", "id"),
        Index("ix_roll_scans_open", "id", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    roll_id: Mapped[int] = mapped_column(ForeignKey("rolls.id"))
    file_hash: Mapped[str] = mapped_column(ForeignKey("stored_files.hash"), info=NAMES_EVIDENCE)
    page: Mapped[int | None] = mapped_column(default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    kept_at: Mapped[datetime]
    sheet: Mapped[int | None] = mapped_column(default=None)
    is_read: Mapped[bool] = mapped_column(default=False, server_default=false())
    reading: Mapped[dict[str, list[int]] | None] = mapped_column(Document, default=None)
    certain: Mapped[int] = mapped_column(default=0, server_default="0")
    doubtful: Mapped[int] = mapped_column(default=0, server_default="0")


given_once(RollScan)  # a sheet kept by mistake is taken out
