"""A roll of one unit, its lines as they are printed, and the signed sheets that came back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base


class Roll(Base):
    """A list that was drawn up; its lines never change, only what came of them.

    `consent_version` tells which words stand on its paper.
    """

    __tablename__ = "rolls"
    __table_args__ = (Index("ix_rolls_organization_id", "organization_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    consent_version: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    drawn_at: Mapped[datetime]

    @property
    def code(self) -> str:
        """What stands on the paper, and in the code on each of its pages."""
        return f"NT{self.id:06d}"


class RollLine(Base):
    """One person's card on a roll: handed over or not, consented or not."""

    __tablename__ = "roll_lines"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    roll_id: Mapped[int] = mapped_column(ForeignKey("rolls.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    card_index: Mapped[int] = mapped_column(ForeignKey("card_indexes.index"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    received_at: Mapped[datetime | None] = mapped_column(default=None)
    consented_at: Mapped[datetime | None] = mapped_column(default=None)


class RollScan(Base):
    """A signed sheet as a file: which page of the roll it shows, where its code could be read."""

    __tablename__ = "roll_scans"
    __table_args__ = (Index("ix_roll_scans_roll_id", "roll_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    roll_id: Mapped[int] = mapped_column(ForeignKey("rolls.id"))
    file_hash: Mapped[str] = mapped_column(ForeignKey("stored_files.hash"))
    page: Mapped[int | None] = mapped_column(default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    kept_at: Mapped[datetime]
