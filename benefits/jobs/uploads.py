"""Uploaded lists of people are read once; their content goes after thirty days."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.jobs.files import FileStore
from benefits.jobs.models import Job, JobState, StoredFile

KEPT: Final = timedelta(days=30)
OVER: Final = (JobState.DONE, JobState.FAILED)


def forget_uploads(session: Session, store: FileStore, now: datetime) -> int:
    """Delete what was uploaded for work that ended thirty days ago; say how many files.

    The row stays and says that there was a file. One that is also the input of newer work stays.
    """
    young = select(Job.input_file).where(
        Job.input_file.is_not(None), Job.state.not_in(OVER) | (Job.finished_at >= now - KEPT)
    )
    old = select(Job.input_file).where(
        Job.input_file.is_not(None),
        Job.state.in_(OVER),
        Job.finished_at < now - KEPT,
        Job.input_file.not_in(young),
    )
    found = session.scalars(
        select(StoredFile.hash).where(StoredFile.hash.in_(old), StoredFile.deleted_at.is_(None))
    ).all()
    for digest in found:
        store.forget(session, digest, now)
    return len(found)
