"""What a manager reads of a use that others recorded, and of an outlet that has closed."""

from datetime import date, timedelta

import pytest

from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, sells
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


def facts_on(page: Page) -> dict[str, str]:
    terms, told = (page.soup.select(f".facts {each}") for each in ("dt", "dd"))
    return {
        one.get_text().strip(): other.get_text().strip()
        for one, other in zip(terms, told, strict=True)
    }


@pytest.mark.either_database
def test_who_recorded_a_use_and_who_took_it_back_and_the_way_back_to_its_day(
    manager: Visitor, cashier: Visitor, token: str, people: People
) -> None:
    path = sells(cashier, token, "200.000").response.request.path
    assert "Cách ghi nhận" not in Page(cashier.get(path)).text
    manager.now = people.now + timedelta(days=2)
    page = Page(manager.get(path))
    facts = facts_on(page)
    assert facts["Thu ngân"] == "Thu Ngân"
    assert facts["Điện thoại"] == "Samsung A05"
    assert facts["Cách ghi nhận"] == "Quét thẻ in"
    done = Page(page.send(manager, {"reason": "misuse"}, action="/huy", follow_redirects=True))
    assert done.soup.select(".reversals li")[0].get_text().endswith("· Phạm Thị Quản")
    day = Page(manager.get(done.links()["Về danh sách"]))
    assert day.heading == "Các lượt ngày 01/05/2026"


def test_an_outlet_that_has_closed_comes_last_and_says_so(manager: Visitor, world: World) -> None:
    world.other_outlet.closed_on = date(2026, 4, 1)
    world.session.flush()
    panels = Page(manager.get(f"{FACE}/")).soup.select("a.panel")
    assert ["Đã đóng cửa" in each.get_text() for each in panels] == [False, True]
    rows = Page(manager.get(f"{FACE}/cac-diem-ban")).rows()
    assert {row[0]: row[2] for row in rows} == {
        world.outlet.name: "Đang mở",
        world.other_outlet.name: "Đã đóng cửa",
    }


@pytest.mark.either_database
def test_locking_a_cashier_and_letting_them_back_is_answered(
    manager: Visitor, people: People, world: World
) -> None:
    added = people.cashier(world.outlet, "Đỗ Thị Mận")
    theirs = f"{FACE}/diem-ban/{world.outlet.id}/thu-ngan/{added.account.id}"
    for action, said in (("/tat", "Đã khóa Đỗ Thị Mận"), ("/mo", "Đã mở lại. Đỗ Thị Mận")):
        answer = Page(manager.get(theirs)).send(manager, action=action, follow_redirects=True)
        assert said in Page(answer).text
