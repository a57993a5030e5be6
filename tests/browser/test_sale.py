"""A sale in a real browser: the amount follows the typing and is seen before it is sent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.shop import PHONE, Shop, open_shop


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    file = shutil.copy(sqlite_template, folder / "benefits.db")
    with open_shop(f"sqlite:///{file}", folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def cookies(shop: Shop, chromium: Browser) -> Iterator[StorageState]:
    """What a browser keeps in which a shift was opened."""
    context = shop.counter(chromium)
    yield context.storage_state()
    context.close()


@pytest.fixture
def page(shop: Shop, chromium: Browser, cookies: StorageState) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, storage_state=cookies)
    mistakes: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.goto(f"{shop.address}/doi-tac/q/{shop.token}")
    yield page
    context.close()
    assert mistakes == []


def test_the_amount_to_collect_follows_the_typing(page: Page) -> None:
    page.get_by_label("Giá trước giảm").press_sequentially("200000")
    expect(page.locator(".amount")).to_have_text("170.000\xa0₫")
    page.get_by_role("button", name="Thêm 000").click()
    expect(page.locator(".amount")).to_have_text("199.950.000\xa0₫")
    page.get_by_label("Giá trước giảm").fill("")
    expect(page.locator(".amount")).to_have_count(0)


def test_a_tap_before_the_amount_came_waits_for_it_and_then_goes(page: Page, shop: Shop) -> None:
    before = shop.uses()
    page.get_by_label("Giá trước giảm").fill("100000")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".receipt h1")).to_contain_text("Đã ghi nhận")
    expect(page.locator(".receipt .amount")).to_have_text("85.000\xa0₫")
    assert shop.uses() == before + 1


def test_a_double_tap_is_one_use(page: Page, shop: Shop) -> None:
    before = shop.uses()
    page.get_by_label("Giá trước giảm").fill("100000")
    page.get_by_role("button", name="Ghi nhận").dblclick()
    expect(page.locator(".receipt")).to_be_visible()
    assert shop.uses() == before + 1


def test_a_price_after_discount_is_only_asked_for_when_it_was_taken_off(page: Page) -> None:
    page.get_by_text("Số hóa đơn, giá đã giảm sẵn").click()
    expect(page.get_by_label("Giá sau giảm")).to_be_hidden()
    page.get_by_label("Cửa hàng đã giảm sẵn").check()
    page.get_by_label("Giá trước giảm").fill("100000")
    page.get_by_label("Giá sau giảm").fill("90000")
    expect(page.locator(".amount")).to_have_text("90.000\xa0₫")
    expect(page.locator(".quote")).to_contain_text("Theo ưu đãi, giá sau giảm là 85.000")


def test_without_scripts_the_same_sale_takes_one_step_more(
    shop: Shop, chromium: Browser, cookies: StorageState
) -> None:
    before = shop.uses()
    context = chromium.new_context(viewport=PHONE, storage_state=cookies, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.address}/doi-tac/q/{shop.token}")
    page.get_by_label("Giá trước giảm").fill("200.000")
    page.get_by_role("button", name="Tính tiền").click()
    expect(page.locator(".amount")).to_have_text("170.000\xa0₫")
    assert shop.uses() == before
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator("h1")).to_contain_text("Đã ghi nhận")
    assert shop.uses() == before + 1
    context.close()


def test_nothing_sticks_out_on_a_small_phone(page: Page, shop: Shop) -> None:
    for path in ("quet", "", f"q/{shop.token}", "ma", "doi-mat-khau"):
        page.goto(f"{shop.address}/doi-tac/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
