"""What the desk shows where names are long and amounts have nine figures: on paper, on a phone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from benefits.access import accounts
from benefits.organization import Level
from benefits.periods import day_of
from tests.browser.shop import PHONE, Shop
from tests.support.uses import Ledger
from tests.world import World

LONG_UNIT = (
    "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Chế biến Thủy sản Xuất khẩu "
    "Khu công nghiệp Trà Nóc mở rộng"
)
LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Thị Hoàng Minh Châu"
LOGIN, PASSWORD = "hoa@tinh.example", "bap-cai-xanh-non-71"
DESK: ViewportSize = {"width": 1280, "height": 800}
LISTS = ("don-vi/", "luot/", "the/", "doan-vien/", "doi-tac/", "thoa-thuan/")
BROKEN = """() => {
  const broken = []
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT)
  for (let text; (text = walker.nextNode()); )
    for (const figure of text.data.matchAll(/\\d[\\d.]*\\d(\\s₫)?/g)) {
      const range = document.createRange()
      range.setStart(text, figure.index)
      range.setEnd(text, figure.index + figure[0].length)
      const lines = [...range.getClientRects()].filter((each) => each.width > 1)
      if (new Set(lines.map((each) => Math.round(each.top))).size > 1) broken.push(figure[0])
    }
  return broken
}"""

# How many dots of the drawing are of the blue of day, #0d4a9e.
DAY_BLUE = """() => {
  const canvas = document.querySelector("canvas")
  const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
  let found = 0
  for (let at = 0; at < dots.length; at += 4)
    if (dots[at] === 13 && dots[at + 1] === 74 && dots[at + 2] === 158) found += 1
  return found
}"""


@pytest.fixture(scope="module")
def officer(shop: Shop, chromium: Browser) -> Iterator[BrowserContext]:
    """Signed in at a province whose people saved 123 million each month of last year."""
    now = datetime.now(UTC)
    today = day_of(now)
    with shop.database.write() as session:
        world = World.again(session)
        world.unit("CD-KCN-CUU-AN", f"Công đoàn {LONG_UNIT}", Level.CAP_TREN, world.province)
        unit = world.unit("TN", LONG_UNIT, Level.CO_SO, world.north)
        card = world.card(world.member("DV009", LONG_NAME, unit))
        days = [date(today.year - 1, month, 5) for month in range(1, 13)]
        for day in (*days, today):
            Ledger(world, now).use(card, unit, day, benefit=123_456_789, paid=987_654_321)
        accounts.add_officer(
            session,
            login=LOGIN,
            name=LONG_NAME,
            organization_id=world.province.id,
            secret=PASSWORD,
            now=now,
        )
    context = chromium.new_context(viewport=DESK, locale="vi-VN", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{shop.address}/cong-doan/dang-nhap")
    page.fill("[name=login]", LOGIN)
    page.fill("[name=secret]", PASSWORD)
    page.click("main button.big")
    page.wait_for_url("**/cong-doan/")
    yield context
    context.close()


@pytest.fixture
def page(officer: BrowserContext) -> Iterator[Page]:
    opened = officer.new_page()
    yield opened
    opened.close()


def figures(shop: Shop) -> str:
    return f"{shop.address}/cong-doan/so-lieu/?ky={datetime.now(UTC).year - 1}&chia=month"


def test_the_chart_is_printed_whole_and_in_the_colours_of_day(page: Page, shop: Shop) -> None:
    page.goto(figures(shop))
    page.locator("canvas").wait_for()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 661, "height": 1000})  # between the margins of an A4
    page.wait_for_function(
        "getComputedStyle(document.body).backgroundColor == 'rgb(255, 255, 255)'"
    )
    frame, canvas = (page.locator(each).bounding_box() for each in (".chart", "canvas"))
    assert frame
    assert canvas
    assert canvas["x"] >= frame["x"]
    assert canvas["x"] + canvas["width"] <= frame["x"] + frame["width"]
    assert page.evaluate(DAY_BLUE) > 1000


def test_a_page_with_a_chart_is_printed_in_letters_as_large_as_any(page: Page, shop: Shop) -> None:
    page.goto(figures(shop))
    page.locator("canvas").wait_for()
    with_chart = first_letter_of(page)
    page.goto(figures(shop).replace("month", "partner"))
    assert first_letter_of(page) == with_chart


def first_letter_of(page: Page) -> float:
    """Print a page on paper and measure how wide its first letter is, in points."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        left, _bottom, right, _top = document[0].get_textpage().get_charbox(0)
        return round(float(right - left), 1)
    finally:
        document.close()


def test_no_list_is_wider_than_its_frame_at_the_desk(page: Page, shop: Shop) -> None:
    for path in LISTS:
        page.goto(f"{shop.address}/cong-doan/{path}")
        wide = page.eval_on_selector_all(
            ".table-frame", "all => all.map((each) => each.scrollWidth - each.clientWidth)"
        )
        assert wide, path
        assert max(wide) <= 0, path


def test_no_figure_is_broken_on_a_phone(page: Page, shop: Shop) -> None:
    page.set_viewport_size(PHONE)
    desk = f"{shop.address}/cong-doan"
    for path in (figures(shop), f"{desk}/luot/", f"{desk}/giao-dien/", f"{desk}/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(BROKEN) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
