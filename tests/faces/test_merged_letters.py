"""Who is counted as able to sign in, or as holding a letter: the person, not one of two records."""

import pytest
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.access import activation
from benefits.cards import letters
from benefits.cards.letters import Counts, Whom
from benefits.members import Member, entering
from tests.faces.conftest import SignedIn, Work
from tests.faces.letters import DESK, PRINTED, give_letter
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

TOLD = {"xong": "Đã kích hoạt", "co_thu": "Có thư, chưa kích hoạt", "chua_thu": "Chưa có thư"}


@pytest.fixture
def old(world: World) -> Member:
    """A second record of Hạnh's, with the only letter or PIN she has."""
    return world.member("TRUNG", "Nguyễn Thị Hạnh", world.dawn)


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def said_of_hanh(officer: Visitor) -> str:
    """Read how Hạnh stands, and that the list, its filters and her own page all say the same."""
    [row] = [row for row in Page(officer.get(DESK)).rows() if row[0] == "Nguyễn Thị Hạnh"]
    said = row[3]
    for state, told in TOLD.items():
        found = {each[0] for each in Page(officer.get(f"{DESK}?trang_thai={state}")).rows()}
        assert ("Nguyễn Thị Hạnh" in found) is said.startswith(told), state
    return said


def test_whoever_signs_in_through_a_merged_record_is_activated_everywhere(
    officer: Visitor, old: Member, people: People, world: World, session: Session
) -> None:
    people.member(old)
    purchases.merge(session, old, world.hanh, now=people.now)
    counted = letters.counts(session, world.lotus.id, people.now)
    assert counted == Counts(2, activated=1, with_letter=0, without_letter=1, without_card=0)
    for whom in Whom:
        wanted = letters.wanting(session, world.lotus.id, whom, now=people.now)
        assert wanted == [world.son.id]
    assert said_of_hanh(officer) == "Đã kích hoạt"
    active = Page(officer.get("/cong-doan/doan-vien/?kich_hoat=co"))
    assert [row[0] for row in active.rows()] == ["Nguyễn Thị Hạnh"]
    page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
    assert "Đã kích hoạt" in page.text
    page.send(officer, action="/dat-lai")
    session.expire_all()
    assert not entering.is_activated(session, world.hanh.id)


def test_a_letter_to_the_merged_record_is_the_persons_until_the_next_one_is_printed(
    officer: Visitor, old: Member, world: World, work: Work, session: Session
) -> None:
    give_letter(world, old)
    purchases.merge(session, old, world.hanh, now=PRINTED)
    wanted = letters.wanting(session, world.lotus.id, Whom.WITHOUT_LETTER, now=PRINTED)
    assert wanted == [world.son.id]
    assert said_of_hanh(officer).startswith("Có thư")
    page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
    assert "in lúc" in page.text
    page.send(officer, action="/in")
    work()
    session.expire_all()
    assert activation.open_letter(session, old.id) is None
    assert activation.open_letter(session, world.hanh.id) is not None
