"""What an officer is told of papers before they are handed out: whose is whose, what is missing."""

from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.printing import serial_of
from benefits.cards.rolls import drawing_up
from benefits.cards.rolls.models import Roll
from benefits.periods import day_of
from tests.faces.conftest import SignedIn, Work
from tests.faces.letters import DESK, letters_at
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.support.deciding import decided, merging
from tests.world import World

ROLLS = "/cong-doan/nhan-the/"
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def test_two_people_of_one_name_are_told_apart_by_the_card_in_their_hand(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    world.son.full_name = world.hanh.full_name
    session.flush()
    told = Page(officer.get(DESK)).send(officer, action="/in/")
    work()
    letters = letters_at(officer, told.location)
    said = [f"Thẻ số {serial_of(each.index)}" for each in (world.hanh_card, world.son_card)]
    assert sorted(letter.outside.splitlines()[-1].strip() for letter in letters) == sorted(said)


def test_letters_with_names_that_cannot_be_printed_are_named(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    world.son.full_name = "王芳 Wang Fang"
    session.flush()
    told = Page(officer.get(DESK)).send(officer, action="/in/")
    work()
    page = Page(officer.get(told.location))
    assert "Xem lại 1 thư trước khi phát" in page.text
    named = next(link for link in page.links() if link.endswith("của tệp"))
    assert page.links()[named].endswith(f"/nguoi/{world.son.id}")
    letters = letters_at(officer, told.location)
    assert "Wang Fang" in letters[int(named.split()[1]) - 1].outside
    assert not any("?" in letter.outside for letter in letters)


def test_letters_that_lead_nowhere_are_not_handed_out_unwarned(
    officer: Visitor, work: Work
) -> None:
    told = Page(officer.get(DESK)).send(officer, action="/in/")
    work()
    page = Page(officer.get(told.location))
    assert "Địa chỉ trên thư hiện không trả lời" in page.text


def test_lines_with_names_that_cannot_be_printed_are_named(
    officer: Visitor, world: World, work: Work, session: Session, people: People
) -> None:
    world.son.full_name = "王芳"
    world.hanh_card.printed_at = world.son_card.printed_at = people.now
    session.flush()
    told = Page(officer.get(ROLLS)).send(officer, action="/lap/SEN")
    work()
    page = Page(officer.get(told.location))
    assert "Xem lại 1 dòng trước khi phát" in page.text
    assert "STT" in page.text
    assert "王芳" in page.text


def test_a_list_of_a_unit_that_was_merged_is_printed_again_as_it_was(
    *, signed_in: SignedIn, people: People, world: World, work: Work, session: Session
) -> None:
    world.hanh_card.printed_at = people.now
    session.flush()
    province = signed_in(people.officer(world.province))
    Page(province.get(ROLLS)).send(province, action="/lap/T")
    work()
    decided(world, people.now + timedelta(minutes=1), merging(day_of(people.now)))
    heir = signed_in(people.officer(world.dawn))
    roll = session.scalars(select(Roll)).one()
    told = Page(heir.get(f"{ROLLS}{roll.id}")).send(heir, action="/in")
    work()
    said = printed_by(heir, told.location)
    assert "LĐLĐ tỉnh Hoa Phượng" in said
    assert said.count("CĐCS Công ty Hoa Sen") == 1


def test_an_old_list_printed_again_sends_whose_card_was_printed_anew_to_the_new_one(
    officer: Visitor, world: World, work: Work, session: Session, people: People
) -> None:
    world.hanh_card.printed_at = world.son_card.printed_at = people.now - timedelta(days=2)
    session.flush()
    drawing_up.draw_up(session, world.lotus.id, by=None, now=people.now - timedelta(days=1))
    world.hanh_card.printed_at = people.now
    session.flush()
    drawing_up.draw_up(session, world.lotus.id, by=None, now=people.now)
    old = session.scalars(select(Roll).order_by(Roll.id)).first()
    assert old is not None
    told = Page(officer.get(f"{ROLLS}{old.id}")).send(officer, action="/in")
    work()
    said = printed_by(officer, told.location)
    assert "Nguyễn Thị Hạnh (ký ở NT000002)" in said
    assert said.count("ký ở") == 1


def printed_by(officer: Visitor, job: str) -> str:
    document = pypdfium2.PdfDocument(officer.get(f"{job}/tep", buffered=True).data)
    said: str = document[0].get_textpage().get_text_range()
    document.close()
    return said
