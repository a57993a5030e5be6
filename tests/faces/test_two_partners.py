"""A manager of several partners works for one at a time, chooses which, and sees no other's."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import access
from benefits.access import Added, Role
from benefits.audit import Entry
from benefits.partners import Outlet, Partner
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import PASSWORD, People, Visitor
from tests.page import Page
from tests.world import World

MINE = f"{FACE}/doi-tac-cua-toi"


@dataclass
class Both:
    """Somebody who runs the pharmacy and, since, a bookshop."""

    manager: Added
    books: Partner
    shop: Outlet

    @property
    def at_shop(self) -> str:
        return f"{FACE}/diem-ban/{self.shop.id}"


@pytest.fixture
def both(people: People, world: World, session: Session) -> Both:
    books = world.partner("BB", "Nhà sách Bình Bình")
    shop = world.shop("BB1", books, "Nhà sách Bình Bình – Chợ Đình")
    manager = people.manager(world.pharmacy)
    access.give_role(session, manager.account, Role.MANAGER, people.now, partner_id=books.id)
    session.flush()
    return Both(manager, books, shop)


def moves_to_books(client: Visitor) -> Page:
    home = Page(client.get(f"{FACE}/"))
    mine = Page(client.get(home.links()["Chuyển sang đối tác khác"]))
    return Page(mine.send(client, action=MINE, follow_redirects=True))


def test_home_leads_to_the_other_partner_and_every_list_follows(
    visitor: Visitor, both: Both, world: World
) -> None:
    form = Page(visitor.get(f"{FACE}/dang-nhap"))
    typed = {"login": both.manager.account.login, "secret": PASSWORD}
    home = Page(form.send(visitor, typed, action="", follow_redirects=True))
    assert home.heading == "Nhà thuốc An Khang"
    assert "Bạn quản lý 2 đối tác" in home.text
    moved = moves_to_books(visitor)
    assert moved.heading == "Nhà sách Bình Bình"
    places = Page(visitor.get(f"{FACE}/cac-diem-ban"))
    assert [row[0] for row in places.rows()] == [both.shop.name]
    assert Page(visitor.get(both.at_shop)).heading == both.shop.name
    assert world.offer.title not in Page(visitor.get(f"{FACE}/uu-dai")).text
    outlets = Page(visitor.get(f"{FACE}/cac-luot")).soup.select("[name=diem] option")
    assert [each.text for each in outlets] == ["Tất cả", both.shop.name]


@pytest.mark.either_database
def test_the_choice_is_noted_and_lasts(signed_in: SignedIn, both: Both, session: Session) -> None:
    client = signed_in(both.manager)
    moves_to_books(client)
    [noted] = session.scalars(select(Entry).where(Entry.act == "role_switched"))
    assert noted.account_id == both.manager.account.id
    assert Page(client.get(f"{FACE}/")).heading == both.books.name
    other_browser = signed_in(both.manager)
    assert Page(other_browser.get(f"{FACE}/")).heading == "Nhà thuốc An Khang"


def test_a_page_of_the_other_partner_says_whose_it_is_and_opens_there(
    signed_in: SignedIn, both: Both
) -> None:
    client = signed_in(both.manager)
    told = Page(client.get(both.at_shop))
    assert (told.status, told.heading) == (403, "Trang này của Nhà sách Bình Bình")
    there = told.send(client, action=MINE)
    assert there.location == both.at_shop
    assert Page(client.get(there.location)).heading == both.shop.name


def test_a_strangers_outlet_and_role_are_not_found(
    signed_in: SignedIn, both: Both, people: People, world: World
) -> None:
    client = signed_in(both.manager)
    stranger = world.partner("LC", "Nhà thuốc Long Châu")
    theirs = people.manager(stranger)
    assert client.get(f"{FACE}/diem-ban/{world.shop('LC1', stranger, 'LC').id}").status_code == 404
    form = Page(client.get(MINE)).form(MINE)
    assert client.post(f"{MINE}/{theirs.role.id}", data=form).status_code == 404
    assert Page(client.get(f"{FACE}/")).heading == "Nhà thuốc An Khang"


@pytest.mark.either_database
def test_who_goes_back_from_a_counter_is_that_shops_manager_again(
    signed_in: SignedIn, both: Both
) -> None:
    client = signed_in(both.manager)
    moves_to_books(client)
    Page(client.get(both.at_shop)).send(client, action="dung-quay")
    today = Page(client.get(f"{FACE}/"))
    assert both.shop.name in today.text
    today.send(client, action="ve-quan-ly")
    assert Page(client.get(f"{FACE}/")).heading == both.books.name


def test_who_is_manager_no_longer_stands_at_no_counter_either(
    signed_in: SignedIn, visitor: Visitor, people: People, world: World
) -> None:
    owner, officer = people.manager(world.pharmacy), signed_in(people.officer(world.province))
    at_counter = signed_in(owner)
    place = f"{FACE}/diem-ban/{world.outlet.id}"
    Page(at_counter.get(place)).send(at_counter, action="dung-quay")
    assert at_counter.get(f"{FACE}/quet").status_code == 200
    account = Page(officer.get(f"/cong-doan/tai-khoan/{owner.account.id}/"))
    account.send(officer, action=f"{owner.role.id}/ket-thuc")
    assert at_counter.get(f"{FACE}/quet").status_code == 303
    form = Page(visitor.get(f"{FACE}/dang-nhap/quan-ly"))
    typed = {"login": owner.account.login, "secret": PASSWORD}
    assert Page(form.send(visitor, typed, action="")).status == 422


@pytest.mark.either_database
def test_a_role_that_has_ended_is_no_choice_any_more(
    signed_in: SignedIn, both: Both, people: People, session: Session
) -> None:
    client = signed_in(both.manager)
    moves_to_books(client)
    access.end_role(session, both.manager.role, people.now.date())
    session.flush()
    home = Page(client.get(f"{FACE}/"))
    assert home.heading == both.books.name
    assert "Bạn quản lý" not in home.text
    assert "Chuyển sang" not in Page(client.get(MINE)).text


@pytest.mark.parametrize("page", ["quet", "ca"])
def test_a_phone_of_one_partner_is_not_taken_for_the_other_without_a_word(
    visitor: Visitor, both: Both, people: People, page: str
) -> None:
    form = Page(visitor.get(f"{FACE}/dang-nhap"))
    typed = {"login": both.manager.account.login, "secret": PASSWORD}
    form.send(visitor, typed, action="")
    left = f"của {both.shop.name}. Đứng quầy ở đây thì máy thôi dùng ở đó."
    assert left not in Page(visitor.get(f"{FACE}/{page}")).text
    visitor.set_cookie("partner_phone", people.phone(both.shop).token, path=f"{FACE}/")
    assert left in Page(visitor.get(f"{FACE}/{page}")).text
    moves_to_books(visitor)
    assert left not in Page(visitor.get(f"{FACE}/{page}")).text
