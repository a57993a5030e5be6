"""What a shop is told of the offers it has promised."""

from datetime import timedelta

import pytest

from benefits.agreements import Discount, Trust
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


def test_offers_are_shown_as_members_and_cashiers_see_them(
    manager: Visitor, cashier: Visitor, world: World
) -> None:
    listed = Page(manager.get(f"{FACE}/uu-dai"))
    assert "Đang áp dụng" in listed.text
    for who in (manager, cashier):
        page = Page(who.get(f"{FACE}/uu-dai/{world.offer.offer_id}"))
        assert "Giảm 15 %" in page.text.replace("15%.", "15 %")
        assert "01/TT-LĐLĐ" in page.text
        assert "Giá trước giảm" in page.text


def test_what_is_asked_of_a_range_and_of_a_free_service_is_told_before_anybody_scans(
    manager: Visitor, world: World
) -> None:
    def told() -> str:
        return Page(manager.get(f"{FACE}/uu-dai/{world.offer.offer_id}")).text

    assert "Giá sau giảm" not in told()
    world.offer.rule = {"up_to": 5_000}
    world.session.flush()
    assert "Giá sau giảm" in told()
    assert "là do cửa hàng chọn" in told()
    world.offer.rule, world.offer.discount = {}, Discount.FREE
    world.session.flush()
    assert "Giá trước giảm (không bắt buộc)" in told()


def test_what_members_see_is_told_word_for_word(
    manager: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    world.offer.trust = Trust.PRINTED
    world.outlet.address = "45 Hùng Vương, phường Thượng Lý"
    world.session.flush()
    member = signed_in(people.member(world.hanh))
    theirs = Page(member.get(f"/the/uu-dai/{world.offer.offer_id}"))
    ours = Page(manager.get(f"{FACE}/uu-dai/{world.offer.offer_id}"))
    facts, places = (
        [each.get_text(" ", strip=True) for each in part.select("li")]
        for part in theirs.soup.select("main .panel")
    )
    assert any("đọc mã thì chưa đủ" in each for each in facts)
    assert any(world.outlet.address in each for each in places)
    told = [each.get_text(" ", strip=True) for each in ours.soup.select(".as-seen")[0].select("li")]
    assert told == facts + places


def test_an_offer_between_its_seasons_is_not_said_to_run(
    manager: Visitor, people: People, world: World
) -> None:
    first = people.now.date() + timedelta(days=20)
    season = {
        "valid_from": first.isoformat(),
        "valid_until": (first + timedelta(days=28)).isoformat(),
    }
    world.offer.rule = {"windows": [season]}
    world.session.flush()
    listed = Page(manager.get(f"{FACE}/uu-dai")).text
    assert f"Chưa đến đợt, từ {first:%d/%m/%Y}" in listed
    assert f"đến hết {first + timedelta(days=27):%d/%m/%Y}" in listed
    assert "Đang áp dụng" not in listed
    one = Page(manager.get(f"{FACE}/uu-dai/{world.offer.offer_id}")).text
    assert f"ghi nhận được lại từ {first:%d/%m/%Y}" in one
    world.offer.rule = {
        "windows": [season | {"valid_from": "2020-01-01", "valid_until": "2020-02-01"}]
    }
    world.session.flush()
    assert "Đã hết đợt" in Page(manager.get(f"{FACE}/uu-dai")).text
