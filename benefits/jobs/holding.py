"""A worker's hold on the job it does: kept up by a sign of life, lost to whoever took over."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from benefits.database import Database
from benefits.jobs import queue
from benefits.jobs.models import Job

log = logging.getLogger(__name__)

SIGN_OF_LIFE = 20.0
TOLD_EVERY = 1.0


class Lost(Exception):
    """Another worker does this job now: whatever this one goes on to do is done twice."""


class Holding:
    """Says every so often that the worker lives, however long it has nothing to tell.

    The thread that says so has a connection of its own; a database that does not answer is asked
    again the next time.
    """

    def __init__(self, database: Database, job: Job, clock: Callable[[], datetime]) -> None:
        self._database, self._job, self._clock = database, job, clock
        self._is_over, self._is_lost = Event(), Event()
        self._thread = Thread(target=self._live, name=f"job-{job.id}", daemon=True)
        self._told_at = 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def report(self, done: int, of: int) -> None:
        """Tell how far the job is, at most once a second; raise Lost where it is another's."""
        if done == of or time.monotonic() - self._told_at > TOLD_EVERY:
            self._told_at = time.monotonic()
            self._beat((done, of))
        if self._is_lost.is_set():
            raise Lost

    def _live(self) -> None:
        while not (self._is_over.wait(SIGN_OF_LIFE) or self._is_lost.is_set()):
            try:
                self._beat()
            except SQLAlchemyError:
                log.warning("job %s: no sign of life could be given", self._job.id)

    def _beat(self, steps: tuple[int, int] | None = None) -> None:
        if not queue.beat(self._database, self._job, self._clock(), steps):
            self._is_lost.set()
