"""The worker: takes a job, does it, writes down how it ended, and looks for the next."""

import logging
import signal
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Self

from benefits.database import Database
from benefits.errors import DomainError, Refusal
from benefits.jobs import queue
from benefits.jobs.files import FileStore
from benefits.jobs.holding import Holding, Lost
from benefits.jobs.models import Job

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
PAUSE = 1.0
PAUSES_AFTER_FAULT = 5


@dataclass(frozen=True, slots=True)
class Done:
    """How a task ended: what to show, and the file it made (a hash of the store).

    `also` is written with it or not at all, so that a second try finds everything as the first.
    """

    result: Mapping[str, Any]
    file: str | None = None
    also: queue.Also = queue.nothing_else

    @classmethod
    def with_file(
        cls, result: Mapping[str, Any], store: FileStore, file: Path, media_type: str, now: datetime
    ) -> Self:
        """End with a file that was made: its row is written as the job ends."""
        with file.open("rb") as content:
            laid = store.lay_down(content)
        enter = partial(store.enter, waiting=laid, name=file.name, media_type=media_type, now=now)
        return cls(result, laid.hash, enter)


Report = Callable[[int, int], None]
Task = Callable[[Job, Report], Done]


def utc_now() -> datetime:
    return datetime.now(UTC)


def work(
    database: Database,
    tasks: Mapping[str, Task],
    *,
    once: bool = False,
    daily: Collection[str] = (),
    clock: Clock = utc_now,
) -> int:
    """Do what is queued, then wait for more until told to stop; return how many were done.

    `daily` names the tasks that come back every day by themselves.
    """
    stopping = False

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping  # no lock: a signal may come while its own thread holds it
        stopping = True

    if once:
        return sum(1 for _ in iter(lambda: work_next(database, tasks, clock), False))
    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return work_while(lambda: not stopping, database, tasks, daily=daily, clock=clock)


def work_while(
    goes_on: Callable[[], bool],
    database: Database,
    tasks: Mapping[str, Task],
    *,
    daily: Collection[str] = (),
    clock: Clock = utc_now,
) -> int:
    """Do what is queued and wait for more; a database that is away for a while ends nothing."""
    count = 0
    while goes_on():
        try:
            if work_next(database, tasks, clock):
                count += 1
                continue
            for kind in daily:
                queue.enqueue_daily(database, kind, clock())
            pauses = 1
        except Exception:  # what the queue is asked next time, it may answer
            log.exception("the queue could not be asked")
            pauses = PAUSES_AFTER_FAULT
        while pauses and goes_on():
            time.sleep(PAUSE)
            pauses -= 1
    return count


def work_next(database: Database, tasks: Mapping[str, Task], clock: Clock = utc_now) -> bool:
    """Do one job; a refusal or a fault is written on it and stops nothing else."""
    job = queue.take(database, clock())
    if job is None:
        return False
    try:
        with Holding(database, job, clock) as holding:
            done = tasks[job.kind](job, holding.report)
        is_own = queue.end(
            database, job, clock(), result=done.result, result_file=done.file, also=done.also
        )
    except DomainError as error:
        shown = {"params": _shown(error)}
        is_own = queue.end(database, job, clock(), error=error.code, result=shown)
    except Lost:
        is_own = False
    except Exception as error:  # a fault of ours must not take the queue down with it
        log.exception("job %s (%s) failed", job.id, job.kind)
        is_own = queue.end(database, job, clock(), error=f"fault:{type(error).__name__}")
    if not is_own:
        log.warning("job %s (%s) was taken over by another worker", job.id, job.kind)
    return True


def _shown(error: DomainError) -> dict[str, str]:
    shown = {name: str(value) for name, value in error.params.items()}
    return {"value": error.value, **shown} if isinstance(error, Refusal) else shown
