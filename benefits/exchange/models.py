"""A file being taken in: checked row by row first, then applied in small groups."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, Document, kept_as_text


class RowState(StrEnum):
    """`waiting` is checked and not yet applied; the rest are ends."""

    WAITING = "waiting"
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class ImportRun(Base):
    """One file of one kind. The same file given again resumes where it stopped.

    Once `forgotten_at`, its rows say no more than what became of them, and why.
    """

    __tablename__ = "import_runs"
    __table_args__ = (Index("ix_import_runs_file", "kind", "file_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    file_hash: Mapped[str]
    file_name: Mapped[str]
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id"), default=None
    )
    read: Mapped[int] = mapped_column(default=0)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    created_at: Mapped[datetime]
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    forgotten_at: Mapped[datetime | None] = mapped_column(default=None)


class ImportRow(Base):
    """A row on its way in; `member_id` tells whom it spoke of, so that leavers can be told."""

    __tablename__ = "import_rows"
    __table_args__ = ({"sqlite_with_rowid": False},)

    run_id: Mapped[int] = mapped_column(
        ForeignKey("import_runs.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[RowState] = mapped_column(kept_as_text(RowState))
    values: Mapped[dict[str, Any]] = mapped_column(Document)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(Document, default_factory=list)
    member_id: Mapped[int | None] = mapped_column(default=None)


class ImportUnit(Base):
    """A unit of which a roster spoke."""

    __tablename__ = "import_units"

    run_id: Mapped[int] = mapped_column(
        ForeignKey("import_runs.id", ondelete="CASCADE"), primary_key=True
    )
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)


class ImportAbsentee(Base):
    """Somebody of a unit of whom a roster of that unit did not speak when it was taken in."""

    __tablename__ = "import_absentees"

    run_id: Mapped[int] = mapped_column(
        ForeignKey("import_runs.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
