"""The card on a phone: got with a tap, fed with codes, moved, taken off, told how it stands."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.cards import CardPhone, CardStatus, KeyRing, phones
from benefits.cards.tokens import PhoneFacts, read, slot_at
from benefits.purchases import Evidence
from tests.faces.conftest import SignedIn
from tests.faces.counter import FRAGMENT, bought, sells, shows
from tests.faces.members import HERE
from tests.faces.people import People, Site, Visitor
from tests.faces.phones import CODES, GET, REMOVE, another_browser_of, on_phone, told, with_card
from tests.page import Page
from tests.world import World


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


@pytest.fixture
def phone(hanh: Visitor) -> Visitor:
    """The browser of Hạnh's phone, with the card on it."""
    return with_card(hanh)


def test_getting_it_ties_it_to_this_browser_and_is_noted(phone: Visitor, session: Session) -> None:
    cookie = phone.get_cookie("member_phone", path=f"{HERE}/")
    assert cookie is not None
    assert cookie.http_only
    kept = session.scalars(select(CardPhone)).one()
    assert (kept.name, cookie.value in kept.secret_hash) == ("Android, Chrome", False)
    [entry] = session.scalars(select(Entry).where(Entry.act == "phone_card_got"))
    assert entry.subject_key == str(kept.index)


def test_sending_the_form_twice_is_one_card(hanh: Visitor, session: Session) -> None:
    page = Page(hanh.get(GET))
    for _ in range(2):
        assert page.send(hanh).status_code == 303
    assert len(session.scalars(select(CardPhone)).all()) == 1


@pytest.mark.either_database
def test_it_is_told_whose_it_is_and_a_days_codes_at_a_time_up_to_seven(
    phone: Visitor, ring: KeyRing, session: Session
) -> None:
    first = told(phone)
    assert first["state"] == "good"
    assert first["card"]["name"] == "Nguyễn Thị Hạnh"
    assert (first["card"]["unit"], first["card"]["kind"]) == ("CĐCS Công ty Hoa Sen", "Đoàn viên")
    assert first["address"] == "HTTP://LOCALHOST/Q/"
    facts = [read(each, ring) for each in first["tokens"]]
    card = on_phone(session)
    assert facts == [PhoneFacts(0, card.index, first["first"] + each) for each in range(288)]
    have, answers = first["first"] + 288, 1
    while have < first["until"]:
        more = told(phone, bo=first["series"], tu=have)
        assert more["first"] == have
        have, answers = have + len(more["tokens"]), answers + 1
    assert (answers, have - first["first"]) == (7, 2016)
    assert told(phone, bo=first["series"], tu=have)["tokens"] == []


def test_the_same_question_gets_the_same_answer(phone: Visitor) -> None:
    assert told(phone) == told(phone)


@pytest.mark.either_database
@pytest.mark.parametrize(
    "have", [{"bo": "99.0", "tu": 10**9}, {"tu": "x"}, {"bo": "", "tu": -5}, {"tu": 10**30}]
)
def test_whoever_claims_other_codes_is_given_new_ones(
    phone: Visitor, people: People, have: dict[str, Any]
) -> None:
    answer = told(phone, **have)
    assert (answer["first"], len(answer["tokens"])) == (slot_at(people.now), 288)


def test_codes_that_reach_too_far_are_not_believed(phone: Visitor, people: People) -> None:
    series = told(phone)["series"]
    for have in (slot_at(people.now) - 10, slot_at(people.now) + 2017):
        assert told(phone, bo=series, tu=have)["first"] == slot_at(people.now)


def test_the_servers_time_comes_with_every_answer(phone: Visitor, people: People) -> None:
    assert told(phone)["time"] == people.now.timestamp() * 1000
    phone.now = people.now + timedelta(hours=2)
    assert told(phone)["first"] == slot_at(people.now) + 24


def test_asking_writes_nothing_but_when_it_was(
    phone: Visitor, people: People, session: Session, statements: list[str]
) -> None:
    phone.now = people.now + timedelta(hours=3)
    told(phone)
    written = [each for each in statements if not each.startswith(("SELECT", "SET", "PRAGMA"))]
    assert len(written) == 1
    assert "seen_at" in written[0]
    assert len(statements) <= 8
    session.expire_all()
    assert session.scalars(select(CardPhone)).one().seen_at == phone.now


@pytest.mark.either_database
def test_the_counter_sells_to_it_as_to_a_printed_card(
    phone: Visitor, cashier: Visitor, session: Session
) -> None:
    token = told(phone)["tokens"][0]
    sells(cashier, token)
    [purchase] = bought(session)
    assert purchase.evidence is Evidence.QUET_MA_DONG
    assert purchase.card_index == on_phone(session).index


def test_a_code_of_the_next_hour_or_a_screenshot_of_the_last_says_what_to_do(
    phone: Visitor, cashier: Visitor, people: People
) -> None:
    tokens = told(phone)["tokens"]
    text = shows(cashier, tokens[12]).text
    assert "Đồng hồ điện thoại của khách chạy nhanh" in text
    assert "Ngày giờ không đúng?" in text
    cashier.now = people.now + timedelta(minutes=20)
    text = shows(cashier, tokens[0]).text
    assert "Mã trên điện thoại đã hết hạn" in text
    assert "mở lại thẻ trên điện thoại khi có mạng" in text


@pytest.mark.either_database
def test_on_another_phone_it_is_another_card_and_the_first_is_told(
    phone: Visitor, cashier: Visitor, people: People, token: str
) -> None:
    old = told(phone)
    second = another_browser_of(phone, people)
    assert "điện thoại khác (Android, Chrome)" in Page(second.get(GET)).text
    with_card(second)
    moved = told(phone)
    assert (moved["state"], moved["again"]) == ("moved", True)
    assert "điện thoại khác" in moved["status"]
    assert "Thẻ đã bị thu hồi" in shows(cashier, old["tokens"][0]).text
    assert told(second)["state"] == "good"
    assert "Thu hồi" not in shows(cashier, token).text


@pytest.mark.either_database
def test_taken_off_it_is_gone_from_both_ends(
    phone: Visitor, cashier: Visitor, session: Session
) -> None:
    token = told(phone)["tokens"][0]
    page = Page(phone.get(REMOVE))
    after = Page(page.send(phone, follow_redirects=True))
    assert "Đã gỡ thẻ" in after.text
    assert told(phone)["state"] == "absent"
    assert on_phone(session).status is CardStatus.REVOKED
    assert "Thẻ đã bị thu hồi" in shows(cashier, token).text
    assert "phone/forget.js" in after.response.get_data(as_text=True)
    with_card(phone)
    assert told(phone)["state"] == "good"


@pytest.mark.either_database
def test_signing_out_takes_the_card_along(phone: Visitor, session: Session) -> None:
    home = Page(phone.get(f"{HERE}/"))
    asked = Page(home.send(phone, action="dang-xuat", follow_redirects=True))
    assert asked.heading == "Đăng xuất sẽ gỡ thẻ khỏi máy này"
    assert told(phone)["state"] == "good"
    out = Page(asked.send(phone, follow_redirects=True))
    assert "Đã đăng xuất và gỡ thẻ khỏi máy này" in out.text
    assert out.heading == "Thẻ của tôi"
    assert "phone/forget.js" in out.response.get_data(as_text=True)
    assert on_phone(session).status is CardStatus.REVOKED
    assert phone.get_cookie("member_phone", path=f"{HERE}/") is None


def test_signing_out_elsewhere_leaves_the_phone_alone(
    phone: Visitor, people: People, session: Session
) -> None:
    second = another_browser_of(phone, people)
    out = Page(second.get(f"{HERE}/")).send(second, action="dang-xuat")
    assert out.location.endswith("/dang-nhap")
    assert second.get(f"{HERE}/dang-xuat").status_code == 303
    assert on_phone(session).status is CardStatus.ACTIVE


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("status", "again"),
    [(CardStatus.REVOKED, False), (CardStatus.SUSPENDED, False), (CardStatus.LOST, True)],
)
def test_what_an_officer_does_to_it_is_told_at_the_next_request(
    phone: Visitor, session: Session, people: People, status: CardStatus, again: bool
) -> None:
    card = on_phone(session)
    card.status, card.status_on, card.status_reason = status, people.now.date(), "Mất điện thoại"
    session.flush()
    answer = told(phone)
    assert (answer["state"], answer["again"]) == (status.value, again)
    assert answer["sentence"]
    assert "tokens" not in answer


def test_whose_printed_card_is_suspended_gets_none(
    hanh: Visitor, world: World, people: People, session: Session
) -> None:
    page = Page(hanh.get(GET))
    world.hanh_card.status, world.hanh_card.status_on = CardStatus.SUSPENDED, people.now.date()
    session.flush()
    assert "tạm khóa" in Page(hanh.get(GET)).text
    refused = Page(page.send(hanh))
    assert (refused.status, "tạm khóa" in refused.text) == (422, True)
    assert session.scalars(select(CardPhone)).all() == []


def test_a_word_of_somebody_elses_phone_brings_nothing(
    phone: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    lan = signed_in(people.member(world.lan))
    cookie = phone.get_cookie("member_phone", path=f"{HERE}/")
    assert cookie is not None
    lan.set_cookie("member_phone", cookie.value, path=f"{HERE}/")
    assert told(lan)["state"] == "absent"


def test_who_is_signed_out_is_asked_in_and_keeps_the_codes_meanwhile(
    phone: Visitor,
) -> None:
    phone.delete_cookie("member_session", path=HERE)
    assert phone.get(CODES, headers=FRAGMENT).status_code == 401
    sign_in = phone.get(f"{HERE}/dang-nhap").get_data(as_text=True)
    assert "forget.js" not in sign_in


def test_a_phone_of_the_api_believes_it_too(
    phone: Visitor, site: Site, people: People, world: World
) -> None:
    client = site.program(people.phone(world.outlet).token)
    token = told(phone)["tokens"][0]
    answer = client.post("/api/v1/verifications", json={"card": token}).get_json()
    assert answer["applies"] is True
    phones.take_off(site.session, world.hanh.id, by=None, now=people.now)
    site.session.flush()
    answer = client.post("/api/v1/verifications", json={"card": token}).get_json()
    assert answer["result"]["code"] == "revoked"
