"""Takes the pictures of the README from the product itself: `make pictures`.

Serves a demo province on this machine, signs in as each of the three people, and keeps what a
phone shows, small.
"""

import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from benefits.demo import Welcome, load
from tests.journeys.site import Site, serve
from tests.support.chromium import open_chromium

HERE = Path(__file__).parent / "pictures"
SIZE = ViewportSize(width=360, height=740)
WIDTH = 270
COLOURS = 160


def keep(picture: Path, name: str) -> None:
    """Shrink a screenshot to what a README needs."""
    with Image.open(picture) as opened:
        height = round(opened.height * WIDTH / opened.width)
        small = opened.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        small.quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)


def page_of(browser: Browser) -> Page:
    return browser.new_context(viewport=SIZE, locale="vi-VN", device_scale_factor=2).new_page()


def shoot(page: Page, folder: Path, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=folder / f"{name}.png")
    keep(folder / f"{name}.png", name)


def told(text: str, pattern: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"the demo no longer tells {pattern}")
    return found.groups()


def desk(page: Page, site: Site, said: str) -> None:
    """Sign in as the demo's officer."""
    login, secret = told(said, r"(\S+@\S+) · (\S+)")
    page.goto(f"{site.address}/cong-doan/dang-nhap")
    page.fill("[name=login]", login)
    page.fill("[name=secret]", secret)
    page.click("button.big")
    page.wait_for_url("**/cong-doan/")


def officer(browser: Browser, site: Site, folder: Path, said: str) -> None:
    page = page_of(browser)
    desk(page, site, said)
    page.goto(f"{site.address}/cong-doan/so-lieu/?ky={datetime.now(UTC).year}&chia=month")
    shoot(page, folder, "officer")


def counter(page: Page, site: Site, said: str) -> None:
    """Pair a phone with the demo's shop and open a shift on it."""
    name, pin = told(said, r"  (\S[^,\n]*), thu ngân [^\n]*\n[^\n]*PIN (\d{6})")
    (code,) = told(said, r"\n\s+([0-9A-Z]{8})  ")
    page.goto(f"{site.address}/doi-tac/ghi-danh")
    page.fill("[name=code]", code)
    page.fill("[name=name]", "Máy quầy 1")
    page.click("button.big")
    page.get_by_label(name).check()
    page.fill("[name=pin]", pin)
    page.wait_for_url("**/doi-tac/quet")


def cashier(browser: Browser, site: Site, folder: Path, said: str) -> None:
    page = page_of(browser)
    counter(page, site, said)
    (card,) = told(said, r"mã thẻ (\S+)")
    page.fill("#code", card)
    page.press("#code", "Enter")
    page.locator("article.sale").wait_for()
    if page.locator("#list_price").count():
        page.fill("#list_price", "250000")
        page.locator(".collect .amount").wait_for()
    shoot(page, folder, "cashier")


def own_card(page: Page, site: Site, said: str) -> None:
    """Sign in as the demo's member."""
    card, pin = told(said, r"mã thẻ (\S+) · PIN (\d{6})")
    page.goto(f"{site.address}/the/dang-nhap")
    page.fill("[name=code]", card)
    page.fill("[name=pin]", pin)
    page.click("button.big")
    page.wait_for_url("**/the/")


def member(browser: Browser, site: Site, folder: Path, said: str) -> None:
    page = page_of(browser)
    own_card(page, site, said)
    shoot(page, folder, "member")


def take(site: Site, folder: Path) -> None:
    welcome: Welcome = load(site.database, site.settings, datetime.now(UTC), print, scale=0.2)
    said = welcome.text()
    with open_chromium() as browser:
        for person in (officer, cashier, member):
            person(browser, site, folder, said)
    if welcome.card_picture:
        keep(welcome.card_picture, "card")


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "instance") as site:
        take(site, Path(folder))


if __name__ == "__main__":
    main()
