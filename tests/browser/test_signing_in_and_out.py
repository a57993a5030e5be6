"""A member's way in and out on a real phone: nothing stays that should not, nothing breaks."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select, update

from benefits import cards
from benefits.access import WebSession, accounts
from benefits.cards import Card, CardIndex, Medium
from benefits.members import Member
from tests.browser.held_phone import (
    eventually,
    holds_all_codes,
    is_kept,
    opens_the_card,
    shows_a_code,
)
from tests.browser.shop import PHONE, PIN, Shop, open_shop

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


def test_a_lost_phone_lets_go_of_the_card_though_nobody_is_signed_in_on_it(
    chromium: Browser, shop: Shop
) -> None:
    context = shop.member(chromium)
    page = opens_the_card(context, shop)
    with shop.database.write() as session:
        mine = select(Card.index).where(Card.medium == Medium.PHONE)
        index = session.scalars(mine.order_by(Card.index.desc())).first()
        assert index is not None
        cards.lose(session, index, by=None, now=datetime.now(UTC))
    page.reload()
    expect(page.locator("[data-part=status]")).to_have_text("Thẻ đã báo mất")
    expect(page.locator("canvas")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('the-dien-thoai')") is None
    page.get_by_role("link", name="Lấy thẻ về máy này").click()
    expect(page.get_by_label("Mã PIN")).to_be_visible()
    context.close()


def test_whoever_signs_in_on_a_phone_that_another_left_never_sees_the_other_card(
    chromium: Browser, shop: Shop
) -> None:
    context = shop.member(chromium)
    page = opens_the_card(context, shop)
    is_kept(page)
    with shop.database.write() as session:
        now, son = datetime.now(UTC), select(Member).where(Member.full_name == "Trần Văn Sơn")
        member = session.scalars(son).one()
        accounts.add_member(session, name="Sơn", member_id=member.id, now=now, secret=PIN)
        session.execute(update(WebSession).values(revoked_at=now))
        theirs = select(CardIndex.typed_code).where(CardIndex.member_id == member.id)
        code = session.scalars(theirs).one()
    page.goto(f"{shop.address}/the/dang-nhap?tiep={CARD}")
    page.fill("#code", code)
    page.fill("#pin", PIN)
    page.click("main button.big")
    expect(page.locator(".own-name")).to_have_text("Trần Văn Sơn")
    eventually(page, "localStorage.getItem('the-dien-thoai') === null")
    context.set_offline(True)
    page.goto(f"{shop.address}{CARD}")
    expect(page.locator("[data-part=status]")).to_have_text("Chưa tải được thẻ")
    expect(page.locator("[data-part=name]")).to_be_hidden()
    context.close()
