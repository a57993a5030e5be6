"""The queue is a table: written with the act that wants the work, taken by one worker at a time."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from benefits.database import Database
from benefits.jobs.models import Job, JobState
from benefits.jobs.settling import settle_earlier

ABANDONED_AFTER = timedelta(minutes=2)
# Attempts are counted on for ever, so that each has a number of its own; a round has so many.
MOST_ATTEMPTS = 3
EVERY_DAY = timedelta(days=1)
Also = Callable[[Session], object]


def nothing_else(_session: Session) -> None:
    """Write nothing but how the job ended."""


def enqueue(
    session: Session,
    kind: str,
    *,
    now: datetime,
    input: Mapping[str, Any] | None = None,  # noqa: A002 - the column's name
    input_file: str | None = None,
    account_id: int | None = None,
) -> Job:
    """Write work down; it begins once the caller's transaction commits."""
    job = Job(
        kind=kind,
        input=dict(input or {}),
        input_file=input_file,
        account_id=account_id,
        created_at=now,
    )
    session.add(job)
    session.flush()  # the caller shows where it can be followed
    return job


def again(job: Job) -> None:
    """Queue a failed job once more, with the same input; it may be tried as often as at first."""
    job.state, job.error, job.finished_at = JobState.QUEUED, None, None
    job.result = None
    job.attempts += -job.attempts % MOST_ATTEMPTS


def enqueue_daily(database: Database, kind: str, now: datetime) -> None:
    """Queue work of this kind unless some was queued within a day; twice at once does no harm."""
    with database.read() as session:
        newest = session.scalar(select(func.max(Job.created_at)).where(Job.kind == kind))
    if newest is None or newest < now - EVERY_DAY:
        with database.write() as session:
            enqueue(session, kind, now=now)


def waiting(session: Session, now: datetime) -> tuple[dict[JobState, int], timedelta]:
    """Count jobs by state, and say how long the oldest of those queued has waited."""
    counted = session.execute(select(Job.state, func.count().label("number")).group_by(Job.state))
    found = dict.fromkeys(JobState, 0) | {each.state: each.number for each in counted}
    oldest = session.scalar(select(func.min(Job.created_at)).where(Job.state == JobState.QUEUED))
    return found, now - oldest if oldest else timedelta()


def is_wanted(session: Session, digest: str, *, but_by: int) -> bool:
    """Tell whether work that is not done, other than this, was to read a file."""
    others = select(Job.id).where(
        Job.input_file == digest, Job.id != but_by, Job.state != JobState.DONE
    )
    return session.scalar(others.limit(1)) is not None


def take(database: Database, now: datetime) -> Job | None:
    """Claim the oldest waiting job, or one whose worker has gone silent.

    One that went silent with every worker that took it is given up: it would bring down the next.
    """
    with database.write() as session:
        while (job := _next(session, now)) is not None:
            if job.state is JobState.RUNNING and job.attempts % MOST_ATTEMPTS == 0:
                job.state, job.error, job.finished_at = JobState.FAILED, "workers_lost", now
                job.result = {"params": {"attempts": MOST_ATTEMPTS}}
                session.flush()
                continue
            job.state, job.heartbeat_at = JobState.RUNNING, now
            job.attempts += 1
            return job
    return None


def _next(session: Session, now: datetime) -> Job | None:
    silent = (Job.state == JobState.RUNNING) & (Job.heartbeat_at < now - ABANDONED_AFTER)
    return session.scalar(
        select(Job)
        .where(or_(Job.state == JobState.QUEUED, silent))
        .order_by(Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def beat(database: Database, job: Job, now: datetime, steps: tuple[int, int] | None = None) -> bool:
    """Say that a job's worker lives, and how far it is; tell whether the job is still its own."""
    said = {} if steps is None else {"done_steps": steps[0], "all_steps": steps[1]}
    with database.write() as session:
        beaten = (
            update(Job)
            .where(Job.id == job.id, Job.state == JobState.RUNNING, Job.attempts == job.attempts)
            .values(heartbeat_at=now, **said)
            .returning(Job.id)
        )
        return session.scalar(beaten) is not None


def end(
    database: Database,
    job: Job,
    now: datetime,
    *,
    result: Mapping[str, Any] | None = None,
    result_file: str | None = None,
    error: str | None = None,
    also: Also = nothing_else,
) -> bool:
    """Write down how a job ended, and in the same unit of work what can only be said then.

    Of a job that somebody else took over meanwhile nothing is written.
    """
    with database.write() as session:
        held = session.get_one(Job, job.id, with_for_update=True)
        if held.state is not JobState.RUNNING or held.attempts != job.attempts:
            return False
        also(session)
        held.state = JobState.FAILED if error else JobState.DONE
        held.error, held.result, held.finished_at = error, dict(result or {}), now
        held.result_file = result_file
        if held.state is JobState.DONE:
            settle_earlier(session, held, now)
    return True
