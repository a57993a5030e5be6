"""A shop's owner who is its cashier too: the way from the password to the counter, and back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Device
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, FRAGMENT, bought, sells, shows
from tests.faces.people import PASSWORD, People, Site, Visitor
from tests.page import Page
from tests.world import World

# The way is the same on both databases; what is stored at its end is tested elsewhere.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def login(people: People, world: World) -> str:
    return people.manager(world.pharmacy).account.login


@pytest.fixture
def owner(site: Site, world: World, login: str) -> Visitor:
    """A browser in which the owner came in by password and stood at the counter."""
    browser = site.visitor()
    signs_in(browser, Page(browser.get(f"{FACE}/dang-nhap")), login)
    Page(browser.get(f"{FACE}/diem-ban/{world.outlet.id}")).send(browser, action="/dung-quay")
    return browser


def signs_in(browser: Visitor, page: Page, login: str) -> Page:
    typed = {"login": login, "secret": PASSWORD}
    return Page(page.send(browser, typed, action="", follow_redirects=True))


def goes_out(browser: Visitor) -> None:
    leave = Page(browser.get(f"{FACE}/quet")).form("/dang-xuat")
    assert browser.post(f"{FACE}/dang-xuat", data=leave).status_code == 303


def test_after_the_password_the_counter_that_was_wanted_is_one_tap_away(
    owner: Visitor, login: str
) -> None:
    goes_out(owner)
    shift = Page(owner.get(f"{FACE}/quet", follow_redirects=True))
    page = Page(owner.get(shift.links()["Quản lý đăng nhập"]))
    told = signs_in(owner, page, login)
    assert (told.status, told.heading) == (403, "Bạn chưa đứng quầy")
    assert "Lê Lợi" in told.text
    assert "Hùng Vương" not in told.text  # this phone is the first outlet's
    assert told.send(owner, action="/dung-quay").location == f"{FACE}/quet"


def test_a_sale_that_was_cut_off_is_there_when_the_owner_stands_at_the_counter_again(
    owner: Visitor, login: str, token: str, session: Session
) -> None:
    typed = {**shows(owner, token).form("luot"), "list_price": "200.000", "seen": "170000"}
    goes_out(owner)
    out = Page(owner.post(f"{FACE}/luot", data=typed, follow_redirects=True))
    page = Page(owner.get(out.links()["Quản lý đăng nhập"]))
    told = signs_in(owner, page, login)
    again = Page(told.send(owner, action="/dung-quay", follow_redirects=True))
    assert "CHƯA được ghi" in again.text
    assert again.form("luot")["list_price"] == "200.000"
    assert bought(session) == []


def test_a_sale_sent_after_going_back_to_the_managers_pages_asks_to_stand_and_is_kept(
    owner: Visitor, token: str
) -> None:
    sale = {**shows(owner, token).form("luot"), "list_price": "200.000", "seen": "170000"}
    Page(owner.get(f"{FACE}/")).send(owner, action="/ve-quan-ly")
    answer = owner.post(f"{FACE}/luot", data=sale, headers=FRAGMENT, follow_redirects=True)
    told = Page(answer, is_part=True)
    again = told.send(owner, action="/dung-quay", headers=FRAGMENT, follow_redirects=True)
    assert Page(again, is_part=True).form("luot")["list_price"] == "200.000"


def test_a_manager_who_opens_a_card_may_stand_at_any_open_outlet_of_the_partner(
    signed_in: SignedIn, people: People, world: World, token: str
) -> None:
    manager = signed_in(people.manager(world.pharmacy))
    landing = Page(manager.get(f"{FACE}/q/{token}"))
    told = Page(manager.get(landing.links()["Tôi là nhân viên cửa hàng"]))
    assert "Lê Lợi" in told.text
    assert "Hùng Vương" in told.text
    where = f"/diem-ban/{world.outlet.id}/dung-quay"
    sale = Page(told.send(manager, action=where, follow_redirects=True))
    assert sale.form("luot")["card"] == token


def test_an_owner_at_the_counter_undoes_late_by_way_of_the_managers_pages(
    owner: Visitor, token: str
) -> None:
    late = sells(owner, token)
    assert owner.now is not None
    owner.now += timedelta(minutes=16)
    seen = Page(owner.get(late.response.request.path))
    assert "nhờ quản lý" not in seen.text
    mine = Page(seen.send(owner, action="/ve-quan-ly", follow_redirects=True))
    gone = Page(mine.send(owner, action="/huy", follow_redirects=True))
    assert gone.heading.endswith("Đã hủy")


def test_another_outlets_phone_is_told_what_it_leaves_before_its_manager_stands_elsewhere(
    owner: Visitor, world: World, session: Session
) -> None:
    Page(owner.get(f"{FACE}/")).send(owner, action="/ve-quan-ly")
    page = Page(owner.get(f"{FACE}/diem-ban/{world.other_outlet.id}"))
    assert f"của {world.outlet.name}. Đứng quầy ở đây thì máy thôi dùng ở đó." in page.text
    here = Page(owner.get(f"{FACE}/diem-ban/{world.outlet.id}"))
    assert "thì máy thôi dùng ở đó" not in here.text
    assert session.scalars(select(Device.revoked_at)).all() == [None]
