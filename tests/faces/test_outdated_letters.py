"""A file of letters says which of them nobody should be handed any more."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import activation
from benefits.jobs import Job
from tests.faces.conftest import SignedIn, Work
from tests.faces.letters import DESK, PRINTED, letters_at, prove, start
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

OUTDATED = "thư trong tệp này đã hết dùng được"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def printed(officer: Visitor, work: Work, whom: str = "without_letter") -> str:
    told = Page(officer.get(DESK)).send(officer, {"whom": whom}, action="/in/")
    work()
    return str(told.location)


def test_letters_replaced_by_a_later_file_are_counted_in_the_earlier_one(
    officer: Visitor, world: World, work: Work
) -> None:
    first = printed(officer, work)
    assert OUTDATED not in Page(officer.get(first)).text
    Page(officer.get(f"{DESK}nguoi/{world.hanh.id}")).send(officer, action="/in")
    work()
    assert f"1 {OUTDATED}" in Page(officer.get(first)).text
    second = printed(officer, work, "not_activated")
    assert f"2 {OUTDATED}" in Page(officer.get(first)).text
    assert OUTDATED not in Page(officer.get(second)).text


@pytest.mark.either_database
def test_a_letter_that_was_used_and_a_try_that_broke_off_are_no_cause_for_alarm(
    officer: Visitor, visitor: Visitor, world: World, work: Work, session: Session
) -> None:
    told = Page(officer.get(DESK)).send(officer, action="/in/").location
    job = session.scalars(select(Job)).one()
    half_way = activation.Drawn(world.hanh.id, "half-way")
    activation.send(session, [half_way], by=None, now=PRINTED, job_id=job.id)
    session.flush()
    work()
    hanh, _son = letters_at(officer, told)
    start(visitor, prove(visitor, *hanh.codes))
    assert OUTDATED not in Page(officer.get(told)).text


def test_the_file_is_called_in_words_an_officer_reads_and_by_its_number(
    officer: Visitor, work: Work
) -> None:
    told = printed(officer, work)
    with officer.get(f"{told}/tep") as file:
        named = file.headers["Content-Disposition"]
    assert named.endswith(f"thu-kich-hoat-{told.rsplit('/', 1)[-1]}.pdf")
