"""Work is done once: by the worker that lives, never for ever, and after the database was away."""

from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import text

from benefits import jobs
from benefits.database import Database
from benefits.jobs import Done, Job, JobState, Report, Task, holding, queue, working
from benefits.wording import has_sentence

SILENT = timedelta(minutes=3)
KIND = "tidy"


def queued(database: Database, now: datetime) -> int:
    with database.write() as session:
        return jobs.enqueue(session, KIND, now=now).id


def found(database: Database, job_id: int) -> Job:
    with database.read() as session:
        return session.get_one(Job, job_id)


def taken(database: Database, now: datetime) -> Job:
    job = queue.take(database, now)
    assert job is not None
    return job


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second be long: workers count as silent soon, and say often that they live."""
    monkeypatch.setattr(queue, "ABANDONED_AFTER", timedelta(seconds=1.5))
    monkeypatch.setattr(holding, "SIGN_OF_LIFE", 0.1)
    monkeypatch.setattr(working, "PAUSE", 0.0)


@pytest.mark.usefixtures("hasty")
def test_of_two_workers_one_does_a_job_that_has_long_nothing_to_tell(
    database: Database, now: datetime
) -> None:
    job_id, begun, may_end = queued(database, now), Event(), Event()
    counts = []

    def brood(_job: Job, _report: Report) -> Done:
        begun.set()
        assert may_end.wait(30)
        return Done({"by": "the first"})

    def work(task: Task) -> None:
        counts.append(jobs.work(database, {KIND: task}, once=True))

    first = Thread(target=work, args=(brood,))
    first.start()
    assert begun.wait(30)
    may_end.wait(2.0)  # longer than a silent worker is waited for
    second = Thread(target=work, args=(lambda _job, _report: Done({"by": "the second"}),))
    second.start()
    second.join()
    may_end.set()
    first.join()
    assert counts == [0, 1]
    ended = found(database, job_id)
    assert (ended.state, ended.result, ended.attempts) == (
        JobState.DONE,
        {"by": "the first"},
        1,
    )


def test_a_worker_whose_job_was_taken_over_writes_nothing_more(
    database: Database, now: datetime
) -> None:
    job_id = queued(database, now)
    slept = taken(database, now)
    with holding.Holding(database, slept, lambda: now) as hold:
        other = taken(database, now + SILENT)
        with pytest.raises(holding.Lost):
            hold.report(1, 1)
    assert queue.end(database, other, now, result={"by": "the other"})
    written: list[object] = []
    assert not queue.end(database, slept, now, error="fault:Late", also=written.append)
    assert written == []
    ended = found(database, job_id)
    assert (ended.state, ended.result) == (JobState.DONE, {"by": "the other"})


def test_a_job_that_takes_every_worker_down_is_given_up_until_somebody_starts_it_again(
    database: Database, now: datetime
) -> None:
    job_id, behind = queued(database, now), queued(database, now)
    for attempt in range(queue.MOST_ATTEMPTS):
        assert taken(database, now + attempt * SILENT).id == job_id
    last = now + queue.MOST_ATTEMPTS * SILENT
    assert taken(database, last).id == behind
    ended = found(database, job_id)
    assert (ended.state, ended.finished_at) == (JobState.FAILED, last)
    assert has_sentence(ended.error or "")
    with database.write() as session:
        jobs.again(session.get_one(Job, job_id))
    for attempt in range(queue.MOST_ATTEMPTS):
        assert taken(database, last + attempt * SILENT).id == job_id


def test_a_database_that_is_away_for_a_while_ends_no_worker(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PAUSE", 0.0)
    job_id, turns = queued(database, now), []

    def rename(old: str, new: str) -> None:
        with database.write() as session:
            session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    def goes_on() -> bool:
        turns.append(1)
        if len(turns) == working.PAUSES_AFTER_FAULT:
            rename("jobs_away", "jobs")
        return len(turns) < 2 * working.PAUSES_AFTER_FAULT

    rename("jobs", "jobs_away")
    did = working.work_while(goes_on, database, {KIND: lambda _job, _report: Done({})})
    assert did == 1
    assert found(database, job_id).state is JobState.DONE
