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
    """One file of one kind. The same file given again resumes where it stopped."""

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
