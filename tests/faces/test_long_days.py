"""A day with more uses than a page shows: the sums are whole, and what is left out is said."""

import pytest

from partner_portal import days, home
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, sells
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def two_sold(cashier: Visitor, token: str) -> None:
    """One use that stands, the latest, and one that was taken back."""
    receipt = sells(cashier, token, "300.000")
    receipt.send(cashier, action="/huy")
    sells(cashier, token, "200.000")


@pytest.mark.either_database
@pytest.mark.usefixtures("two_sold")
def test_a_cashiers_day_shows_the_latest_and_adds_up_all(
    cashier: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Page(cashier.get(f"{FACE}/"))
    assert "mới nhất" not in whole.text
    monkeypatch.setattr(home, "LATEST", 1)
    page = Page(cashier.get(f"{FACE}/"))
    assert len(page.soup.select(".use")) == 1
    assert "Chỉ hiện 1 lượt mới nhất" in page.text
    sums, of_whole = (
        [each.get_text(" ", strip=True) for each in shown.soup.select(".till-figures dd")]
        for shown in (page, whole)
    )
    assert sums == of_whole
    assert sums[1] == "170.000\xa0₫"


@pytest.mark.usefixtures("two_sold")
def test_a_use_taken_back_still_tells_what_it_was(cashier: Visitor) -> None:
    page = Page(cashier.get(f"{FACE}/"))
    amounts = [each.get_text(" ", strip=True) for each in page.soup.select(".use-amounts")]
    assert sorted(amounts) == ["170.000\xa0₫ giảm 30.000\xa0₫", "255.000\xa0₫ Đã hủy"]


@pytest.mark.usefixtures("two_sold")
def test_uses_taken_back_hide_no_others_from_the_manager(
    signed_in: SignedIn, people: People, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = signed_in(people.manager(world.pharmacy))
    monkeypatch.setattr(days, "SHOWN", 1)
    page = Page(manager.get(f"{FACE}/diem-ban/{world.outlet.id}/luot"))
    assert "Xem tất cả các lượt trong ngày" in page.links()
