"""A card with several offers: what one of them asks for stays out of the way of the others."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from benefits.agreements import Discount, Offer, OfferVersion
from tests.browser.shop import Shop, open_shop


@pytest.fixture
def page(sqlite_template: Path, tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    file = shutil.copy(sqlite_template, tmp_path / "benefits.db")
    with open_shop(f"sqlite:///{file}", tmp_path) as shop:
        offer_packs(shop)
        context = shop.counter(chromium)
        [page] = context.pages
        page.goto(f"{shop.address}/doi-tac/q/{shop.token}")
        yield page
        context.close()


def offer_packs(shop: Shop) -> None:
    """Let the outlet offer packs at a price as well."""
    with shop.database.write() as session:
        like = session.scalars(select(OfferVersion).order_by(OfferVersion.id)).first()
        assert like is not None
        agreement_id = session.get_one(Offer, like.offer_id).agreement_id
        made = Offer(code="GOI", agreement_id=agreement_id)
        session.add(made)
        session.flush()
        packs = OfferVersion(
            offer_id=made.id,
            partner_id=like.partner_id,
            partner_kind=like.partner_kind,
            title="Gói 99.000 ₫",
            category=like.category,
            discount=Discount.PRICE,
            value=99_000,
            rule={},
            trust=like.trust,
            valid_from=like.valid_from,
            valid_until=like.valid_until,
            known_at=like.known_at,
        )
        session.add(packs)


def test_before_an_offer_is_chosen_only_what_all_ask_for_is_there(page: Page) -> None:
    """Fields of every offer at once would leave the cashier to find out which are whose."""
    expect(page.get_by_label("Giá trước giảm")).to_be_visible()
    expect(page.get_by_label("Số lượng")).to_be_hidden()
    page.get_by_text("Gói 99.000").check()
    expect(page.get_by_label("Số lượng")).to_be_visible()


def test_a_tap_on_an_offer_leads_to_its_price(page: Page) -> None:
    page.get_by_text("Gói 99.000").click()
    expect(page.get_by_label("Giá trước giảm")).to_be_focused()
    page.keyboard.type("120000")
    page.locator("label.choice", has_not_text="Gói 99.000").first.click()
    expect(page.get_by_label("Giá trước giảm")).not_to_be_focused()


def test_whoever_goes_through_offers_by_keys_is_not_led_away(page: Page) -> None:
    page.locator("[name=offer]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=offer]").nth(1)).to_be_focused()


def test_a_number_of_pieces_that_cannot_be_does_not_stand_in_another_offers_way(page: Page) -> None:
    page.get_by_text("Gói 99.000").check()
    page.get_by_label("Giá trước giảm").fill("200000")
    page.get_by_label("Số lượng").fill("0")
    expect(page.locator(".quote")).to_contain_text("Cần một số từ 1")
    page.locator("label.choice", has_not_text="Gói 99.000").first.click()
    expect(page.get_by_label("Số lượng")).to_be_hidden()
    expect(page.locator(".amount")).to_have_text("170.000\xa0₫")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".receipt .amount")).to_have_text("170.000\xa0₫")
