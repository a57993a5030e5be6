"""Work on many cards at once: giving them out, stopping a batch, exchanging all of a list."""

from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards
from benefits.audit import Entry
from benefits.cards import Card, CardStatus
from benefits.jobs import Job
from benefits.periods import day_of
from tests.faces.conftest import SignedIn, Work
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


@pytest.mark.either_database
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


@pytest.mark.either_database
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


def test_why_a_list_of_cards_comes_back_is_chosen_and_fits_why_they_were_stopped(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    now = world.hanh.known_at
    cards.suspend(session, world.hanh_card.index, by=None, now=now, reason="Nghi dùng sai")
    page = Page(officer.get(f"{CARDS}hang-loat"))
    offered = [each["value"] for each in page.soup.select("[name=mo-lai-reason] option")]
    assert offered == ["", "Đã xác minh xong", "Thao tác nhầm"]
    unsaid = Page(page.send(officer, {"mo-lai-number": "1"}, action="mo-lai"))
    assert (unsaid.status, unsaid.mistakes) == (422, ["Hãy chọn lý do."])
    said = {"mo-lai-number": "1", "mo-lai-reason": "Đã xác minh xong"}
    unsaid.send(officer, said, action="mo-lai")
    work()
    session.expire_all()
    assert world.hanh_card.status is CardStatus.ACTIVE


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
