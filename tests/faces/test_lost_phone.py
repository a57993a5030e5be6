"""A phone that was lost, taken away, or lent: its finder gets nothing, its owner the card again."""

import pytest
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.access import accounts, sessions
from benefits.cards import CardIndex, CardStatus
from benefits.cards.keeping_one import Keeping, keep_one
from tests.faces.conftest import SignedIn
from tests.faces.letters import give_letter, prove, start
from tests.faces.members import HERE, code_of, give
from tests.faces.people import PIN, People, Visitor
from tests.faces.phones import CARD, GET, ended, on_phone, told, with_card
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"
NEW_PIN = "739154"
AT_THE_DOOR = f"{HERE}/dang-nhap"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


@pytest.fixture
def phone(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return with_card(signed_in(people.member(world.hanh)))


def stop(officer: Visitor, session: Session, act: str, reason: str) -> Page:
    page = Page(officer.get(f"{DESK}/the/{on_phone(session).index}"))
    sent = {f"{act}-reason": reason}
    return Page(page.send(officer, sent, action=act, follow_redirects=True))


def forgets_codes(page: Page) -> bool:
    return "forget.js" in page.source


def test_reported_lost_by_telephone_the_phone_is_nobodys_until_its_owner_signs_in(
    officer: Visitor, phone: Visitor, world: World, session: Session
) -> None:
    page = stop(officer, session, "bao-mat", "Mất cùng điện thoại, giấy tờ")
    assert "Đã đăng xuất người này khỏi mọi máy" in page.text
    assert page.soup.select_one(f"a[href='{DESK}/thu-kich-hoat/nguoi/{world.hanh.id}']")
    tap = phone.get(GET)
    assert (tap.status_code, tap.location.startswith(AT_THE_DOOR)) == (303, True)
    answer = ended(phone)
    assert (answer["state"], answer["again"], "card" in answer) == ("lost", True, False)
    assert forgets_codes(Page(phone.get(AT_THE_DOOR)))

    own = give(phone, code_of(world))  # it was found again
    assert own.heading == "Thẻ của tôi"
    assert told(with_card(phone))["state"] == "good"


def test_found_again_the_officer_may_also_bring_it_back_to_the_phone_it_was_on(
    officer: Visitor, phone: Visitor, world: World, session: Session
) -> None:
    stop(officer, session, "bao-mat", "Đoàn viên báo mất")
    page = stop(officer, session, "mo-lai", "Đã tìm thấy thẻ")
    assert "đăng nhập lại trên chính máy đó" in page.text
    assert ended(phone)["state"] == "signed-out"
    give(phone, code_of(world))
    assert told(phone)["state"] == "good"


def test_revoked_it_does_not_come_back_until_an_officer_allows_it(
    officer: Visitor, phone: Visitor, world: World, session: Session
) -> None:
    revoked = on_phone(session).index
    page = stop(officer, session, "thu-hoi", "Dùng sai quy định")
    assert "Người này chưa lấy lại được thẻ trên điện thoại nào" in page.text
    assert (ended(phone)["state"], ended(phone)["again"]) == ("revoked", False)
    own = give(phone, code_of(world))
    assert "Thẻ trên điện thoại đã bị thu hồi. Công đoàn thu hồi từ ngày" in own.text
    assert own.soup.select(f"main a[href='{GET}']") == []
    refused = Page(phone.get(GET))
    assert "Công đoàn thu hồi từ ngày 01/05/2026" in refused.text
    assert refused.soup.select("main form") == []

    allowed = Page(page.send(officer, action="cho-lay-lai", follow_redirects=True))
    assert "Đã cho lấy lại" in allowed.text
    assert "Công đoàn cho lấy lại thẻ trên điện thoại" in allowed.text
    assert "Cho lấy lại thẻ" not in [each.get_text() for each in allowed.soup.select("button")]
    assert told(phone)["state"] == "allowed"
    assert told(with_card(phone))["state"] == "good"
    assert on_phone(session).index != revoked


def test_the_owner_who_reports_it_signs_out_what_came_in_by_the_other_record(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh", world.dawn)
    here, lost = (signed_in(people.member(each)) for each in (world.hanh, old))
    purchases.merge(session, old, world.hanh, now=people.now)
    with_card(lost)
    page = Page(here.get(f"{HERE}/"))
    after = page.send(here, action=f"/{on_phone(session).index}/bao-mat", follow_redirects=True)
    assert "đăng xuất các máy khác" in Page(after).text
    assert ended(lost)["state"] == "lost"


def test_a_new_pin_is_the_only_one_of_a_person_with_two_records(
    signed_in: SignedIn, people: People, world: World, session: Session, visitor: Visitor
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh", world.dawn)
    code = session.get_one(CardIndex, world.card(old).index).typed_code
    here, other = (signed_in(people.member(each)) for each in (world.hanh, old))
    purchases.merge(session, old, world.hanh, now=people.now)
    typed = {"present": PIN, "chosen": NEW_PIN, "again": NEW_PIN}
    done = Page(here.get(f"{HERE}/doi-pin")).send(here, typed, follow_redirects=True)
    assert "Các máy khác đã được đăng xuất" in Page(done).text
    assert other.get(f"{HERE}/").status_code == 303
    assert give(visitor, code).status == 422
    assert give(visitor, code, NEW_PIN).heading == "Thẻ của tôi"


@pytest.mark.parametrize("comes", ["with a PIN", "with a letter"])
def test_whoever_signs_in_where_anothers_card_was_left_does_not_find_it(
    phone: Visitor, people: People, world: World, session: Session, comes: str
) -> None:
    hanh = accounts.member_account(session, world.hanh.id)
    assert hanh is not None
    sessions.revoke_all(session, hanh.id, people.now)
    code = session.get_one(CardIndex, world.son_card.index).typed_code
    if comes == "with a PIN":
        people.member(world.son)
        asked = Page(phone.get(f"{AT_THE_DOOR}?tiep={CARD}"))
        sent = {"code": code, "pin": PIN}
        page = Page(asked.send(phone, sent, follow_redirects=True))
    else:
        give_letter(world, world.son)
        page = start(phone, prove(phone, code))
    assert "Trần Văn Sơn" in page.text
    assert "Thẻ của người dùng máy này trước bạn đã được gỡ khỏi máy" in page.text
    assert forgets_codes(page)
    assert phone.get_cookie("member_phone", path=f"{HERE}/") is None
    left = on_phone(session)
    assert (left.status, left.status_reason) == (CardStatus.REVOKED, "may_nguoi_khac")
    assert not forgets_codes(Page(with_card(phone).get(f"{HERE}/")))


def test_ones_own_phone_keeps_the_card_when_one_signs_in_again(
    phone: Visitor, people: People, world: World, session: Session
) -> None:
    hanh = accounts.member_account(session, world.hanh.id)
    assert hanh is not None
    sessions.revoke_all(session, hanh.id, people.now)
    assert ended(phone) == {"state": "signed-out", "time": ended(phone)["time"]}
    assert not forgets_codes(give(phone, code_of(world)))
    assert told(phone)["state"] == "good"


def test_the_phone_that_made_way_when_two_records_became_one_is_told_so(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = world.member("TRUNG", "Nguyễn Thị Hạnh", world.lotus)
    stays, makes_way = (with_card(signed_in(people.member(each))) for each in (world.hanh, old))
    purchases.merge(session, old, world.hanh, now=people.now)
    keep_one(session, world.hanh.id, Keeping(), by=None, now=people.now)
    assert told(stays)["state"] == "good"
    answer = told(makes_way)
    assert (answer["state"], answer["again"]) == ("merged", True)
    assert "Hai hồ sơ của bạn đã gộp làm một" in answer["sentence"]
    assert forgets_codes(Page(makes_way.get(f"{HERE}/")))
