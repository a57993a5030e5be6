"""The next card under a hardware scanner is the next customer, whatever is still on the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.shop import PHONE, SCANNED, Shop


@pytest.fixture(scope="module")
def cookies(shop: Shop, chromium: Browser) -> Iterator[StorageState]:
    context = shop.counter(chromium)
    yield context.storage_state()
    context.close()


@pytest.fixture
def page(shop: Shop, chromium: Browser, cookies: StorageState) -> Iterator[Page]:
    """The scanner's page on a phone, to which a scanner without a cable is paired."""
    context = chromium.new_context(
        viewport=PHONE, storage_state=cookies, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.goto(f"{shop.address}/doi-tac/quet")
    expect(page.locator("[data-status]")).to_contain_text("Bật máy ảnh")
    yield page
    context.close()


def scan(page: Page, token: str) -> None:
    page.evaluate(SCANNED, [f"HTTPS://THE.EXAMPLE/Q/{token}", "Enter"])


def forged(shop: Shop) -> str:
    return f"{shop.token[:-1]}B"


def record(page: Page, shop: Shop, price: str) -> None:
    scan(page, shop.token)
    page.get_by_label("Giá trước giảm").fill(price)
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator("h1", has_text="Đã ghi nhận")).to_be_visible()


def test_a_card_is_seen_though_no_field_was_touched(page: Page, shop: Shop) -> None:
    scan(page, shop.token)
    expect(page.locator("h1", has_text="Được hưởng ưu đãi")).to_be_visible()


def test_after_a_receipt_it_is_the_next_customer(page: Page, shop: Shop) -> None:
    """Else "Đã ghi nhận" would stay on the screen, and be taken for this customer's."""
    record(page, shop, "200000")
    scan(page, forged(shop))
    expect(page.locator("#answer h1")).to_contain_text("✗")
    expect(page.locator("h1", has_text="Đã ghi nhận")).to_be_hidden()


def test_after_a_refusal_it_is_the_next_customer(page: Page, shop: Shop) -> None:
    scan(page, forged(shop))
    expect(page.locator("#answer h1")).to_contain_text("✗")
    scan(page, shop.token)
    expect(page.locator("#answer h1")).to_contain_text("✓")


def test_goods_scanned_over_a_receipt_are_no_card(page: Page, shop: Shop) -> None:
    scan(page, forged(shop))
    expect(page.locator("#answer h1")).to_contain_text("✗")
    page.evaluate(SCANNED, ["8934563138164", "Enter"])
    expect(page.locator("[data-status]", has_text="Không phải mã thẻ ưu đãi")).to_be_visible()
    expect(page.locator("#answer h1")).to_contain_text("✗")


def test_a_receipt_on_a_page_of_its_own_leads_on_too(page: Page, shop: Shop) -> None:
    record(page, shop, "90000")
    page.goto(f"{shop.address}/doi-tac/")
    page.locator("a.use").first.click()
    expect(page.locator("h1", has_text="Đã ghi nhận")).to_be_visible()
    page.wait_for_load_state()  # what listens to a scanner is there
    with page.expect_navigation(url="**/q/*"):
        scan(page, shop.token)
    expect(page.locator("h1", has_text="Được hưởng ưu đãi")).to_be_visible()


def test_the_same_card_scanned_anew_where_nothing_is_shown_is_asked_about(
    page: Page, shop: Shop
) -> None:
    """A cashier who went on too soon scans again and again: silence would leave them without."""
    scan(page, shop.token)
    expect(page.locator("#answer h1")).to_contain_text("✓")
    page.locator("#answer [data-next-customer]").first.click()
    expect(page.locator("#answer h1")).to_be_hidden()
    scan(page, shop.token)
    expect(page.locator("#answer h1")).to_contain_text("✓")


def test_a_card_left_under_the_scanner_does_not_take_its_refusal_away(
    page: Page, shop: Shop
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _each in range(3):
        scan(page, forged(shop))
        expect(page.locator("#answer h1")).to_contain_text("✗")
    assert len([url for url in asked if "/q/" in url]) == 1
