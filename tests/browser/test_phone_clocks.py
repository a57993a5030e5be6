"""The card's clock, wrong or put right, with and without a network, open and closed."""

from datetime import UTC, datetime, timedelta
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from benefits.cards.tokens import slot_at
from benefits.periods import ONE_DAY, VIETNAM, day_of
from tests.browser.held_phone import (
    CARD,
    code_on,
    eventually,
    hides,
    holds_all_codes,
    is_kept,
    is_the_code_of_now,
    opens_the_card,
    shows_a_code,
)
from tests.browser.shop import PHONE, Shop

WRONG_CLOCKS = {
    timedelta(days=-1): "chậm 24 giờ",
    timedelta(minutes=-3): "chậm 3 phút",
    timedelta(minutes=3): "nhanh 3 phút",
    timedelta(days=1): "nhanh 24 giờ",
}


def opened_anew(page: Page, shop: Shop, wrong: timedelta) -> Page:
    """Close the card, set the clock, open it: gone elsewhere, a page is online for a moment."""
    context = page.context
    page.close()
    context.clock.set_system_time(datetime.now(UTC) + wrong)
    page = context.new_page()
    page.goto(f"{shop.address}{CARD}")
    return page


# Quicker than the browser tells that the box was opened, as a slow phone may be too.
TYPED_AT_ONCE: Final = """(moment) => {
  const box = document.querySelector("[data-choosing]");
  box.querySelector("summary").click();
  box.querySelector("input").value = moment;
  box.querySelector("form").requestSubmit();
}"""


def is_heard_at_once(page: Page) -> None:
    page.evaluate(TYPED_AT_ONCE, "2025-01-01T00:00")
    expect(page.locator("[data-told]")).to_contain_text("Không thể trước")


def types(page: Page, moment: datetime) -> None:
    page.get_by_label("Hoặc nhập ngày giờ lúc này").fill(f"{moment:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Dùng ngày giờ này").click()


def test_a_wrong_clock_is_said_and_corrected(phone: BrowserContext, shop: Shop) -> None:
    page = opens_the_card(phone, shop)
    holds_all_codes(page)
    for wrong, said in WRONG_CLOCKS.items():
        page.clock.set_system_time(datetime.now(UTC) + wrong)
        page.reload()
        expect(page.locator("[data-part=clock]")).to_contain_text(said)
        shows_a_code(page)
        assert is_the_code_of_now(page, shop)


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
        assert is_the_code_of_now(page, shop)
    page = opened_anew(page, shop, timedelta(days=-3))
    expect(page.locator("[data-part=clock]")).to_contain_text("vừa bị chỉnh lùi")
    assert abs(slot_at(datetime.now(UTC)) - code_on(page, shop).slot) <= 1
    context.set_offline(False)
    page = opened_anew(page, shop, timedelta(days=-1))
    expect(page.locator("[data-part=clock]")).to_contain_text("chậm 24 giờ")
    assert is_the_code_of_now(page, shop)
    context.close()


def test_a_clock_set_while_the_card_was_closed_is_asked_about_and_never_believed_in_silence(
    chromium: Browser, shop: Shop, signed_in: StorageState
) -> None:
    context = chromium.new_context(viewport=PHONE, storage_state=signed_in)
    context.clock.install(time=datetime.now(UTC) - timedelta(days=1))
    page = opens_the_card(context, shop)
    expect(page.locator("[data-part=clock]")).to_contain_text("chậm 24 giờ; thẻ đã theo giờ máy")
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
    assert is_the_code_of_now(page, shop)

    page = opened_anew(page, shop, timedelta(days=1))
    shows_a_code(page)
    today = day_of(datetime.now(UTC))
    expect(page.locator("[data-part=day]")).to_contain_text(f"{today + ONE_DAY:%d/%m}")
    expect(page.locator("[data-part=clock]")).to_contain_text("Hôm nay không phải")
    page.get_by_text("Ngày giờ không đúng?").click()
    page.locator("[data-choices] button", has_text=f"{today:%d/%m}").click()
    assert is_the_code_of_now(page, shop)
    expect(page.locator("[data-part=day]")).to_contain_text(f"{today:%d/%m}")

    is_heard_at_once(page)
    types(page, datetime.now(VIETNAM) - timedelta(days=400))
    expect(page.locator("[data-told]")).to_contain_text("Không thể trước")
    types(page, later := datetime.now(VIETNAM) + timedelta(days=2))
    expect(page.locator("[data-part=clock]")).to_contain_text("bạn chọn")
    assert abs(code_on(page, shop).slot - slot_at(later)) <= 1
    context.set_offline(False)
    expect(page.locator("[data-part=clock]")).to_contain_text("nhanh 24 giờ; thẻ đã theo giờ máy")
    assert is_the_code_of_now(page, shop)
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
    fell_asleep, remark = datetime.now(UTC), page.locator("[data-part=clock]")
    for slept in (timedelta(hours=9), timedelta(0)):
        hides(page, is_hidden=True)
        woke = datetime.now(UTC) + slept
        context.clock.set_system_time(woke)
        hides(page, is_hidden=False)
        now = slot_at(woke)
        eventually(page, f"Math.abs(document.querySelector('main').dataset.slot - {now}) <= 1")
        if day_of(woke) == day_of(fell_asleep):
            expect(remark).to_be_hidden()
        else:  # in the afternoon nine hours lead past midnight: the day is asked about, no more
            expect(remark).to_contain_text("Hôm nay không phải")
    context.close()
