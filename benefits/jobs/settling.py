"""Failed work that waits for nobody any more: somebody said so, or a later file went well."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from benefits.jobs.models import Job, JobState

SETTLED: Final = "settled_at"
# Work on a file that people choose anew when it failed: a good one answers for those before it.
OF_FILES: Final = frozenset({"rehearse", "import", "take_photos", "export_list"})
# What makes two files ones of the same: where, and what they hold.
SAME: Final = ("within", "partner", "kind", "list")
LOOKED_BACK: Final = 200


def settle(job: Job, now: datetime) -> None:
    """Say of a failed job that nothing more is to be done about it; it can be run again still."""
    job.result = {**(job.result or {}), SETTLED: now.isoformat()}


def is_settled(job: Job) -> bool:
    return SETTLED in (job.result or {})


def waits_for_somebody() -> ColumnElement[bool]:
    """Tell of jobs whether they failed, and nobody settled that."""
    return and_(Job.state == JobState.FAILED, Job.result[SETTLED].as_string().is_(None))


def settle_earlier(session: Session, done: Job, now: datetime) -> None:
    """Let work on a file that went well settle what failed before it of the same."""
    if done.kind not in OF_FILES:
        return
    failed = select(Job).where(Job.kind == done.kind, Job.id < done.id, waits_for_somebody())
    for job in session.scalars(failed.order_by(Job.id.desc()).limit(LOOKED_BACK)):
        if _about(job) == _about(done):
            settle(job, now)


def _about(job: Job) -> tuple[object, ...]:
    whose = job.account_id if job.input.get("within") is None else None
    return (whose, *(job.input.get(name) for name in SAME))
