"""What is kept for a time only goes when its time is over, and nothing else does."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits import jobs
from benefits.access import Face, accounts, sessions, throttling
from benefits.access.models import Throttle, WebSession
from benefits.cli.tidy_task import tidy
from benefits.database import Database
from benefits.jobs import Done, FileStore, Job, JobState, StoredFile
from benefits.purchases import Verification
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def count(database: Database) -> Callable[[type], int]:
    def rows(kind: type) -> int:
        with database.read() as session:
            return session.scalar(select(func.count()).select_from(kind)) or 0

    return rows


def test_an_empty_house_is_tidy(database: Database, store: FileStore, now: datetime) -> None:
    assert tidy(database, store, now) == {"sessions": 0, "uploads": 0, "looks": 0}


def test_looks_at_cards_go_after_two_years(
    database: Database, store: FileStore, now: datetime, count: Callable[[type], int]
) -> None:
    with database.write() as session:
        for days in (1, 729, 731, 900):
            session.add(Verification(result="applies", verified_at=now - days * DAY))
    assert tidy(database, store, now)["looks"] == 2
    assert count(Verification) == 2


def test_ended_sessions_go_after_a_month_and_old_failures_after_a_day(
    database: Database, store: FileStore, now: datetime, count: Callable[[type], int]
) -> None:
    with database.write() as session:
        added = accounts.add_officer(
            session, login="an@hoaphuong.example", name="An", now=now,
            organization_id=World(session).province.id,
        )  # fmt: skip
        for days in (0, 20, 40):
            sessions.open_session(
                session, account=added.account, role=None, face=Face.DESK, now=now - days * DAY
            )
        for hours in (1, 30):
            guess = throttling.guess_at("login", f"{hours}")
            throttling.locked_until(session, guess, now - timedelta(hours=hours))
            throttling.note_failure(session, guess, now - timedelta(hours=hours))
    assert tidy(database, store, now)["sessions"] == 2
    assert count(WebSession) == 2
    assert count(Throttle) == 1


def test_an_uploaded_list_goes_after_thirty_days_unless_it_was_uploaded_again(
    database: Database, store: FileStore, now: datetime
) -> None:
    def upload(content: bytes, days: int, state: JobState = JobState.DONE) -> str:
        with database.write() as session:
            when = now - days * DAY
            kept = store.keep(
                session, BytesIO(content), name="a.csv", media_type="text/csv", now=when
            )
            job = jobs.enqueue(session, "import", now=when, input_file=kept)
            job.state, job.finished_at = state, when
        return kept

    old, again, young = upload(b"old", 31), upload(b"again", 31), upload(b"young", 29)
    waiting = upload(b"waiting", 31, JobState.QUEUED)
    upload(b"again", 2)
    assert tidy(database, store, now)["uploads"] == 1
    assert not store.path(old).exists()
    assert all(store.path(each).exists() for each in (again, young, waiting))


def test_a_list_taken_away_goes_after_thirty_days_with_what_it_was_asked_by(
    database: Database, store: FileStore, now: datetime
) -> None:
    def make(content: bytes, days: int, kind: str = "export_list") -> tuple[str, int]:
        with database.write() as session:
            when = now - days * DAY
            kept = store.keep(
                session, BytesIO(content), name="a.csv", media_type="text/csv", now=when
            )
            asked = {"list": "members.file", "query": "tim=Hạnh"}
            job = jobs.enqueue(session, kind, now=when, input=asked)
            job.state, job.finished_at, job.result_file = JobState.DONE, when, kept
            job.result = {"rows": 2, "refusals": [{"value": "Hạnh"}]}
        return kept, job.id

    old, asked_long_ago = make(b"old", 31)
    change, _ = make(b"change", 31, "change_cards")
    again, _ = make(b"again", 31)
    make(b"again", 2)
    young, asked_lately = make(b"young", 29)
    assert tidy(database, store, now)["uploads"] == 1
    assert not store.path(old).exists()
    assert all(store.path(each).exists() for each in (change, again, young))
    with database.read() as session:
        job = session.get_one(Job, asked_long_ago)
        assert (job.input, job.result) == ({"list": "members.file"}, {"rows": 2})
        assert session.get_one(Job, asked_lately).input["query"] == "tim=Hạnh"


@pytest.mark.parametrize("name", ["thu-kich-hoat.pdf", "thu-moi.pdf"])
def test_letters_of_work_that_broke_off_once_they_were_kept_go_after_a_week(
    database: Database, store: FileStore, now: datetime, name: str
) -> None:
    def keep(content: bytes, days: int, media_type: str = "application/pdf") -> str:
        with database.write() as session:
            when = now - days * DAY
            return store.keep(session, BytesIO(content), name=name, media_type=media_type, now=when)

    old, young, others = keep(b"old", 8), keep(b"young", 6), keep(b"uploaded", 8)
    with database.write() as session:
        job = jobs.enqueue(session, "import", now=now - DAY, input_file=others)
        job.state, job.finished_at = JobState.DONE, now - DAY
    assert tidy(database, store, now)["uploads"] == 1
    assert not store.path(old).exists()
    assert all(store.path(each).exists() for each in (young, others))


@pytest.mark.parametrize("kind", ["print_cards", "print_rolls", "take_photos"])
def test_what_was_printed_or_refused_is_there_for_thirty_days_and_gone_the_day_after(
    database: Database, store: FileStore, now: datetime, kind: str
) -> None:
    with database.write() as session:
        kept = store.keep(
            session, BytesIO(b"names"), name="a.pdf", media_type="application/pdf", now=now
        )
        job = jobs.enqueue(session, kind, now=now)
        job.state, job.finished_at, job.result_file = JobState.DONE, now, kept
    tidy(database, store, now + 30 * DAY)
    assert store.path(kept).exists()
    tidy(database, store, now + 31 * DAY)
    assert not store.path(kept).exists()
    with database.read() as session:
        assert session.get_one(StoredFile, kept).deleted_at == now + 31 * DAY


def test_a_file_goes_with_the_commit_and_stays_without_one(
    database: Database, store: FileStore, now: datetime
) -> None:
    with database.write() as session:
        kept = store.keep(session, BytesIO(b"x"), name="a.csv", media_type="text/csv", now=now)
    with pytest.raises(ZeroDivisionError), database.write() as session:
        store.forget(session, kept, now)
        session.flush()
        raise ZeroDivisionError
    assert store.content(kept) == b"x"
    with database.write() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            store.forget(session, kept, now)
            raise ZeroDivisionError
        with session.begin_nested():
            store.forget(session, kept, now)
        assert store.content(kept) == b"x"
    assert store.content(kept) is None


def test_a_file_that_comes_again_while_it_goes_is_there(
    database: Database, store: FileStore, now: datetime
) -> None:
    again = partial(store.keep, name="a.csv", media_type="text/csv", now=now)
    with database.write() as session:
        kept = again(session, BytesIO(b"x"))
    with database.write() as session:
        store.forget(session, kept, now)
        session.flush()
        again(session, BytesIO(b"x"))
    assert store.content(kept) == b"x"
    assert tidy(database, store, now)["uploads"] == 0
    assert store.content(kept) == b"x"


def test_what_a_stopped_machine_left_behind_is_cleared_away(
    database: Database, store: FileStore, now: datetime
) -> None:
    with database.write() as session:
        kept = store.keep(session, BytesIO(b"x"), name="a.csv", media_type="text/csv", now=now)
        session.flush()
        session.get_one(StoredFile, kept).deleted_at = now
    old, young = store.lay_down(BytesIO(b"old")), store.lay_down(BytesIO(b"young"))
    os.utime(old.path, (0, 0))
    os.utime(young.path, (now.timestamp(), now.timestamp()))
    tidy(database, store, now)
    assert not store.path(kept).exists()
    assert (old.path.exists(), young.path.exists()) == (False, True)


def test_a_file_that_went_and_came_again_is_there_and_goes_again(
    database: Database, store: FileStore, now: datetime
) -> None:
    for turn in range(2):
        when = now + turn * 40 * DAY
        with database.write() as session:
            kept = store.keep(
                session, BytesIO(b"same"), name="a.csv", media_type="text/csv", now=when
            )
            assert session.get_one(StoredFile, kept).deleted_at is None
            job = jobs.enqueue(session, "import", now=when, input_file=kept)
            job.state, job.finished_at = JobState.DONE, when
        assert tidy(database, store, when + 31 * DAY)["uploads"] == 1
        assert not store.path(kept).exists()


def test_it_comes_back_every_day_by_itself(database: Database, now: datetime) -> None:
    done = []

    def tidy_up(job: Job, _report: jobs.Report) -> Done:
        done.append(job.id)
        return Done({})

    for hours in (0, 1, 23, 25, 30):
        at = now + timedelta(hours=hours)
        jobs.queue.enqueue_daily(database, "tidy", at)
        jobs.work(
            database,
            {"tidy": tidy_up},
            once=True,
            clock=partial(datetime.fromtimestamp, at.timestamp(), UTC),
        )
    assert len(done) == 2
