"""Long work written down before it is begun, and the files it reads and writes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from benefits.database import Base, Document, kept_as_text


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class StoredFile(Base):
    """A file in the store, named by the SHA-256 of its content."""

    __tablename__ = "stored_files"

    hash: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    stored_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class Job(Base):
    """Work for the background; a failed one keeps its input and can be run again."""

    __tablename__ = "jobs"
    __table_args__ = (CheckConstraint("done_steps >= 0 AND all_steps >= 0", name="steps"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str]
    state: Mapped[JobState] = mapped_column(
        kept_as_text(JobState), default=JobState.QUEUED, index=True
    )
    input: Mapped[dict[str, Any]] = mapped_column(Document, default_factory=dict)
    input_file: Mapped[str | None] = mapped_column(ForeignKey("stored_files.hash"), default=None)
    done_steps: Mapped[int] = mapped_column(default=0)
    all_steps: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(default=None)
    result: Mapped[dict[str, Any] | None] = mapped_column(Document, default=None)
    result_file: Mapped[str | None] = mapped_column(ForeignKey("stored_files.hash"), default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id"), default=None, index=True
    )
    created_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
