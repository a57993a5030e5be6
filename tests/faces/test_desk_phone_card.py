"""An officer sees on which phone a member's card is, and stops it there with one act."""

import pytest
from sqlalchemy.orm import Session

from benefits.cards import CardStatus
from benefits.cards.printing import serial_of
from tests.faces.conftest import SignedIn
from tests.faces.counter import shows
from tests.faces.people import People, Visitor
from tests.faces.phones import ended, on_phone, told, with_card
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


@pytest.fixture
def phone(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return with_card(signed_in(people.member(world.hanh)))


def card_page(officer: Visitor, session: Session) -> Page:
    return Page(officer.get(f"{DESK}/the/{on_phone(session).index}"))


@pytest.mark.either_database
def test_the_cards_page_names_the_phone_and_the_members_page_lists_it(
    officer: Visitor, phone: Visitor, world: World, session: Session
) -> None:
    code = told(phone)["card"]["code"]
    page = card_page(officer, session)
    assert "Thẻ trên điện thoại của Nguyễn Thị Hạnh" in page.text
    assert "Android, Chrome" in page.text
    assert code in page.text
    member = Page(officer.get(f"{DESK}/doan-vien/{world.hanh.id}"))
    assert serial_of(on_phone(session).index) in member.text


@pytest.mark.either_database
def test_revoked_at_the_desk_it_stops_at_the_next_scan_and_tells_its_owner(
    officer: Visitor, phone: Visitor, cashier: Visitor, session: Session, token: str
) -> None:
    shown_code = told(phone)["tokens"][0]
    page = card_page(officer, session)
    reason = "Không còn là đoàn viên"
    page.send(officer, {"thu-hoi-reason": reason}, action="thu-hoi")
    assert on_phone(session).status is CardStatus.REVOKED
    assert "Thẻ đã bị thu hồi" in shows(cashier, shown_code).text
    answer = ended(phone)
    assert (answer["state"], answer["again"], "tokens" in answer) == ("revoked", False, False)
    assert "Được hưởng ưu đãi" in shows(cashier, token).text


@pytest.mark.either_database
@pytest.mark.usefixtures("phone")
def test_a_card_on_a_phone_is_not_exchanged_at_the_desk(officer: Visitor, session: Session) -> None:
    page = card_page(officer, session)
    assert "Đổi thẻ mới" not in page.text
    form = page.form("thu-hoi")
    index = on_phone(session).index
    reason = {"csrf_token": form["csrf_token"], "doi-reason": "Chuyển đơn vị"}
    officer.post(f"{DESK}/the/{index}/doi", data=reason)
    assert on_phone(session).status is CardStatus.ACTIVE
    assert on_phone(session).index == index


@pytest.mark.either_database
def test_a_card_that_moved_says_so_in_its_history(
    officer: Visitor, phone: Visitor, session: Session
) -> None:
    first = on_phone(session)
    Page(phone.get("/the/dien-thoai/go")).send(phone)
    with_card(phone)
    page = Page(officer.get(f"{DESK}/the/{first.index}"))
    assert "Đoàn viên tự gỡ khỏi điện thoại" in page.text
    assert told(phone)["card"]["code"] not in page.text


@pytest.mark.either_database
def test_a_card_on_a_phone_is_not_reported_lost_in_the_post(
    officer: Visitor, phone: Visitor, world: World, session: Session
) -> None:
    assert told(phone)["state"] == "good"
    assert "Thẻ gửi đi không đến nơi" not in card_page(officer, session).text
    printed = Page(officer.get(f"{DESK}/the/{world.hanh_card.index}"))
    assert "Thẻ gửi đi không đến nơi" in printed.text
