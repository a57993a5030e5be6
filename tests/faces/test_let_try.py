"""Somebody else typed wrong PINs under a member's card: the union's desk sees it, and lets in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.letters import CODE, DESK, give_letter, prove
from tests.faces.members import HERE, code_of, give
from tests.faces.people import People, Site
from tests.page import Page
from tests.world import World

PERSON = "/cong-doan/doan-vien/"
LOCKED = "Có người gõ sai mã PIN"
WRONG = "111999"


def test_an_officer_sees_that_a_member_has_to_wait_and_lets_them_try_at_once(
    site: Site, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    people.member(world.hanh)
    officer = signed_in(people.officer(world.lotus))
    pages = (f"{DESK}nguoi/{world.hanh.id}", f"{PERSON}{world.hanh.id}")
    assert not any(LOCKED in Page(officer.get(each)).text for each in pages)
    stranger, member = site.visitor(), site.visitor()
    for _ in range(5):
        give(stranger, code_of(world), WRONG)
    assert "quá nhiều lần" in give(member, code_of(world)).mistakes[0]
    assert all(LOCKED in Page(officer.get(each)).text for each in pages)
    Page(officer.get(pages[1])).send(officer, action="/thu-lai")
    assert give(member, code_of(world)).heading == "Thẻ của tôi"
    assert not any(LOCKED in Page(officer.get(each)).text for each in pages)
    noted = select(Entry.subject_key).where(Entry.act == "member_let_try")
    assert session.scalars(noted).all() == [str(world.hanh.id)]
    assert "Cho thử lại mã PIN" in Page(member.get(f"{HERE}/ai-da-xem")).text


def test_the_person_is_let_try_with_the_pin_of_whichever_record_has_one(
    site: Site, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    people.member(old)
    purchases.merge(session, old, world.hanh, now=people.now)
    member = site.visitor()
    for _ in range(5):
        give(member, code_of(world), WRONG)
    assert give(member, code_of(world)).mistakes
    officer = signed_in(people.officer(world.lotus))
    page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
    assert LOCKED in page.text
    page.send(officer, action="/thu-lai")
    assert give(member, code_of(world)).heading == "Thẻ của tôi"


def test_too_many_wrong_letters_are_told_and_forgiven_alike(
    site: Site, signed_in: SignedIn, people: People, world: World
) -> None:
    give_letter(world, world.hanh)
    member = site.visitor()
    for _ in range(5):
        prove(member, code_of(world), CODE[::-1])
    assert "quá nhiều lần" in prove(member, code_of(world)).mistakes[0]
    officer = signed_in(people.officer(world.lotus))
    page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
    page.send(officer, action="/thu-lai")
    assert prove(member, code_of(world)).mistakes == []
