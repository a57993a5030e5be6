"""A member's way in and out on a real phone: nothing stays that should not, nothing breaks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.held_phone import eventually, holds_all_codes, opens_the_card, shows_a_code
from tests.browser.shop import PHONE, Shop, open_shop

CARD = "/the/dien-thoai"


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("own_pages")
    file = shutil.copy(sqlite_template, folder / "benefits.db")
    with open_shop(f"sqlite:///{file}", folder) as opened:
        yield opened


def test_back_to_a_form_that_was_not_taken_is_no_broken_page(chromium: Browser, shop: Shop) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{shop.address}/the/dang-nhap")
    page.fill("#code", shop.code)
    page.fill("#pin", "000000")
    page.click("main button.big")
    expect(page.locator(".mistake")).to_be_visible()
    page.wait_for_load_state()  # its scripts have run
    page.click("text=Lần đầu?")
    page.go_back()
    expect(page.get_by_label("Mã PIN")).to_be_visible()
    context.close()


def test_signing_out_leaves_nothing_behind_in_any_tab(chromium: Browser, shop: Shop) -> None:
    context = shop.member(chromium)
    page = opens_the_card(context, shop)
    holds_all_codes(page)
    other = context.new_page()
    other.goto(f"{shop.address}{CARD}")
    shows_a_code(other)
    page.goto(f"{shop.address}/the/")
    page.click(".account summary")
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Gỡ thẻ và đăng xuất").click()
    page.wait_for_url("**/dang-nhap")
    eventually(page, "localStorage.getItem('the-dien-thoai') === null")
    expect(other.locator("[data-part=status]")).to_have_text("Cần đăng nhập")
    expect(other.locator("canvas")).to_be_hidden()
    expect(other.locator("[data-part=name]")).to_be_hidden()
    assert other.evaluate("localStorage.getItem('the-dien-thoai')") is None
    context.close()
