"""Somebody else typed wrong PINs under a member's card: the union's desk sees it, and lets in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards, purchases
from benefits.access import guess_of, throttling
from benefits.access.logins import login_of_member
from benefits.audit import Entry
from benefits.cards import phones
from benefits.periods import day_of
from tests.faces.conftest import SignedIn
from tests.faces.letters import CODE, DESK, give_letter, prove
from tests.faces.members import HERE, code_of, give
from tests.faces.people import People, Site, Visitor
from tests.faces.phones import with_card
from tests.page import Page
from tests.world import World

PERSON = "/cong-doan/doan-vien/"
LOCKED = "Có người gõ sai mã PIN"
WRONG = "111999"
ADDRESS = "127.0.0.1"  # of every visitor in a test


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


def locked_out(site: Site, world: World) -> None:
    """Let a stranger who read the card's code guess until it is locked."""
    stranger = site.visitor()
    for _ in range(5):
        give(stranger, code_of(world), WRONG)
    assert "quá nhiều lần" in give(stranger, code_of(world)).mistakes[0]


def signed_out(phone: Visitor, site: Site) -> Visitor:
    """Open the same browser once its session has run out: it still knows which phone it is."""
    word = phone.get_cookie("member_phone", path=f"{HERE}/")
    assert word is not None
    later = site.visitor()
    later.set_cookie("member_phone", word.value, path=f"{HERE}/")
    return later


def test_the_phone_the_card_is_on_tries_beside_the_lock_as_patiently_as_anybody(
    site: Site, signed_in: SignedIn, people: People, world: World
) -> None:
    card = with_card(signed_in(people.member(world.hanh)))
    locked_out(site, world)
    assert give(signed_out(card, site), code_of(world)).heading == "Thẻ của tôi"
    phone = signed_out(card, site)
    for _ in range(5):
        assert "không đúng" in give(phone, code_of(world), WRONG).mistakes[0]
    assert "quá nhiều lần" in give(phone, code_of(world)).mistakes[0]


def test_a_phone_that_was_reported_lost_or_is_somebody_elses_waits_like_everybody(
    site: Site, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    lost = with_card(signed_in(people.member(world.hanh)))
    other = with_card(signed_in(people.member(world.son)))
    card = phones.present_of(session, world.hanh.id, day_of(people.now))
    assert card is not None
    cards.lose(session, card.card.index, by=None, now=people.now)
    locked_out(site, world)
    for phone in (lost, other):
        page = give(signed_out(phone, site), code_of(world))
        assert "quá nhiều lần" in page.mistakes[0]


def test_the_phone_the_card_is_on_is_kept_out_by_no_strangers_at_its_address(
    site: Site, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    card = with_card(signed_in(people.member(world.hanh)))
    for number in range(throttling.MOST_AT_A_PLACE):
        throttling.note_failure(session, guess_of(f"card:{number}", ADDRESS), people.now)
    session.commit()
    assert "quá nhiều lần" in give(site.visitor(), code_of(world)).mistakes[0]
    assert give(signed_out(card, site), code_of(world)).heading == "Thẻ của tôi"
    phone = signed_out(card, site)
    for _ in range(5):
        assert "không đúng" in give(phone, code_of(world), WRONG).mistakes[0]
    assert "quá nhiều lần" in give(phone, code_of(world)).mistakes[0]


def test_the_phone_is_let_try_too_and_its_own_lock_is_told(
    site: Site, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    phone = signed_out(with_card(signed_in(people.member(world.hanh))), site)
    locked_out(site, world)
    for _ in range(5):
        give(phone, code_of(world), WRONG)
    throttling.let_try(session, login_of_member(world.hanh.id))
    session.commit()
    officer = signed_in(people.officer(world.lotus))
    page = Page(officer.get(f"{PERSON}{world.hanh.id}"))
    assert LOCKED in page.text
    page.send(officer, action="/thu-lai")
    assert LOCKED not in Page(officer.get(f"{PERSON}{world.hanh.id}")).text
    locked_out(site, world)
    assert give(phone, code_of(world)).heading == "Thẻ của tôi"
