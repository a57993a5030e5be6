"""The card on a real browser's screen: scanned by a real camera's eye, offline, by wrong clocks."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect
from sqlalchemy import select

from benefits.cards import phones
from benefits.cards.tokens import slot_at
from benefits.periods import ONE_DAY, VIETNAM, day_of
from benefits.purchases import Evidence, Purchase
from tests.browser.held_phone import (
    code_on,
    eventually,
    hides,
    holds_all_codes,
    is_kept,
    opens_the_card,
    photo_of,
    shows_a_code,
)
from tests.browser.shop import PHONE, Shop, open_shop
from tests.support.camera import video_of

CARD = "/the/dien-thoai"
WRONG_CLOCKS = {
    timedelta(days=-1): "chậm 24 giờ",
    timedelta(minutes=-3): "chậm 3 phút",
    timedelta(minutes=3): "nhanh 3 phút",
    timedelta(days=1): "nhanh 24 giờ",
}


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("phone_card")
    file = shutil.copy(sqlite_template, folder / "benefits.db")
    with open_shop(f"sqlite:///{file}", folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def signed_in(shop: Shop, chromium: Browser) -> Iterator[StorageState]:
    context = shop.member(chromium)
    yield context.storage_state()
    context.close()


@pytest.fixture
def phone(chromium: Browser, signed_in: StorageState) -> Iterator[BrowserContext]:
    """A member's phone at night: dark, dense, and signed in."""
    context = chromium.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        color_scheme="dark",
        storage_state=signed_in,
    )
    context.set_default_timeout(15_000)
    mistakes: list[str] = []
    context.on("weberror", lambda error: mistakes.append(str(error.error)))
    yield context
    context.close()
    assert mistakes == []


def opened_anew(page: Page, shop: Shop, wrong: timedelta) -> Page:
    """Close the card, set the clock, open it: gone elsewhere, a page is online for a moment."""
    context = page.context
    page.close()
    context.clock.set_system_time(datetime.now(UTC) + wrong)
    page = context.new_page()
    page.goto(f"{shop.address}{CARD}")
    return page


def test_it_is_as_large_as_the_screen_and_dark_on_white_at_night(
    phone: BrowserContext, shop: Shop
) -> None:
    page = opens_the_card(phone, shop)
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
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
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
    expect(page.locator("[data-part=remark]")).to_have_text("Chưa có mạng: đang dùng mã đã lưu.")
    page.goto(f"{shop.address}/the/")
    assert page.url == f"{shop.address}{CARD}"

    later = datetime.now(UTC) + timedelta(days=6, hours=20)
    page.clock.set_system_time(later)
    page.reload()
    shows_a_code(page)
    assert code_on(page, shop).slot == slot_at(later)

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


def test_a_wrong_clock_is_said_and_corrected(phone: BrowserContext, shop: Shop) -> None:
    page = opens_the_card(phone, shop)
    holds_all_codes(page)
    for wrong, said in WRONG_CLOCKS.items():
        page.clock.set_system_time(datetime.now(UTC) + wrong)
        page.reload()
        expect(page.locator("[data-part=clock]")).to_contain_text(said)
        shows_a_code(page)
        assert code_on(page, shop).slot == slot_at(datetime.now(UTC))


def test_a_clock_set_while_the_card_is_open_without_a_network_is_put_right(
    chromium: Browser, shop: Shop, signed_in: StorageState
) -> None:
    context = chromium.new_context(viewport=PHONE, storage_state=signed_in)
    context.clock.install()
    page = opens_the_card(context, shop)
    holds_all_codes(page)
    is_kept(page)
    context.set_offline(True)
    for wrong, said in WRONG_CLOCKS.items():
        context.clock.set_system_time(datetime.now(UTC) + wrong)
        expect(page.locator("[data-part=clock]")).to_contain_text(said)
        assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
    page = opened_anew(page, shop, timedelta(days=-3))
    expect(page.locator("[data-part=clock]")).to_contain_text("vừa bị chỉnh lùi")
    assert abs(slot_at(datetime.now(UTC)) - code_on(page, shop).slot) <= 1
    context.set_offline(False)
    page = opened_anew(page, shop, timedelta(days=-1))
    expect(page.locator("[data-part=clock]")).to_contain_text("chậm 24 giờ")
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
    context.close()


def test_a_clock_set_while_the_card_was_closed_is_asked_about_and_never_believed_in_silence(
    chromium: Browser, shop: Shop, signed_in: StorageState
) -> None:
    context = chromium.new_context(viewport=PHONE, storage_state=signed_in)
    context.clock.install(time=datetime.now(UTC) - timedelta(days=1))
    page = opens_the_card(context, shop)
    expect(page.locator("[data-part=clock]")).to_contain_text("chậm 24 giờ; thẻ đã theo giờ máy")
    expect(page.locator("[data-choosing], [data-part=day]")).to_have_count(2)
    expect(page.locator("[data-choosing]")).to_be_hidden()
    holds_all_codes(page)
    is_kept(page)
    context.set_offline(True)
    page = opened_anew(page, shop, timedelta(0))
    expect(page.locator("[data-part=status]")).to_have_text("Bây giờ là lúc nào?")
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.locator("[data-choices] button")).to_have_count(2)
    page.get_by_role("button", name="máy ghi").click()
    shows_a_code(page)
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))

    page = opened_anew(page, shop, timedelta(days=1))
    shows_a_code(page)
    today = day_of(datetime.now(UTC))
    tomorrow = f"{today + ONE_DAY:%d/%m}"
    expect(page.locator("[data-part=day]")).to_contain_text(tomorrow)
    expect(page.locator("[data-part=clock]")).to_contain_text("Hôm nay không phải")
    page.get_by_text("Ngày giờ không đúng?").click()
    page.locator("[data-choices] button", has_text=f"{today:%d/%m}").click()
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
    expect(page.locator("[data-part=day]")).to_contain_text(f"{today:%d/%m}")

    page.get_by_text("Ngày giờ không đúng?").click()
    page.get_by_label("Hoặc nhập ngày giờ lúc này").fill("2024-02-01T08:00")
    page.get_by_role("button", name="Dùng ngày giờ này").click()
    expect(page.locator("[data-told]")).to_contain_text("Không thể trước")
    later = datetime.now(VIETNAM) + timedelta(days=2)
    page.get_by_label("Hoặc nhập ngày giờ lúc này").fill(f"{later:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Dùng ngày giờ này").click()
    expect(page.locator("[data-part=clock]")).to_contain_text("bạn chọn")
    assert abs(code_on(page, shop).slot - slot_at(later)) <= 1
    context.set_offline(False)
    expect(page.locator("[data-part=clock]")).to_contain_text("nhanh 24 giờ; thẻ đã theo giờ máy")
    assert code_on(page, shop).slot == slot_at(datetime.now(UTC))
    expect(page.locator("[data-part=day]")).to_be_hidden()
    context.close()


def test_a_rest_is_no_wrong_clock_nor_is_a_clock_that_leaps_and_comes_back(
    chromium: Browser, shop: Shop, signed_in: StorageState
) -> None:
    """Off the screen a phone may sleep: then only its own clock knows how long."""
    context = chromium.new_context(viewport=PHONE, storage_state=signed_in)
    context.clock.install()
    page = opens_the_card(context, shop)
    holds_all_codes(page)
    context.set_offline(True)
    for slept in (timedelta(hours=9), timedelta(0)):
        hides(page, is_hidden=True)
        context.clock.set_system_time(datetime.now(UTC) + slept)
        hides(page, is_hidden=False)
        now = slot_at(datetime.now(UTC) + slept)
        eventually(page, f"Math.abs(document.querySelector('main').dataset.slot - {now}) <= 1")
        expect(page.locator("[data-part=clock]")).to_be_hidden()
    context.close()


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
    assert code_on(program, shop).slot == slot_at(datetime.now(UTC))


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
