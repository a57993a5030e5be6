"""What a member reads is so: of offers without a good card, and of consent to earlier words."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits import cards, purchases
from benefits.access import ConsentDecision, ConsentMedium, consents
from benefits.periods import day_of
from benefits.wording import consent
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

OFFERS, RIGHTS = f"{HERE}/uu-dai", f"{HERE}/quyen-rieng-tu"
NO_CARD = "Thẻ của bạn hiện không dùng được."


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


@pytest.mark.either_database
def test_without_a_good_card_no_offer_is_said_to_be_had(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    one = f"{OFFERS}/{world.offer.offer_id}"
    assert "Bạn dùng được ưu đãi này" in Page(hanh.get(one)).text
    cards.lose(session, world.hanh_card.index, by=None, now=now)
    session.commit()
    for address in (OFFERS, one, f"{OFFERS}/gan-toi"):
        assert NO_CARD in Page(hanh.get(address)).text
    assert "Bạn dùng được ưu đãi này" not in Page(hanh.get(one)).text
    assert "Tôi dùng được" not in Page(hanh.get(OFFERS)).text


def test_words_written_since_can_be_read_and_agreed_to(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    given, portal = ConsentDecision.GIVEN, ConsentMedium.PORTAL
    consents.decide(session, world.hanh.id, given, portal, by=None, now=now, version="2026-1")
    session.commit()
    page = Page(hanh.get(RIGHTS))
    for _heading, words in consent.current("vi").parts:
        assert words in page.text
    assert page.send(hanh, action="dong-y").status_code == 303
    newest = consents.newest(session, [world.hanh.id])
    assert newest is not None
    assert newest.version == consent.VERSION
    assert "bản mới" not in Page(hanh.get(RIGHTS)).text


def test_the_right_to_have_data_deleted_leads_to_where_it_is_asked_for(hanh: Visitor) -> None:
    [link] = [
        each for each in Page(hanh.get(RIGHTS)).soup.select("a") if "Xin xóa" in each.get_text()
    ]
    asking = Page(hanh.get(str(link["href"])))
    chosen = asking.soup.select_one("select[name=field] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "other"


def test_places_found_by_a_shops_name_are_not_said_to_have_that_address(hanh: Visitor) -> None:
    box = Page(hanh.get(f"{OFFERS}/gan-toi")).soup.select_one("[data-near]")
    assert box is not None
    assert "tên hay địa chỉ" in str(box["data-around"])
    assert "tên hay địa chỉ" in str(box["data-addressed"])
    assert box["data-locating"]


def test_a_move_decided_for_a_day_to_come_is_not_told_as_if_it_had_come(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    moves_on = day_of(now) + timedelta(days=10)
    purchases.transfer(session, world.hanh.id, world.dawn.id, moves_on, now=now)
    session.commit()
    stored = f"{HERE}/du-lieu"
    assert "CĐCS Công ty Hoa Sen" in Page(hanh.get(stored)).text
    hanh.now = now + timedelta(days=10)
    assert "CĐCS Công ty Bình Minh" in Page(hanh.get(stored)).text
