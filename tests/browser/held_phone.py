"""A phone with the card on it, in a real browser: what is done with it, and what it shows."""

import io
from datetime import UTC, datetime, timedelta

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from benefits.cards import KeyRing
from benefits.cards.tokens import PhoneFacts, read, slot_at
from tests.browser.shop import Shop

CARD = "/the/dien-thoai"
DRAWN_WITHIN = timedelta(seconds=3)  # the time that a page takes to see that a slot has ended


def opens_the_card(phone: BrowserContext, shop: Shop) -> Page:
    """Walk from the own page to the code, as a member with the phone in hand does."""
    page = phone.new_page()
    page.goto(f"{shop.address}/the/")
    page.locator("main a.button.big").first.click()
    page.get_by_role("button", name="Lấy thẻ về máy này").click()
    shows_a_code(page)
    return page


def shows_a_code(page: Page) -> None:
    expect(page.locator("[data-state=good] canvas")).to_be_visible()
    eventually(page, "document.querySelector('canvas').width > 100")


def photo_of(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot()))


def code_on(page: Page, shop: Shop) -> PhoneFacts:
    """Read the code off the screen, as any camera would."""
    picture = photo_of(page)
    [found] = zxingcpp.read_barcodes(picture)
    assert found.ec_level == "M"
    facts = read(found.text, KeyRing.open(shop.folder / "keys"))
    assert isinstance(facts, PhoneFacts)
    return facts


def is_the_code_of_now(page: Page, shop: Shop, *, ahead: timedelta = timedelta()) -> bool:
    """Tell whether the code is of this moment; a slot may end while one looks, or just before."""
    begun = datetime.now(UTC) + ahead
    found = code_on(page, shop).slot
    return slot_at(begun - DRAWN_WITHIN) <= found <= slot_at(datetime.now(UTC) + ahead)


def eventually(page: Page, script: str) -> None:
    """Wait for what a page comes to by itself; its policy forbids the driver's own way."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


def holds_all_codes(page: Page) -> None:
    eventually(page, "JSON.parse(localStorage['the-dien-thoai'] ?? '{}').tokens?.length >= 2015")


def hides(page: Page, *, is_hidden: bool) -> None:
    """Take the page off the screen as another program in front of it does, or bring it back."""
    hidden = "true" if is_hidden else "false"
    page.evaluate(
        f"Object.defineProperty(document, 'hidden', {{ configurable: true, value: {hidden} }});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


def is_kept(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    eventually(page, "navigator.serviceWorker.controller !== null")
