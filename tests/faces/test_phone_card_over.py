"""When the card on a phone can be used no more: what the member is offered instead."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits import cards
from benefits.cards import Card, CardStatus, allowing
from benefits.members import Membership
from benefits.periods import ONE_DAY, day_of
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.faces.phones import GET, REMOVE, on_phone, told, with_card
from tests.page import Page
from tests.world import World

OPEN = "Mở thẻ cho thu ngân quét"
PRINT_STAYS = "Thẻ in của bạn vẫn dùng được"


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


def over_tomorrow(session: Session, card: Card, phone: Visitor, now: datetime) -> None:
    """Let a card end with today, and let tomorrow come on the phone."""
    card.valid_until = day_of(now) + ONE_DAY
    session.commit()
    phone.now = now + timedelta(days=1)


def test_a_card_that_ends_soon_says_so_until_another_was_given(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    with_card(hanh)
    assert "Hãy hỏi công đoàn cơ sở để được đổi thẻ" not in Page(hanh.get(f"{HERE}/")).text
    for card in (on_phone(session), world.hanh_card):
        card.valid_until = day_of(now) + ONE_DAY
    session.commit()
    page = Page(hanh.get(f"{HERE}/")).text
    assert f"Thẻ in dùng được đến hết ngày {day_of(now):%d/%m/%Y}" in page
    assert f"Thẻ trên điện thoại dùng được đến hết ngày {day_of(now):%d/%m/%Y}" in page
    cards.replace(session, world.hanh_card.index, by=None, now=now)
    session.commit()
    assert "Thẻ in dùng được đến hết ngày" not in Page(hanh.get(f"{HERE}/")).text


def test_a_phone_is_given_its_next_card_before_the_present_one_ends(
    hanh: Visitor, session: Session, now: datetime
) -> None:
    with_card(hanh)
    old = on_phone(session)
    assert not Page(hanh.get(GET)).soup.select("form.stack")
    assert told(hanh)["ending"] == ""
    old.valid_until = day_of(now) + ONE_DAY
    session.commit()
    assert f"đến hết ngày {day_of(now):%d/%m/%Y}" in Page(hanh.get(GET)).text
    assert f"đến hết ngày {day_of(now):%d/%m/%Y}" in told(hanh)["ending"]
    with_card(hanh)
    new = on_phone(session)
    assert (new.index != old.index, new.valid_until > day_of(now) + 2 * ONE_DAY) == (True, True)
    assert (old.status, old.status_reason, old.replaced_by) == (
        CardStatus.REVOKED,
        allowing.RENEWED,
        new.index,
    )
    assert told(hanh)["series"].startswith(f"{new.index}.")
    assert told(hanh)["ending"] == ""


def test_a_printed_card_that_was_to_end_sooner_ends_the_one_on_the_phone_with_it(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    with_card(hanh)
    elsewhere = on_phone(session)
    soon = day_of(now) + 10 * ONE_DAY
    assert elsewhere.valid_until > soon
    world.hanh_card.valid_until = soon
    session.commit()
    Page(hanh.get(REMOVE)).send(hanh)
    with_card(hanh)
    assert on_phone(session).valid_until == soon
    page = Page(hanh.get(f"{HERE}/"))
    assert f"Thẻ trên điện thoại dùng được đến hết ngày {soon - ONE_DAY:%d/%m/%Y}" in page.text
    assert "Lấy thẻ mới về máy này" not in page.links()
    assert "Hãy hỏi công đoàn cơ sở" in told(hanh)["ending"]
    assert "Mở thẻ" in Page(hanh.get(GET)).links()
    cards.replace(session, world.hanh_card.index, by=None, now=now)
    session.commit()
    assert "Lấy thẻ mới về máy này" in Page(hanh.get(f"{HERE}/")).links()
    with_card(hanh)
    assert on_phone(session).valid_until > soon


def test_whoever_may_have_no_other_card_is_not_led_to_one(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    with_card(hanh)
    on_phone(session).valid_until = day_of(now) + ONE_DAY
    session.commit()
    assert "Lấy thẻ mới về máy này" in Page(hanh.get(f"{HERE}/")).text
    cards.suspend(session, world.hanh_card.index, by=None, now=now, reason="x")
    session.commit()
    page = Page(hanh.get(f"{HERE}/")).text
    assert f"Thẻ trên điện thoại dùng được đến hết ngày {day_of(now):%d/%m/%Y}" in page
    assert "Lấy thẻ mới về máy này" not in page
    assert told(hanh)["ending"] == ""


def test_past_its_last_day_it_is_got_again_on_the_same_phone(
    hanh: Visitor, session: Session, now: datetime
) -> None:
    with_card(hanh)
    old = on_phone(session)
    over_tomorrow(session, old, hanh, now)
    assert (told(hanh)["state"], told(hanh)["again"]) == ("expired", True)
    assert OPEN not in Page(hanh.get(f"{HERE}/")).text
    with_card(hanh)
    assert told(hanh)["state"] == "good"
    assert on_phone(session).index != old.index
    assert OPEN in Page(hanh.get(f"{HERE}/")).text


def test_whoever_belongs_nowhere_is_not_sent_to_the_till_with_it(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    with_card(hanh)
    assert OPEN in Page(hanh.get(f"{HERE}/")).text
    left = update(Membership).where(Membership.member_id == world.hanh.id)
    session.execute(left.values(valid_until=day_of(now)))
    session.commit()
    assert OPEN not in Page(hanh.get(f"{HERE}/")).text


def test_a_printed_card_that_is_gone_is_not_said_to_go_on(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    assert PRINT_STAYS in Page(hanh.get(GET)).text
    cards.lose(session, world.hanh_card.index, by=None, now=now)
    session.commit()
    assert PRINT_STAYS not in Page(hanh.get(GET)).text


def test_a_printed_card_past_its_last_day_is_not_reported_lost(
    hanh: Visitor, world: World, session: Session, now: datetime
) -> None:
    assert "Báo mất thẻ in" in Page(hanh.get(f"{HERE}/")).text
    over_tomorrow(session, world.hanh_card, hanh, now)
    assert "Báo mất thẻ in" not in Page(hanh.get(f"{HERE}/")).text


def test_a_suspended_card_is_not_said_to_be_had_again_when_it_is_taken_off(
    hanh: Visitor, session: Session, now: datetime
) -> None:
    with_card(hanh)
    assert Page(hanh.get(REMOVE)).soup.select("form.stack")
    cards.suspend(session, on_phone(session).index, by=None, now=now, reason="x")
    session.commit()
    page = Page(hanh.get(REMOVE))
    assert "tạm khóa" in page.text
    assert not page.soup.select("form.stack")
