"""What a manager lives in: how the shop does, what it needs, its people, phones and offers."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement
from benefits.audit import Entry
from benefits.database import new_uuid
from benefits.purchases import ReversalRequest, reverse
from benefits.web.lists import files, paging
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn, Work
from tests.faces.counter import FACE, sells
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

USES, PLACES = f"{FACE}/cac-luot", f"{FACE}/cac-diem-ban"


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


@pytest.fixture
def buying(session: Session, world: World) -> Buying:
    return Buying(session, world)


@pytest.fixture
def place(world: World) -> str:
    return f"{FACE}/diem-ban/{world.outlet.id}"


def text_of(page: Page, selector: str) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in page.soup.select(selector)]


def test_home_compares_this_month_with_as_many_days_of_the_last(
    manager: Visitor, buying: Buying, world: World
) -> None:
    for day in (date(2026, 5, 1), date(2026, 4, 1), date(2026, 4, 2)):
        buying.buys(world.hanh_card, world.lotus, day)
    page = Page(manager.get(f"{FACE}/"))
    assert text_of(page, ".month > div")[0] == "Lượt 1 tháng trước 1"
    assert text_of(page, ".month > div")[1] == "Cửa hàng thu 85.000 ₫ tháng trước 85.000 ₫"
    assert "đến hết 01/04/2026" in page.text


def test_home_names_what_a_counter_lacks_and_what_ends(
    manager: Visitor, people: People, session: Session, world: World
) -> None:
    people.phone(world.outlet)
    people.cashier(world.outlet)
    agreement = session.get_one(Agreement, world.agreement.id)
    agreement.valid_until = date(2026, 5, 20)
    session.flush()
    wants = text_of(Page(manager.get(f"{FACE}/")), ".task")
    assert wants == [
        "1 ưu đãi kết thúc trong 30 ngày tới, vào 19/05/2026",
        "1 điểm ưu đãi chưa có điện thoại nào được ghép",
        "1 điểm ưu đãi chưa có thu ngân",
    ]
    agreement.valid_until = date(2026, 4, 30)
    session.flush()
    manager.now = people.now + timedelta(days=8)
    wants = text_of(Page(manager.get(f"{FACE}/")), ".task")
    assert wants[0] == "1 thỏa thuận 01/TT-LĐLĐ đã hết hạn từ 30/04/2026"
    assert wants[-1] == "1 điểm ưu đãi có điện thoại 7 ngày không dùng"
    unseen = Page(manager.get(PLACES, query_string={"can": "may-vang"}))
    assert [row[0] for row in unseen.rows()] == ["Nhà thuốc An Khang – Lê Lợi"]


@pytest.mark.either_database
def test_a_phone_in_use_is_seen(
    manager: Visitor, cashier: Visitor, people: People, place: str
) -> None:
    manager.now = people.now + timedelta(days=9)
    assert "không dùng từ" in Page(manager.get(place)).text
    cashier.now, manager.now = (people.now + timedelta(hours=hours) for hours in (5, 6))
    cashier.get(f"{FACE}/quet")
    phone = Page(manager.get(Page(manager.get(place)).links()["Samsung A05"]))
    assert "khoảng 01/05/2026 15:00" in phone.text


def test_an_outlet_says_how_it_is_reached_and_the_union_reads_of_it(
    manager: Visitor, session: Session, place: str
) -> None:
    form = Page(manager.get(f"{place}/sua"))
    told = {"hours": "8:00–21:30", "phone": "0236 3 123 456", "address": "2 Lê Lợi"}
    page = Page(form.send(manager, told, action="", follow_redirects=True))
    assert "2 Lê Lợi · 8:00–21:30 · 0236 3 123 456" in page.text
    [noted] = session.scalars(select(Entry).where(Entry.act == "outlet_changed"))
    assert noted.fields == {"fields": ["address", "hours", "phone"]}
    again = form.send(manager, {"name": " "}, action="")
    assert Page(again).mistakes == ["Cần tên điểm ưu đãi."]


@pytest.mark.either_database
def test_a_cashier_chooses_a_pin_on_the_managers_phone(
    manager: Visitor, people: People, site: Site, world: World, place: str
) -> None:
    added = people.cashier(world.outlet)
    page = Page(manager.get(f"{place}/thu-ngan/{added.account.id}"))
    refused = Page(page.send(manager, {"pin": "123456"}, action="/pin"))
    assert (refused.status, len(refused.mistakes)) == (422, 1)
    assert page.send(manager, {"pin": "904172"}, action="/pin").status_code == 303
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    shift = Page(phone.get(f"{FACE}/ca"))
    assert shift.send(phone, {"pin": "904172"}, action="").location == f"{FACE}/quet"


def test_a_cashier_who_mistyped_too_often_is_let_try_again(
    manager: Visitor, people: People, site: Site, world: World, place: str
) -> None:
    added = people.cashier(world.outlet)
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    tries = [Page(phone.get(f"{FACE}/ca")).send(phone, {"pin": "000000"}) for _try in range(6)]
    assert ["nhờ quản lý" in Page(each).text for each in tries] == 5 * [False] + [True]
    assert "gõ sai PIN" in Page(manager.get(place)).text
    page = Page(manager.get(f"{place}/thu-ngan/{added.account.id}"))
    page.send(manager, action="/thu-lai")
    assert "gõ sai PIN" not in Page(manager.get(place)).text


@pytest.mark.either_database
def test_a_cashier_stands_at_another_outlet_too_and_then_no_longer(
    manager: Visitor, people: People, world: World, place: str
) -> None:
    added = people.cashier(world.outlet)
    theirs = f"{place}/thu-ngan/{added.account.id}"
    other = Page(manager.get(theirs)).soup.select_one("#outlet option")
    assert other
    Page(manager.get(theirs)).send(manager, {"outlet": str(other["value"])}, action="/them")
    there = f"{FACE}/diem-ban/{other['value']}"
    assert "Thu Ngân" in Page(manager.get(there)).text
    renamed = Page(manager.get(theirs)).send(manager, {"name": "Trần Mới"}, action="/ten")
    assert renamed.status_code == 303
    page = Page(manager.get(theirs))
    left = page.send(manager, {"outlet": str(world.outlet.id)}, action="/thoi")
    assert "Trần Mới không còn đứng quầy" in Page(manager.get(left.location)).text
    assert "Trần Mới" not in Page(manager.get(place)).text
    assert "Trần Mới" in Page(manager.get(there)).text


def test_a_forgotten_shift_is_closed_and_a_phone_renamed(
    manager: Visitor, cashier: Visitor, place: str
) -> None:
    phone = Page(manager.get(Page(manager.get(place)).links()["Samsung A05"]))
    assert "Thu Ngân, từ" in phone.text
    phone.send(manager, action="/dong-ca")
    assert cashier.get(f"{FACE}/quet").status_code == 303
    renamed = phone.send(manager, {"name": "Quầy 2"}, action="/ten", follow_redirects=True)
    assert Page(renamed).heading == "Quầy 2"


def test_a_day_is_told_by_shift(
    manager: Visitor, cashier: Visitor, token: str, buying: Buying, place: str
) -> None:
    sells(cashier, token, "200.000")
    buying.buys(buying.world.lan_card, buying.world.dawn, date(2026, 5, 1))
    page = Page(manager.get(f"{place}/luot"))
    assert [row[0] for row in page.rows()] == ["Thu Ngân", "Không theo ca (tệp, phần mềm)"]
    assert [row[-1] for row in page.rows()] == ["170.000 ₫", "85.000 ₫"]
    assert text_of(page, ".till-figures dd") == ["2", "255.000 ₫", "45.000 ₫"]
    before = Page(manager.get(page.links()["Ngày trước"]))
    assert before.heading == "Các lượt ngày 30/04/2026"


def test_uses_are_filtered_added_up_and_taken_away_without_names(
    manager: Visitor, cashier: Visitor, token: str, buying: Buying, world: World
) -> None:
    sells(cashier, token, "200.000", invoice="=HD1")
    buying.buys(world.lan_card, world.dawn, date(2026, 4, 20))
    page = Page(manager.get(USES))
    assert len(page.rows()) == 1
    wide = {"tu": "2026-04-01", "den": "2026-05-01"}
    page = Page(manager.get(USES, query_string=wide))
    assert text_of(page, ".till-figures dd") == ["2", "255.000 ₫", "45.000 ₫"]
    at_other = wide | {"diem": str(world.outlet.id + 1)}
    assert not Page(manager.get(USES, query_string=at_other)).rows()
    content = manager.get(f"{USES}/xuat", query_string=wide | {"dang": "csv"}, buffered=True).data
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert "'=HD1" in rows[1]
    assert world.hanh.full_name not in content.decode()


def test_an_invoice_is_found_however_it_is_typed(
    manager: Visitor, cashier: Visitor, token: str
) -> None:
    sells(cashier, token, "200.000", invoice="HĐ 01")
    for typed, count in (("hđ01", 1), ("HD 01", 1), ("HĐ 02", 0)):
        assert len(Page(manager.get(USES, query_string={"tim": typed})).rows()) == count


def test_uses_taken_back_are_told_beside_the_sum_they_are_not_in(
    manager: Visitor, buying: Buying, world: World
) -> None:
    for day in (20, 21):
        bought = buying.buys(world.lan_card, world.dawn, date(2026, 4, day))
    request = ReversalRequest(id=new_uuid(), purchase_id=bought.id, reason="other", amounts=None)
    reverse(world.session, request, bought.bought_at)
    page = Page(manager.get(USES, query_string={"tu": "2026-04-01", "den": "2026-05-01"}))
    assert len(page.rows()) == 2
    assert text_of(page, ".till-figures dd")[0] == "1 đã trừ 1 lượt bị hủy"


@pytest.fixture
def hardly_any_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every list of more than one row for a long one."""
    for module in (files, paging):
        monkeypatch.setattr(module, "MOST_COUNTED", 1)


@pytest.mark.usefixtures("hardly_any_patience")
def test_a_long_list_of_uses_is_written_in_the_background(
    manager: Visitor, buying: Buying, work: Work, signed_in: SignedIn, people: People
) -> None:
    world = buying.world
    for each in range(3):
        buying.buys(world.hanh_card, world.lotus, date(2026, 5, 1), price=100_000 + each)
    page = Page(manager.get(USES))
    page = Page(page.send(manager, action="dang=csv", follow_redirects=True))
    where = page.response.request.path
    work()
    done = Page(manager.get(where))
    assert "Đã ghi 3 dòng" in done.text
    made = manager.get(done.links()["Tải tệp"], buffered=True).data.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(made)))) == 4
    assert signed_in(people.manager(world.pharmacy)).get(where).status_code == 404
