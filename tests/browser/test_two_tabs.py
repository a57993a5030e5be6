"""Two tabs of one phone: what was opened in an earlier shift still works in the next one."""

import io
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.cashier import qr_image
from tests.browser.shop import PIN, Shop, open_shop


@pytest.fixture
def shop(sqlite_template: Path, tmp_path: Path) -> Iterator[Shop]:
    file = copy(sqlite_template, tmp_path / "benefits.db")
    with open_shop(f"sqlite:///{file}", tmp_path) as opened:
        yield opened


@pytest.fixture
def left_open(shop: Shop, chromium: Browser) -> Iterator[Page]:
    """The scanner's page of a shift that has ended since; another tab has begun the next one."""
    context = shop.counter(chromium)
    [page] = context.pages
    page.goto(f"{shop.address}/doi-tac/quet")
    other = context.new_page()
    other.goto(f"{shop.address}/doi-tac/quet")
    kept = [each for each in context.cookies() if each["name"] == "partner_phone"]
    context.clear_cookies()
    context.add_cookies(kept)  # type: ignore[arg-type]
    other.goto(f"{shop.address}/doi-tac/ca")
    other.fill("#pin", PIN)
    other.wait_for_url("**/quet")
    yield page
    context.close()


def test_a_typed_code_is_answered(left_open: Page, shop: Shop) -> None:
    left_open.fill("#code", shop.code)
    left_open.press("#code", "Enter")
    expect(left_open.locator("#answer h1")).to_contain_text("Được hưởng ưu đãi")


def test_a_photo_is_read(left_open: Page, shop: Shop) -> None:
    drawn = io.BytesIO()
    qr_image(f"HTTPS://THE.EXAMPLE/Q/{shop.token}").convert("RGB").save(drawn, "PNG")
    photo = {"name": "card.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    left_open.set_input_files("#photo", photo)  # type: ignore[arg-type]
    expect(left_open.locator("#answer h1")).to_contain_text("Được hưởng ưu đãi")
