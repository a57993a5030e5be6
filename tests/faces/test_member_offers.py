"""Offers for a member: some at a time, by kind, one by one, and by distance in the browser."""

import json
import time
from typing import Any

import pytest

from benefits.agreements import Category, Trust
from benefits.cards import CardStatus, Medium
from benefits.partners import Outlet, PartnerKind
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

OFFERS = f"{HERE}/uu-dai"


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


def titles(page: Page) -> list[str]:
    return [each.get_text() for each in page.soup.select(".offer:not(.is-not-mine) h3")]


def places(page: Page) -> dict[str, Any]:
    kept = page.soup.select_one("#places")
    assert kept is not None
    return dict(json.loads(kept.get_text()))


def many(world: World, offers: int, outlets: int) -> None:
    """Sign offers with a partner each ten, whose outlets stand in two rows of a grid."""
    for number in range(offers):
        if number % 10 == 0:
            partner = world.partner(f"P{number}", f"Cửa hàng số {number}")
            agreement = world.signed(f"{number}/TT", partner, world.province)
            world.session.add_all(
                Outlet(
                    code=f"O{number}-{each}",
                    partner_id=partner.id,
                    name=f"Điểm {number}-{each}",
                    address="12 Lê Lợi, phường Ninh Kiều",
                    latitude=10 + number / 1000,
                    longitude=105 + each / 1000,
                )
                for each in range(outlets * 10 // offers)
            )
        world.offered(f"U{number}", agreement, f"Ưu đãi {number:03d}")


def test_a_long_list_comes_some_at_a_time_and_misses_none(hanh: Visitor, world: World) -> None:
    many(world, 70, 70)
    page, seen = Page(hanh.get(OFFERS)), []
    assert "Tôi dùng được (71)" in page.text
    while True:
        seen += titles(page)
        following = page.soup.select_one("a[rel=next]")
        if following is None:
            break
        page = Page(hanh.get(str(following["href"])))
    assert len(seen) == len(set(seen)) == 71


def test_a_category_narrows_and_nonsense_does_not_break_it(hanh: Visitor, world: World) -> None:
    house = world.partner("NVH", "Nhà văn hóa", PartnerKind.THIET_CHE)
    world.shop("NVH1", house, "Nhà văn hóa Lao động")
    agreement = world.signed("09/TT", house, world.province)
    world.offered("BOI", agreement, "Vé bơi", category=Category.NHA_VAN_HOA)
    for asked, found in (("nha_van_hoa", ["Vé bơi"]), ("dai_hoc", []), ("xyz", None)):
        page = Page(hanh.get(OFFERS, query_string={"loai": asked}))
        assert titles(page) == (found if found is not None else titles(Page(hanh.get(OFFERS))))


def test_the_list_tells_how_much_and_is_searched_by_the_name_of_a_category(
    hanh: Visitor, world: World
) -> None:
    house = world.partner("NN", "Nhà nghỉ Bãi Cháy", PartnerKind.THIET_CHE)
    world.shop("NN1", house, "Bãi Cháy")
    agreement = world.signed("09/TT", house, world.province)
    rule = {"windows": [{"weekdays": [5]}]}
    told = {"category": Category.KHACH_SAN, "value": 2_000, "ceiling": None, "rule": rule}
    world.offered("NGHI", agreement, "Ưu đãi lưu trú", **told)  # type: ignore[arg-type]
    page = Page(hanh.get(OFFERS))
    assert "Giảm 20%; chỉ dùng thứ sáu." in page.text
    for typed in ("khach san", "Khách sạn!", "bãi cháy, lưu trú?"):
        assert titles(Page(hanh.get(OFFERS, query_string={"tim": typed}))) == ["Ưu đãi lưu trú"]


def test_an_offer_has_a_page_with_its_rule_terms_and_a_map(hanh: Visitor, world: World) -> None:
    world.outlet.latitude, world.outlet.longitude = 20.86, 106.68
    world.offer.rule = {"windows": [{"weekdays": [1, 2, 3], "from": "08:00", "until": "11:00"}]}
    world.session.flush()
    page = Page(hanh.get(f"{OFFERS}/{world.offer.offer_id}"))
    for told in ("Giảm 15", "Tối đa 50.000", "08:00", "An Khang – Hùng Vương", "31/12/2026"):
        assert told in page.text.replace("\u00a0", " "), told
    assert "Hiện chưa áp dụng" in page.text
    maps = [link for link in page.links().values() if "query=20.86,106.68" in link]
    assert len(maps) == 1
    assert hanh.get(f"{OFFERS}/{10**9}").status_code == 404


def test_places_go_to_the_browser_and_the_browsers_place_goes_nowhere(
    hanh: Visitor, world: World
) -> None:
    many(world, 10, 20)
    answer = hanh.get(f"{OFFERS}/gan-toi")
    page = Page(answer)
    measured = [each for each in places(page)["outlets"] if each[2] is not None]
    assert len(measured) == 20
    name, address, latitude, longitude, offers = measured[0]
    assert (address, latitude, len(offers)) == ("12 Lê Lợi, phường Ninh Kiều", 10.0, 10)
    assert (name[:4], longitude >= 105) == ("Điểm", True)
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in hanh.get(OFFERS).headers["Permissions-Policy"]
    assert "không gửi đi đâu" in page.text


def test_a_place_without_coordinates_goes_to_the_browser_as_well(
    hanh: Visitor, world: World
) -> None:
    world.outlet.address = "12 Lê Lợi, phường Chợ Đình"
    world.session.flush()
    page = Page(hanh.get(f"{OFFERS}/gan-toi"))
    near = places(page)
    [told] = [each for each in near["outlets"] if each[1] == world.outlet.address]
    assert told[2:4] == [None, None]
    assert [near["offers"][each][0] for each in told[4]] == [world.offer.title]
    assert near["offers"][told[4][0]][2] == world.offer.category
    assert page.soup.select_one("select[name=loai] option[value=dai_hoc]") is not None


def test_an_offer_that_asks_for_the_phone_card_is_for_whoever_has_it(
    hanh: Visitor, world: World
) -> None:
    version = world.offered("PH", world.agreement, "Chỉ thẻ điện thoại", trust=Trust.PHONE)
    links = Page(hanh.get(f"{OFFERS}/{version.offer_id}")).links()
    assert links["Lấy thẻ về điện thoại"] == f"{HERE}/dien-thoai/lay"
    assert "Chỉ thẻ điện thoại" not in titles(Page(hanh.get(OFFERS)))
    phone = world.card(world.hanh, medium=Medium.PHONE)
    assert "Chỉ thẻ điện thoại" in titles(Page(hanh.get(OFFERS)))
    near = places(Page(hanh.get(f"{OFFERS}/gan-toi")))
    assert "Chỉ thẻ điện thoại" in [title for title, *_ in near["offers"]]
    phone.status = CardStatus.SUSPENDED
    world.session.flush()
    assert "Chỉ thẻ điện thoại" not in titles(Page(hanh.get(OFFERS)))
    assert world.offer.title in titles(Page(hanh.get(OFFERS)))


def test_hundreds_of_offers_ask_as_much_as_one_and_stay_quick(
    hanh: Visitor, world: World, statements: list[str]
) -> None:
    paths = (OFFERS, f"{OFFERS}/gan-toi", f"{OFFERS}/{world.offer.offer_id}")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            statements.clear()
            assert hanh.get(path).status_code == 200
            counts.append(len(statements))
        return counts

    few = asked()
    many(world, 200, 800)
    for _ in range(4):
        world.card(world.hanh, status=world.hanh_card.status.REPLACED)
    began = time.process_time()
    assert asked() == few
    assert max(few) <= 14
    assert time.process_time() - began < 3


def test_own_pages_ask_little(hanh: Visitor, statements: list[str]) -> None:
    for path in ("/", "/lich-su", "/ai-da-xem", "/du-lieu", "/quyen-rieng-tu"):
        statements.clear()
        assert hanh.get(HERE + path).status_code == 200
        assert len(statements) <= 18, path


def test_an_offer_that_takes_a_scanned_card_says_so_before_one_stands_at_the_till(
    hanh: Visitor, world: World
) -> None:
    one = f"{OFFERS}/{world.offer.offer_id}"
    for page in (OFFERS, one):
        assert "để cửa hàng quét" not in Page(hanh.get(page)).text
    for trust, said in ((Trust.PRINTED, "đọc mã thì chưa đủ"), (Trust.PHONE, "Cần thẻ trên")):
        world.offer.trust = trust
        world.session.flush()
        for page in (OFFERS, one):
            assert said in Page(hanh.get(page)).text
