"""Work in the background on one page: what came of it, and what still waits for somebody."""

from sqlalchemy.orm import Session

from benefits import jobs
from benefits.access import Account
from benefits.database import Database
from benefits.jobs import Done, Job, JobState
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.faces.test_home import tasks_of
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/viec/"
TASK = "Việc chạy nền bị lỗi"


def failed(
    session: Session, world: World, people: People, by: Account, kind: str = "rehearse"
) -> Job:
    job = jobs.enqueue(
        session,
        kind,
        now=people.now,
        input={"kind": "members", "within": world.lotus.id},
        account_id=by.id,
    )
    job.state, job.error, job.finished_at = JobState.FAILED, "fault:KeyError", people.now
    session.flush()
    return job


def test_failed_work_is_listed_and_waits_until_it_is_dismissed_or_run_again(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair = people.officer(world.lotus, "Lê Thị Thu")
    office = signed_in(chair)
    printed = failed(session, world, people, chair.account, "print_cards")
    other = failed(session, world, people, chair.account)
    count, url = tasks_of(office)[TASK]
    assert count == "2"
    rows = Page(office.get(url)).rows()
    assert [(row[0], row[2], row[5]) for row in rows] == [
        ("Xem trước tệp", "Lê Thị Thu", "Bị lỗi"),
        ("In thẻ", "Lê Thị Thu", "Bị lỗi"),
    ]
    page = Page(office.get(f"{HERE}{other.id}"))
    assert page.send(office, action="/bo-qua").status_code == 303
    count, url = tasks_of(office)[TASK]
    assert (count, url) == ("1", f"{HERE}{printed.id}")
    assert [row[5] for row in Page(office.get(HERE)).rows()] == [
        "Bị lỗi, không cần xử lý nữa",
        "Bị lỗi",
    ]
    again = Page(office.get(f"{HERE}{other.id}"))
    assert "không cần xử lý nữa" in again.text
    assert again.send(office, action="/chay-lai").status_code == 303
    session.refresh(other)
    assert other.state is JobState.QUEUED
    assert not jobs.is_settled(other)


def test_the_work_of_other_units_is_in_no_list(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    failed(session, world, people, people.officer(world.lotus).account)
    assert Page(signed_in(people.officer(world.dawn)).get(HERE)).rows() == []
    assert TASK not in tasks_of(signed_in(people.officer(world.north)))


def test_a_later_good_file_settles_what_failed_before_it_of_the_same(
    world: World, people: People, session: Session, nested_database: Database
) -> None:
    chair = people.officer(world.lotus).account
    wrong, printed = (
        failed(session, world, people, chair, kind) for kind in ("rehearse", "print_cards")
    )
    for_others = failed(session, world, people, chair)
    for_others.input = {**for_others.input, "kind": "partners"}
    jobs.enqueue(session, "rehearse", now=people.now, input=wrong.input, account_id=chair.id)
    session.flush()
    tasks = {"rehearse": lambda _job, _report: Done({"new": 1})}
    assert jobs.work_next(nested_database, tasks, lambda: people.now)
    session.expire_all()
    assert jobs.is_settled(wrong)
    assert not jobs.is_settled(printed)
    assert not jobs.is_settled(for_others)
