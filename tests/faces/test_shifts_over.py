"""A shift that is over is told so on every page of the manager, however it ended."""

from datetime import timedelta

import pytest

from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, sells
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


def place_of(world: World) -> str:
    return f"{FACE}/diem-ban/{world.outlet.id}"


@pytest.mark.either_database
@pytest.mark.parametrize("action", ["/tat", "/noi-lam/thoi"])
def test_whoever_was_sent_away_stands_at_no_phone(
    manager: Visitor, signed_in: SignedIn, people: People, world: World, action: str
) -> None:
    added, place = people.cashier(world.outlet, "Đỗ Thị Mận"), place_of(world)
    signed_in(added)
    assert "Đỗ Thị Mận đang trong ca" in Page(manager.get(place)).text
    theirs = Page(manager.get(f"{place}/thu-ngan/{added.account.id}"))
    theirs.send(manager, action=action)
    page = Page(manager.get(place))
    assert "đang trong ca" not in page.text
    assert "không có ai trong ca" in Page(manager.get(page.links()["Samsung A05"])).text


def test_a_forgotten_shift_is_over_after_sixteen_hours_in_the_days_totals_too(
    manager: Visitor, cashier: Visitor, token: str, people: People, world: World
) -> None:
    place = place_of(world)
    sells(cashier, token, "200.000")
    assert "10:00–đang mở" in Page(manager.get(f"{place}/luot")).text
    manager.now = people.now + timedelta(hours=16)
    day = Page(manager.get(f"{place}/luot?ngay=2026-05-01"))
    assert "10:00–02:00 (quên đóng)" in day.text
    page = Page(manager.get(place))
    assert "đang trong ca" not in page.text
    assert "không có ai trong ca" in Page(manager.get(page.links()["Samsung A05"])).text
