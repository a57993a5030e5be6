"""Cards at the desk: who has one, giving them out and printing them, and what becomes of one."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards
from benefits.audit import Entry
from benefits.cards import Card, CardIndex, CardStatus, shown
from benefits.cards.issuing import without_printed_card
from benefits.desk import unit_counts
from benefits.desk.card_counts import counted
from benefits.jobs import Job
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


def test_whoever_lacks_a_card_gets_one_and_the_sheet_is_printed(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    newcomers = [world.member(f"N{each}", f"Lâm Thị Mới {each}", world.lotus) for each in "123"]
    page = Page(officer.get(CARDS))
    assert [each.get_text() for each in page.soup.select(".figures dd")] == ["3", "3", "6"]
    page = Page(officer.get(page.links()["Cấp thẻ cho 3 người"]))
    sent = page.send(officer, {"last_day": "31/05/2027"}, action="/cap/T")
    work()
    page = Page(officer.get(sent.location))
    assert "Đã cấp 3 thẻ. Số thẻ từ 0000004 đến 0000006." in page.text
    given = session.scalars(select(Card).where(Card.job_id.is_not(None))).all()
    assert {card.member_id for card in given} == {member.id for member in newcomers}
    assert {card.valid_until.isoformat() for card in given} == {"2027-06-01"}
    assert len(Page(officer.get(page.links()["Xem các thẻ này"])).rows()) == 3
    noted = session.scalars(select(Entry).where(Entry.act == "cards_issued")).one()
    assert noted.fields["count"] == 3
    page = Page(page.send(officer, action="/in", follow_redirects=True))
    work()
    page = Page(officer.get(page.response.request.path))
    assert "Đã in 3 thẻ" in page.text
    document = officer.get(page.links()["Tải tệp PDF"], buffered=True)
    assert document.data.startswith(b"%PDF")
    assert "Mọi người trong danh sách đều đã có thẻ in" in Page(officer.get(CARDS)).text


def test_a_list_gives_cards_to_whom_it_can_and_says_why_not_to_the_others(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    for each in "12":
        world.member(f"N{each}", f"Lâm Thị Mới {each}", world.lotus)
    gone = day_of(world.hanh.known_at)
    world.member("CU", "Võ Thị Ra", world.lotus, until=gone)
    world.son_card.status = CardStatus.SUSPENDED
    session.flush()
    page = Page(officer.get(f"{CARDS}cap"))
    numbers = f"N1\nDV001\n\nN2; N1\n{world.son.member_no}\nCU\nXX9"
    sent = page.send(officer, {"ds-numbers": numbers}, action="danh-sach")
    work()
    page = Page(officer.get(sent.location))
    assert "Đã cấp 2 thẻ" in page.text
    assert [(row[2], row[3]) for row in page.rows()] == [
        ("DV001", f"Người này đã có thẻ in đang dùng, số {world.hanh_card.index:07}."),
        ("N1", "Mã này đã có ở dòng 1."),
        (world.son.member_no, page.rows()[2][3]),
        ("CU", "Người này hôm nay không thuộc đơn vị nào trong phạm vi của bạn."),
        ("XX9", "Không có đoàn viên nào mang mã này trong phạm vi của bạn."),
    ]
    assert "đang tạm khóa" in page.rows()[2][3]
    told = officer.get(page.links()["Tải danh sách không cấp được (CSV)"], buffered=True)
    assert len(told.data.decode("utf-8-sig").strip().splitlines()) == 6


def test_a_file_may_be_a_whole_roster_of_which_one_column_counts(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    member = world.member("N1", "Lâm Thị Mới", world.lotus)
    table = "DANH SÁCH CẤP THẺ\nSTT,Họ và tên,Mã đoàn viên\n1,Lâm Thị Mới,N1\n".encode()
    page = Page(officer.get(f"{CARDS}cap"))
    upload = {"ds-numbers": "", "ds-file": (BytesIO(table), "ds.csv")}
    sent = page.send(officer, upload, action="danh-sach")
    work()
    assert "Đã cấp 1 thẻ" in Page(officer.get(sent.location)).text
    card = session.scalars(select(Card).where(Card.member_id == member.id)).one()
    assert card.valid_until.isoformat() == "2028-01-01"


def test_an_impossible_last_day_or_an_empty_list_gives_out_nothing(
    officer: Visitor, world: World, session: Session
) -> None:
    world.member("N1", "Lâm Thị Mới", world.lotus)
    page = Page(officer.get(f"{CARDS}cap"))
    late = Page(page.send(officer, {"last_day": "2026-04-01"}, action="/cap/T"))
    assert late.mistakes == ["Ngày cuối phải từ hôm nay trở đi."]
    bare = Page(page.send(officer, {"ds-last_day": "2099-01-01"}, action="danh-sach"))
    assert (
        bare.mistakes
        == ["Thẻ dùng được nhiều nhất 10 năm.", "Hãy dán ít nhất một mã, hoặc chọn một tệp."][::-1]
    )
    assert not session.scalars(select(Job)).all()


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


def test_a_second_tap_is_the_same_work_and_later_there_is_nobody_left(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    world.member("N1", "Lâm Thị Mới", world.lotus)
    page = Page(officer.get(f"{CARDS}cap"))
    first, second = (page.send(officer, action="/cap/T").location for _ in range(2))
    assert first == second
    work()
    third = Page(page.send(officer, action="/cap/T", follow_redirects=True))
    assert "đều đã có thẻ" in third.text
    assert len(session.scalars(select(Job)).all()) == 1


def test_a_whole_batch_is_suspended_and_restored_after_a_look_at_what_it_touches(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    for each in "123":
        world.member(f"N{each}", f"Lâm Thị Mới {each}", world.lotus)
    sent = Page(officer.get(f"{CARDS}cap")).send(officer, action="/cap/T")
    work()
    given = Page(officer.get(sent.location)).links()["Xem các thẻ này"]
    batch = select(Card).join(Job, Job.id == Card.job_id).order_by(Card.index)
    lost = session.scalars(batch).first()
    assert lost is not None
    cards.lose(session, lost.index, by=None, now=world.hanh.known_at)
    page = Page(officer.get(Page(officer.get(given)).links()["Làm với cả danh sách này"]))
    assert "Tạm khóa thẻ: 2 thẻ" in page.text
    said = {"tam-khoa-reason": "Nghi dùng sai", "tam-khoa-number": "3"}
    wrong = Page(page.send(officer, said, action="tam-khoa"))
    assert wrong.mistakes == ["Số thẻ bây giờ là 2. Hãy xem lại."]
    sent = page.send(officer, {**said, "tam-khoa-number": "2"}, action="tam-khoa")
    work()
    assert "Đã đổi 2 thẻ: Tạm khóa." in Page(officer.get(sent.location)).text
    suspended = [CardStatus.LOST, CardStatus.SUSPENDED, CardStatus.SUSPENDED]
    assert [card.status for card in session.scalars(batch)] == suspended
    assert world.hanh_card.status is CardStatus.ACTIVE
    newest = Page(officer.get(of(session.scalars(batch).all()[-1]))).rows()[0]
    assert newest[2:] == ["Nghi dùng sai", "Nguyễn Văn An"]


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
        assert counted(session, unit.id, day).without_card == len(lacking)


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


def test_only_listed_reasons_count(officer: Visitor, world: World) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    answer = Page(page.send(officer, {"bao-mat-reason": "thích thế"}, action="bao-mat"))
    assert answer.status == 422
    assert answer.mistakes == ["Hãy chọn một mục trong danh sách."]


def test_a_replaced_card_leads_to_the_new_one_which_can_be_printed(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    page = Page(page.send(officer, action="/doi", follow_redirects=True))
    session.refresh(world.hanh_card)
    assert page.response.request.path == f"{CARDS}{world.hanh_card.replaced_by}"
    page = Page(page.send(officer, action="/in", follow_redirects=True))
    work()
    assert "Đã in 1 thẻ" in Page(officer.get(page.response.request.path)).text
    old = Page(officer.get(of(world.hanh_card)))
    assert f"{world.hanh_card.replaced_by:07}" in old.links()


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


def test_many_cards_are_exchanged_at_once_and_the_new_ones_can_be_printed(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    page = Page(officer.get(f"{CARDS}hang-loat"))
    said = {"doi-reason": "Sắp hết hạn", "doi-number": "3"}
    sent = page.send(officer, said, action="/doi")
    work()
    page = Page(officer.get(sent.location))
    assert "Đã đổi 3 thẻ: Đã đổi thẻ mới." in page.text
    assert "In 3 thẻ mới" in page.text
    session.refresh(world.lan_card)
    new = session.get_one(Card, (world.lan.id, world.lan_card.replaced_by))
    assert (world.lan_card.status, new.status) == (CardStatus.REPLACED, CardStatus.ACTIVE)


def test_a_stale_page_is_told_that_the_card_has_moved_on(
    officer: Visitor, world: World, session: Session
) -> None:
    page = Page(officer.get(of(world.hanh_card)))
    page.send(officer, action="thu-hoi")
    late = Page(page.send(officer, action="bao-mat", follow_redirects=True))
    assert "không còn làm được" in late.text
    session.refresh(world.hanh_card)
    assert world.hanh_card.status is CardStatus.REVOKED


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
