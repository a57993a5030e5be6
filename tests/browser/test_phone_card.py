"""The card on a real browser's screen: scanned by a real camera's eye, offline, installed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, StorageState, expect
from sqlalchemy import select

from benefits.cards import phones
from benefits.purchases import Evidence, Purchase
from tests.browser.held_phone import (
    CARD,
    code_on,
    eventually,
    hides,
    holds_all_codes,
    is_kept,
    is_the_code_of_now,
    opens_the_card,
    photo_of,
    shows_a_code,
)
from tests.browser.shop import PHONE, Shop
from tests.support.camera import video_of


def test_it_is_as_large_as_the_screen_and_dark_on_white_at_night(
    phone: BrowserContext, shop: Shop
) -> None:
    page = opens_the_card(phone, shop)
    assert is_the_code_of_now(page, shop)
    box = page.locator("canvas").bounding_box()
    assert box is not None
    assert box["width"] > 0.95 * PHONE["width"]
    width = page.evaluate("document.querySelector('canvas').width")
    assert (width % 49, width / box["width"]) == (0, 2)  # version 6 and its quiet zone
    assert photo_of(page).convert("RGB").getpixel((2, PHONE["height"])) == (255, 255, 255)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "document.querySelector('.phone-until').getBoundingClientRect().bottom < 740"
    )


def test_the_counter_scans_it_records_it_and_hears_at_once_when_it_is_taken_off(
    phone: BrowserContext, shop: Shop, chromium: Browser, camera: Path
) -> None:
    page = opens_the_card(phone, shop)
    video_of(photo_of(page), camera, fills=0.95)
    till = shop.counter(chromium)
    counter = till.pages[0]
    counter.click("[data-start]")
    counter.get_by_label("Giá trước giảm").fill("100000")
    counter.get_by_role("button", name="Ghi nhận").click()
    expect(counter.locator(".receipt h1")).to_contain_text("Đã ghi nhận")
    with shop.database.read() as session:
        purchase = session.scalars(select(Purchase)).one()
        assert purchase.evidence is Evidence.QUET_MA_DONG
    with shop.database.write() as session:
        phones.take_off(session, purchase.member_id, by=None, now=datetime.now(UTC))
    counter.click("[data-next-customer]")
    expect(counter.locator("#answer")).to_contain_text("Thẻ đã bị thu hồi")
    page.reload()
    expect(page.locator("[data-part=status]")).to_have_text("Thẻ đã gỡ khỏi điện thoại này")
    assert page.evaluate("localStorage.getItem('the-dien-thoai')") is None
    expect(page.locator("canvas")).to_be_hidden()
    till.close()


def test_without_a_network_it_goes_on_for_seven_days_and_then_says_what_to_do(
    phone: BrowserContext, shop: Shop
) -> None:
    page = opens_the_card(phone, shop)
    holds_all_codes(page)
    is_kept(page)
    phone.set_offline(True)
    page.reload()
    shows_a_code(page)
    assert is_the_code_of_now(page, shop)
    expect(page.locator("[data-part=remark]")).to_have_text("Chưa có mạng: đang dùng mã đã lưu.")
    page.goto(f"{shop.address}/the/")
    assert page.url == f"{shop.address}{CARD}"

    later = datetime.now(UTC) + timedelta(days=6, hours=20)
    page.clock.set_system_time(later)
    page.reload()
    shows_a_code(page)
    assert is_the_code_of_now(page, shop, ahead=timedelta(days=6, hours=20))

    page.clock.set_system_time(later + timedelta(days=1))
    page.reload()
    expect(page.locator("[data-part=status]")).to_have_text("Hết mã dùng khi không có mạng")
    expect(page.locator("[data-part=sentence]")).to_contain_text(
        "Mở lại thẻ trên điện thoại khi có mạng"
    )
    expect(page.locator("[data-part=code]")).to_be_hidden()
    page.get_by_text("Hiện mã gõ tay").click()
    expect(page.locator("[data-part=code]")).to_be_visible()
    hides(page, is_hidden=True)
    hides(page, is_hidden=False)
    expect(page.locator("[data-part=code]")).to_be_hidden()


def test_installed_it_opens_like_a_program_and_without_a_network(
    phone: BrowserContext, shop: Shop
) -> None:
    page = opens_the_card(phone, shop)
    holds_all_codes(page)
    is_kept(page)
    address = page.locator("link[rel=manifest]").get_attribute("href")
    manifest = phone.request.get(f"{shop.address}{address}").json()
    assert manifest["display"] == "standalone"
    assert manifest["start_url"].startswith(manifest["scope"])
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert sizes >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    page.close()
    phone.set_offline(True)
    program = phone.new_page()
    program.goto(shop.address + manifest["start_url"])
    shows_a_code(program)
    assert is_the_code_of_now(program, shop)


def test_where_no_page_can_be_kept_it_says_to_leave_it_open(
    chromium: Browser, shop: Shop, signed_in: StorageState
) -> None:
    context = chromium.new_context(viewport=PHONE, storage_state=signed_in)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    # from the first page on: a clock put under a page that asks the server is at 1970 for a moment
    context.clock.install()
    page = opens_the_card(context, shop)
    holds_all_codes(page)
    expect(page.locator("[data-part=remark]")).to_contain_text("Hãy để trang này mở")
    shown = code_on(page, shop).slot
    context.set_offline(True)
    context.clock.fast_forward("11:00")
    eventually(page, f"document.querySelector('main').dataset.slot >= {shown + 2}")
    assert code_on(page, shop).slot >= shown + 2
    context.close()
