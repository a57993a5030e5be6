"""The card of a phone ends: the phone tells, and has the next one or none, never a dead one."""

from datetime import UTC, datetime

from playwright.sync_api import BrowserContext, expect
from sqlalchemy import select

from benefits.cards import Card, CardStatus, Medium
from benefits.periods import ONE_DAY, day_of
from tests.browser.held_phone import CARD, holds_all_codes, is_kept, opens_the_card
from tests.browser.shop import Shop


def test_the_old_codes_are_gone_once_the_next_card_was_asked_for(
    phone: BrowserContext, shop: Shop
) -> None:
    page = opens_the_card(phone, shop)
    holds_all_codes(page)
    is_kept(page)
    with shop.database.write() as session:
        old = session.scalars(select(Card).where(Card.medium == Medium.PHONE)).one()
        old.valid_until = day_of(datetime.now(UTC)) + ONE_DAY
    page.reload()
    expect(page.locator("[data-part=remark]")).to_contain_text("Mở “Thẻ của tôi” để lấy thẻ mới")
    page.goto(f"{shop.address}/the/")
    page.get_by_role("link", name="Lấy thẻ mới về máy này").click()
    page.route("**/dien-thoai/ma*", lambda route: route.abort())
    page.get_by_role("button", name="Lấy thẻ mới về máy này").click()
    page.wait_for_url(f"{shop.address}{CARD}")
    with shop.database.read() as session:
        ended = session.get_one(Card, (old.member_id, old.index))
        assert ended.status is CardStatus.REVOKED
    expect(page.locator("[data-part=status]")).to_have_text("Chưa tải được thẻ")
    expect(page.locator("canvas")).to_be_hidden()
