"""One person of two records: either card and either PIN leads to the one page, with all cards."""

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards, purchases
from benefits.access import ConsentDecision, ConsentMedium, activation, consents
from benefits.audit import Entry
from benefits.cards import Card, CardIndex, CardStatus, Medium, allowing, phones, shown
from benefits.members import Member
from benefits.periods import day_of
from tests.faces.conftest import SignedIn
from tests.faces.letters import DESK, PIN, give_letter, prove
from tests.faces.members import HERE, code_of, give
from tests.faces.people import People, Visitor
from tests.faces.phones import REMOVE, told, with_card
from tests.page import Page
from tests.world import World


class Twin(NamedTuple):
    """The record that was merged into Hạnh's, its card, and the phone it has the card on."""

    member: Member
    card: Card
    phone: Visitor


@pytest.fixture
def twin(signed_in: SignedIn, people: People, world: World, session: Session) -> Twin:
    member = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    made = Twin(member, world.card(member), with_card(signed_in(people.member(member))))
    purchases.merge(session, member, world.hanh, now=people.now)
    return made


def code(world: World, card: Card) -> str:
    return world.session.get_one(CardIndex, card.index).typed_code


def test_the_old_records_way_in_leads_to_the_persons_page_with_all_cards(
    twin: Twin, visitor: Visitor, world: World
) -> None:
    for each in (code(world, twin.card), code_of(world)):  # Hạnh's own record has no PIN
        page = give(visitor, each)
        assert page.heading == "Thẻ của tôi"
        assert [each.get_text() for each in page.soup.select(".own-name")] == ["Nguyễn Thị Hạnh"]
        assert "CĐCS Công ty Hoa Sen" in page.text
        for card in (world.hanh_card, twin.card):
            assert shown(code(world, card)) in page.text
        page.send(visitor, action="dang-xuat")


def test_both_phones_go_on_until_the_card_is_got_on_one(
    twin: Twin, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    beside = world.card(world.hanh, medium=Medium.PHONE)
    assert told(twin.phone)["state"] == "good"
    with_card(signed_in(people.member(world.hanh)))
    assert told(twin.phone)["state"] == "moved"
    session.refresh(beside)
    assert beside.status is CardStatus.REVOKED
    assert phones.present_of(session, twin.member.id, day_of(people.now)) is not None


def test_a_phone_from_before_the_merger_goes_on_and_is_the_persons(
    twin: Twin, world: World, session: Session, now: datetime
) -> None:
    answer = told(twin.phone)
    assert (answer["state"], answer["card"]["name"]) == ("good", "Nguyễn Thị Hạnh")
    assert "Gỡ thẻ" in Page(twin.phone.get(REMOVE)).text
    assert Page(twin.phone.get(REMOVE)).send(twin.phone).status_code == 303
    assert told(twin.phone)["state"] != "good"
    present = phones.present_of(session, world.hanh.id, day_of(now))
    assert present is None


def test_what_the_union_suspended_the_owner_does_not_report_lost(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    hanh = signed_in(people.member(world.hanh))
    page = Page(hanh.get(f"{HERE}/"))
    cards.suspend(session, world.hanh_card.index, by=None, now=people.now, reason="Nghi dùng sai")
    after = Page(page.send(hanh, action="bao-mat", follow_redirects=True))
    assert "đang tạm khóa nên không ai dùng được" in after.text
    session.refresh(world.hanh_card)
    assert world.hanh_card.status is CardStatus.SUSPENDED
    assert session.scalars(select(Entry).where(Entry.act == "card_lost")).all() == []
    assert "Báo mất" not in after.text
    refused = allowing.objection(session, world.hanh.id, people.now)
    assert refused is not None
    assert cards.without_printed_card(session, world.lotus.id, day_of(people.now)) == []


def test_a_letter_to_the_old_record_opens_with_either_card(
    visitor: Visitor, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    give_letter(world, old)
    purchases.merge(session, old, world.hanh, now=people.now)
    page = prove(visitor, code_of(world))
    assert page.mistakes == []


def test_a_letter_to_the_old_record_makes_the_one_account_of_the_person(
    visitor: Visitor, people: People, world: World, session: Session
) -> None:
    """The PIN the old record had leads in no longer: one person, one PIN, and both cards."""
    old = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    card = world.card(old)
    people.member(old)
    give_letter(world, old)
    purchases.merge(session, old, world.hanh, now=people.now)
    page = prove(visitor, code(world, card))
    assert "Nguyễn Thị Hạnh Cũ" not in page.text
    page.send(visitor, {"chosen": PIN, "again": PIN, "agrees": "y"})
    assert activation.is_activated(session, world.hanh.id)
    assert not activation.is_activated(session, old.id)
    page = Page(visitor.get(f"{HERE}/"))
    page.send(visitor, action="dang-xuat")
    for each in (code(world, card), code_of(world)):
        page = give(visitor, each, PIN)
        assert page.heading == "Thẻ của tôi"
        page.send(visitor, action="dang-xuat")


def test_consent_withdrawn_by_the_person_leaves_no_pin_on_any_record(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    people.member(old)
    hanh = signed_in(people.member(world.hanh))
    purchases.merge(session, old, world.hanh, now=people.now)
    Page(hanh.get(f"{HERE}/quyen-rieng-tu")).send(hanh, action="/dong-y")
    Page(hanh.get(f"{HERE}/quyen-rieng-tu")).send(hanh, action="/rut")
    session.expire_all()
    assert not any(activation.is_activated(session, each.id) for each in (old, world.hanh))


def test_what_the_old_record_consented_to_is_the_persons_word(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    given, paper = ConsentDecision.GIVEN, ConsentMedium.PAPER
    consents.decide(session, old.id, given, paper, by=None, now=people.now - timedelta(days=3))
    purchases.merge(session, old, world.hanh, now=people.now)
    officer = signed_in(people.officer(world.province))
    for each in (world.hanh, old):  # the old record leads to the one that stands for it
        page = Page(officer.get(f"{DESK}nguoi/{each.id}"))
        assert world.hanh.full_name in page.text
        assert "trên giấy" in page.text
        assert "Phiếu đồng ý bằng giấy" not in page.text
