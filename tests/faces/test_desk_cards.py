"""Cards at the desk: who has one, finding one, and what becomes of it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards, purchases
from benefits.audit import Entry
from benefits.cards import Card, CardIndex, CardStatus, shown
from benefits.cards.issuing import refused_another, without_printed_card
from benefits.desk.carding.card_counts import counted
from benefits.desk.tree import unit_counts
from benefits.members import enrolment
from benefits.periods import day_of
from tests.faces.conftest import SignedIn, Work
from tests.faces.counter import shows
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

CARDS, LETTERS = "/cong-doan/the/", "/cong-doan/thu-kich-hoat/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def of(card: Card) -> str:
    return f"{CARDS}{card.index}"


@pytest.mark.either_database
def test_where_many_units_stand_below_the_counts_come_after_the_page(
    officer: Visitor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.member("N1", "Lâm Thị Mới", world.lotus)
    monkeypatch.setattr(unit_counts, "FEW_UNITS", 1)
    for where, counts in ((CARDS, ["3", "1", "4"]), (LETTERS, ["0", "0", "3", "1"])):
        page = Page(officer.get(where))
        assert not page.soup.select(".figures dd")
        [later] = [str(each["data-part"]) for each in page.soup.select("[data-part]")]
        part = Page(officer.get(later))
        assert [str(each.contents[0]) for each in part.soup.select("[data-body] dd")] == counts
    assert "Cấp thẻ cho 1 người" in Page(officer.get(f"{CARDS}dem")).links()


@pytest.mark.either_database
def test_the_counts_agree_with_who_would_be_given_a_card(
    world: World, session: Session, people: People
) -> None:
    world.member("N1", "Lâm Thị Mới", world.lotus)
    world.son_card.status = CardStatus.SUSPENDED
    world.lan_card.status = CardStatus.REVOKED
    session.flush()
    day = day_of(people.now)
    for unit in (world.province, world.north, world.lotus, world.dawn):
        lacking = without_printed_card(session, unit.id, day)
        counts = counted(session, unit.id, day)
        assert counts.to_give == len(lacking)
        assert counts.revoked == len(refused_another(session, unit.id, day))


def test_a_card_is_found_by_serial_code_and_owner(
    officer: Visitor, world: World, session: Session
) -> None:
    enrolment.index_words(session, [world.hanh, world.son, world.lan])
    code = session.get_one(CardIndex, world.hanh_card.index).typed_code
    for typed in (f"{world.hanh_card.index:07}", shown(code).lower(), "hanh", "DV001"):
        answer = officer.get(CARDS, query_string={"tim": typed})
        assert answer.headers.get("Location") == of(world.hanh_card), typed
    home = Page(officer.get("/cong-doan/"))
    assert [form["action"] for form in home.soup.select("form[role=search]")] == [CARDS]
    for typed in (f"{world.hanh_card.index:07}", shown(code)):
        people = Page(officer.get("/cong-doan/doan-vien/", query_string={"tim": typed}))
        assert [row[0] for row in people.rows()] == ["Nguyễn Thị Hạnh"]
    several = Page(officer.get(CARDS, query_string={"tim": "thi"}))
    assert len(several.rows()) == 2
    assert "Không có thẻ nào khớp" in Page(officer.get(CARDS, query_string={"tim": "zz"})).text


def test_cards_of_others_are_neither_found_nor_opened(
    signed_in: SignedIn, people: People, world: World
) -> None:
    north = signed_in(people.officer(world.north))
    page = Page(north.get(CARDS, query_string={"tim": f"{world.lan_card.index:07}"}))
    assert "Không có thẻ nào khớp" in page.text
    assert north.get(of(world.lan_card)).status_code == 404
    assert north.get(CARDS, query_string={"donvi": "BM"}).status_code == 404


ROAD = (
    ("tam-khoa", "Nghi dùng sai", CardStatus.SUSPENDED, "Tạm khóa"),
    ("mo-lai", "Đã xác minh xong", CardStatus.ACTIVE, "Đang dùng"),
    ("bao-mat", "Đoàn viên báo mất", CardStatus.LOST, "Đã báo mất"),
    ("mo-lai", "Đã tìm thấy thẻ", CardStatus.ACTIVE, "Đang dùng"),
    ("thu-hoi", "Cấp nhầm người", CardStatus.REVOKED, "Đã thu hồi"),
)


def test_a_card_goes_its_road_with_a_reason_at_every_step(
    officer: Visitor, world: World, session: Session
) -> None:
    for act, reason, status, said in ROAD:
        page = Page(officer.get(of(world.hanh_card)))
        sent = page.send(officer, {f"{act}-reason": reason}, action=act, follow_redirects=True)
        page = Page(sent)
        session.refresh(world.hanh_card)
        assert world.hanh_card.status is status
        assert world.hanh_card.status_reason == reason
        assert said in page.rows()[0][1]
        assert page.rows()[0][2:] == [reason, "Nguyễn Văn An"]
    noted = session.scalars(select(Entry.fields).where(Entry.act == "card_changed")).all()
    assert [each["status"] for each in noted] == [status.value for _, _, status, _ in ROAD]


@pytest.mark.either_database
def test_an_old_card_revoked_by_mistake_is_old_again_for_a_reason_that_was_chosen(
    officer: Visitor, world: World, session: Session
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    page.send(officer, action="/doi")
    page = Page(officer.get(of(world.hanh_card)))
    page.send(officer, action="/thu-hoi")
    page = Page(officer.get(of(world.hanh_card)))
    offered = [each["value"] for each in page.soup.select("[name=mo-lai-reason] option")]
    assert offered == ["", "Thao tác nhầm", "Đã xác minh xong"]
    assert page.send(officer, action="/mo-lai").status_code == 422
    page.send(officer, {"mo-lai-reason": "Thao tác nhầm"}, action="/mo-lai")
    session.refresh(world.hanh_card)
    assert world.hanh_card.status is CardStatus.REPLACED


@pytest.mark.either_database
def test_only_listed_reasons_count(officer: Visitor, world: World) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    answer = Page(page.send(officer, {"bao-mat-reason": "thích thế"}, action="bao-mat"))
    assert answer.status == 422
    assert answer.mistakes == ["Hãy chọn một mục trong danh sách."]


@pytest.mark.either_database
def test_a_replaced_card_leads_to_the_new_one_which_can_be_printed(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    page = Page(page.send(officer, action="/doi", follow_redirects=True))
    session.refresh(world.hanh_card)
    assert page.response.request.path == f"{CARDS}{world.hanh_card.replaced_by}"
    assert page.rows()[0][2:] == ["Thẻ hỏng, mờ mã", "Nguyễn Văn An"]
    assert page.links()[f"{world.hanh_card.index:07}"] == of(world.hanh_card)
    assert "Cấp thẻ" in page.soup.select("main")[0].get_text()
    page = Page(page.send(officer, action="/in", follow_redirects=True))
    work()
    assert "Đã in 1 thẻ" in Page(officer.get(page.response.request.path)).text
    old = Page(officer.get(of(world.hanh_card)))
    assert f"{world.hanh_card.replaced_by:07}" in old.links()


@pytest.mark.either_database
def test_the_old_card_is_good_until_a_chosen_day_and_then_asks_for_the_new_one(
    officer: Visitor, world: World, session: Session, cashier: Visitor, token: str
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    days = {"doi-old_last_day": "30/04/2026", "doi-new_last_day": "2026-12-31"}
    wrong = Page(page.send(officer, days, action="/doi"))
    assert wrong.mistakes == ["Ngày cuối phải từ hôm nay trở đi."]
    page.send(officer, {**days, "doi-old_last_day": "02/05/2026"}, action="/doi")
    session.refresh(world.hanh_card)
    new = session.get_one(Card, (world.hanh.id, world.hanh_card.replaced_by))
    assert [card.valid_until.isoformat() for card in (world.hanh_card, new)] == [
        "2026-05-03",
        "2027-01-01",
    ]
    assert "Được hưởng ưu đãi" in shows(cashier, token).text
    world.hanh_card.valid_until = date(2026, 5, 1)  # as if that day had come
    session.flush()
    over = shows(cashier, token).text
    assert "Thẻ cũ, đã đổi thẻ mới" in over
    assert "Mời khách đưa thẻ mới" in over


def test_a_stale_page_is_told_that_the_card_has_moved_on(
    officer: Visitor, world: World, session: Session
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    page.send(officer, action="thu-hoi")
    late = Page(page.send(officer, action="bao-mat", follow_redirects=True))
    assert "không còn làm được" in late.text
    session.refresh(world.hanh_card)
    assert world.hanh_card.status is CardStatus.REVOKED


@pytest.mark.either_database
def test_one_person_is_given_a_card_from_the_own_page(
    officer: Visitor, world: World, session: Session
) -> None:
    member = world.member("N1", "Lâm Thị Mới", world.lotus)
    page = Page(officer.get(f"/cong-doan/doan-vien/{member.id}"))
    assert "Chưa có" in page.text
    page.send(officer, action="cap-cho")
    again = Page(page.send(officer, action="cap-cho", follow_redirects=True))
    assert "đã có thẻ đang dùng" in again.text
    assert len(session.scalars(select(Card).where(Card.member_id == member.id)).all()) == 1


def test_whose_card_was_revoked_is_told_apart_and_given_one_after_a_look_at_why(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    now = world.hanh.known_at
    cards.revoke(session, world.hanh_card.index, by=None, now=now, reason="Dùng sai quy định")
    world.member("N1", "Lâm Thị Mới", world.lotus)
    issuing = Page(officer.get(f"{CARDS}cap"))
    assert "1 người đã bị thu hồi thẻ" in issuing.text
    sent = issuing.send(officer, action="/cap/T")
    work()
    page = Page(officer.get(sent.location))
    assert "Đã cấp 1 thẻ" in page.text
    [row] = page.rows()
    assert row[2] == "DV001"
    assert "Dùng sai quy định" in row[3]
    again = Page(issuing.send(officer, action="/cap/T", follow_redirects=True))
    assert "đều đã bị thu hồi thẻ" in again.text
    page = Page(officer.get(f"/cong-doan/doan-vien/{world.hanh.id}"))
    page = Page(page.send(officer, action="cap-cho", follow_redirects=True))
    assert "đã bị thu hồi ngày" in page.text
    page.send(officer)
    theirs = select(Card).where(Card.member_id == world.hanh.id).order_by(Card.index)
    given = session.scalars(theirs).all()
    assert [each.status for each in given] == [CardStatus.REVOKED, CardStatus.ACTIVE]


def test_a_card_of_a_merged_record_is_opened_by_whom_the_person_belongs_to(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    other = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    card = world.card(other)
    purchases.merge(session, other, world.hanh, now=people.now)
    north = signed_in(people.officer(world.north))
    page = Page(north.get(of(card)))
    assert (page.status, "Nguyễn Thị Hạnh Cũ" in page.text) == (200, False)
    assert "Đổi thẻ mới" not in page.text, "the person has a card of the own record"
    assert "Tạm khóa thẻ" in page.text
