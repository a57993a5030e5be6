"""What a manager does: outlets, phones, cashiers, standing at the counter, undoing later."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, AccountRole, Device, Role
from benefits.purchases import Reversal
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, sells
from tests.faces.people import PASSWORD, People, Site, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


@pytest.fixture
def place(world: World) -> str:
    return f"{FACE}/diem-ban/{world.outlet.id}"


def pin_on(page: Page) -> str:
    shown = page.soup.select_one(".invited-code")
    assert shown
    return shown.get_text().replace(" ", "").strip()


@pytest.mark.either_database
def test_every_outlet_is_shown_with_its_day(manager: Visitor, cashier: Visitor, token: str) -> None:
    sells(cashier, token, "200.000")
    page = Page(manager.get(f"{FACE}/"))
    assert page.heading == "Nhà thuốc An Khang"
    panels = [" ".join(each.text.split()) for each in page.soup.select("a.panel")]
    assert panels == [
        "Nhà thuốc An Khang – Hùng Vương 0 lượt · thu 0 ₫ · giảm 0 ₫",
        "Nhà thuốc An Khang – Lê Lợi 1 lượt · thu 170.000 ₫ · giảm 30.000 ₫",
    ]


def test_a_cashier_is_added_and_opens_a_shift_with_the_pin_shown(
    manager: Visitor, site: Site, people: People, world: World, place: str
) -> None:
    page = Page(manager.get(place))
    shown = Page(page.send(manager, {"name": "Đỗ Thị Mận"}, action="/thu-ngan"))
    assert shown.heading == "Mã PIN của Đỗ Thị Mận"
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    shift = Page(phone.get(f"{FACE}/ca"))
    assert shift.send(phone, {"pin": pin_on(shown)}, action="").location == f"{FACE}/quet"


@pytest.mark.either_database
def test_a_cashier_without_a_name_is_not_added(manager: Visitor, place: str) -> None:
    page = Page(manager.get(place))
    refused = Page(page.send(manager, {"name": " "}, action="/thu-ngan"))
    assert refused.status == 422
    assert refused.mistakes == ["Cần họ và tên."]


@pytest.mark.either_database
def test_a_new_pin_and_a_lock_sign_the_cashier_out(
    manager: Visitor, signed_in: SignedIn, people: People, world: World, place: str
) -> None:
    added = people.cashier(world.outlet)
    first = signed_in(added)
    theirs = f"{place}/thu-ngan/{added.account.id}"
    shown = Page(Page(manager.get(theirs)).send(manager, action="/pin"))
    assert len(pin_on(shown)) == 6
    assert first.get(f"{FACE}/quet").status_code == 303
    second = signed_in(added)
    Page(manager.get(theirs)).send(manager, action="/tat")
    assert second.get(f"{FACE}/quet").status_code == 303
    assert "đã khóa" in Page(manager.get(place)).text
    Page(manager.get(theirs)).send(manager, action="/mo")
    assert "đã khóa" not in Page(manager.get(place)).text


def test_an_owner_stands_at_the_counter_and_goes_back(
    manager: Visitor, token: str, place: str, session: Session
) -> None:
    counter = Page(manager.get(place)).send(manager, action="/dung-quay")
    assert counter.location == f"{FACE}/quet"
    assert sells(manager, token).heading.endswith("Đã ghi nhận")
    today = Page(manager.get(f"{FACE}/"))
    assert today.heading.startswith("Hôm nay")
    today.send(manager, action="/ve-quan-ly")
    assert Page(manager.get(f"{FACE}/")).heading == "Nhà thuốc An Khang"
    Page(manager.get(place)).send(manager, action="/dung-quay")
    assert len(session.scalars(select(Device)).all()) == 1
    cashier_roles = select(AccountRole).where(AccountRole.role == Role.CASHIER)
    assert len(session.scalars(cashier_roles).all()) == 1


@pytest.mark.either_database
def test_an_owner_at_the_counter_is_led_from_the_managers_pages_back_to_them(
    manager: Visitor, signed_in: SignedIn, people: People, world: World, place: str
) -> None:
    Page(manager.get(place)).send(manager, action="/dung-quay")
    told = Page(manager.get(place))
    assert (told.status, told.heading) == (403, "Bạn đang đứng quầy")
    back = told.send(manager, action="/ve-quan-ly")
    assert back.location == place
    assert manager.get(place).status_code == 200
    assert signed_in(people.cashier(world.outlet)).get(place).status_code == 404


def test_an_owner_is_no_name_to_type_a_pin_for(
    manager: Visitor, people: People, site: Site, world: World, place: str
) -> None:
    Page(manager.get(place)).send(manager, action="/dung-quay")
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    assert "Phạm Thị Quản" not in Page(phone.get(f"{FACE}/ca")).text


@pytest.mark.either_database
def test_a_manager_undoes_later_with_a_reason(
    manager: Visitor, cashier: Visitor, token: str, place: str, session: Session
) -> None:
    receipt = sells(cashier, token)
    assert manager.now
    manager.now += timedelta(days=2)
    uses = Page(manager.get(f"{place}/luot?ngay=2026-05-01"))
    assert uses.heading == "Các lượt ngày 01/05/2026"
    page = Page(manager.get(str(uses.soup.select(".use")[0]["href"])))
    assert page.response.request.path == receipt.response.request.path
    done = page.send(manager, {"reason": "misuse"}, action="/huy", follow_redirects=True)
    assert "Dùng thẻ không đúng quy định" in Page(done).text
    assert [each.is_whole for each in session.scalars(select(Reversal))] == [True]


def test_a_part_is_given_back_with_its_part_of_the_discount(
    manager: Visitor, cashier: Visitor, token: str, session: Session
) -> None:
    receipt = sells(cashier, token, "200.000")
    page = Page(manager.get(receipt.response.request.path))
    amounts = {"reason": "goods_returned", "part": "50.000"}
    answer = Page(page.send(manager, amounts, action="/huy", follow_redirects=True))
    [taken_back] = session.scalars(select(Reversal))
    assert (taken_back.list_price, taken_back.paid, taken_back.is_whole) == (50_000, 42_500, False)
    assert "127.500 ₫" in answer.text


def test_another_partners_manager_sees_none_of_it(
    signed_in: SignedIn, people: People, world: World, place: str
) -> None:
    stranger = signed_in(people.manager(world.partner("LC", "Nhà thuốc Long Châu")))
    for path in (place, f"{place}/luot"):
        assert stranger.get(path).status_code == 404


def test_a_first_password_is_changed_before_anything_else(
    manager: Visitor, session: Session
) -> None:
    account = session.scalars(select(Account).where(Account.name == "Phạm Thị Quản")).one()
    account.must_change = True
    session.flush()
    answer = manager.get(f"{FACE}/")
    assert answer.location == f"{FACE}/doi-mat-khau"
    form = Page(manager.get(answer.location))
    short = {"present": PASSWORD, "chosen": "ngắn", "again": "ngắn"}
    assert Page(form.send(manager, short, action="")).mistakes
    chosen = {"present": PASSWORD, "chosen": "ve bán hàng 2026", "again": "ve bán hàng 2026"}
    assert form.send(manager, chosen, action="").status_code == 303
    assert Page(manager.get(f"{FACE}/")).heading == "Nhà thuốc An Khang"
