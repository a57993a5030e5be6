"""A free service: nothing has to be typed, and one tap records it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from benefits.agreements import Discount, OfferVersion
from tests.browser.shop import Shop, open_shop


@pytest.fixture
def page(sqlite_template: Path, tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    file = shutil.copy(sqlite_template, tmp_path / "benefits.db")
    with open_shop(f"sqlite:///{file}", tmp_path) as shop:
        give_for_nothing(shop)
        context = shop.counter(chromium)
        [page] = context.pages
        page.goto(f"{shop.address}/doi-tac/q/{shop.token}")
        yield page
        context.close()


def give_for_nothing(shop: Shop) -> None:
    with shop.database.write() as session:
        offer = session.scalars(select(OfferVersion)).one()
        offer.discount, offer.value, offer.ceiling = Discount.FREE, 150_000, None


def test_one_tap_records_it(page: Page) -> None:
    expect(page.locator(".amount")).to_have_text("0\xa0₫")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".receipt")).to_contain_text("150.000\xa0₫ − giảm 150.000\xa0₫")


def test_a_price_that_is_typed_and_cut_again_leaves_the_agreed_one(page: Page) -> None:
    price = page.get_by_label("Giá trước giảm")
    price.fill("180000")
    expect(page.locator(".collect-sum")).to_contain_text("180.000")
    price.fill("")
    expect(page.locator(".collect-sum")).to_contain_text("150.000")
