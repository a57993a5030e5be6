"""The people of a journey, each at their own browser: what they do, in their own words."""

import re
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from benefits.periods import CALENDAR, code_of_month, day_of
from tests.journeys.site import Site
from tests.support.camera import video_of

PHONE = ViewportSize(width=360, height=740)
OFFER = "Giảm 15% thuốc"
SHOP_DAY = 30_000
"""Milliseconds a busy test machine may take for what takes a phone one second."""


class Person:
    def __init__(self, browser: Browser, site: Site) -> None:
        self.site = site
        self.context = browser.new_context(viewport=PHONE, locale="vi-VN")
        self.context.grant_permissions(["camera"], origin=site.address)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(SHOP_DAY)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def goes(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def leaves(self) -> None:
        self.context.close()
        assert self.complaints == []


class Manager(Person):
    def signs_in(self, login: str, password: str) -> None:
        self.goes("/doi-tac/dang-nhap")
        self.page.locator("[name=login]").fill(login)
        self.page.locator("[name=secret]").fill(password)
        self.presses("Đăng nhập")
        self.page.wait_for_url("**/doi-tac/")

    def opens(self, outlet: str) -> None:
        self.goes("/doi-tac/")
        self.page.get_by_role("link", name=re.compile(outlet)).first.click()
        expect(self.page.locator("h1")).to_have_text(outlet)

    def adds_a_cashier(self, outlet: str, name: str) -> str:
        """Add a cashier and return the PIN that is shown once."""
        self.opens(outlet)
        self.page.locator("[name=name]").fill(name)
        self.presses("Thêm thu ngân")
        return self.page.locator(".invited-code").inner_text().replace(" ", "")

    def invites_a_phone(self, outlet: str) -> str:
        """Show an invitation and return its eight characters."""
        self.opens(outlet)
        self.presses("Ghép điện thoại")
        return self.page.locator(".invited-code").inner_text().replace(" ", "")

    def sees_it_paired(self, name: str) -> None:
        """The invitation's own page tells when a phone answered it."""
        expect(self.page.locator("h1")).to_have_text(f"Đã ghép: {name}", timeout=SHOP_DAY)


class Cashier(Person):
    """A cashier's phone; `camera` is the file that the browser's camera sees."""

    def __init__(self, browser: Browser, site: Site, camera: Path) -> None:
        super().__init__(browser, site)
        self.camera = camera

    def pairs_the_phone(self, code: str, name: str) -> None:
        self.goes("/doi-tac/ghi-danh")
        self.page.locator("[name=code]").fill(code)
        self.page.locator("[name=name]").fill(name)
        self.presses("Ghép máy này")

    def begins_a_shift(self, name: str, pin: str) -> None:
        self.goes("/doi-tac/ca")
        self.page.get_by_label(name).check()
        self.page.locator("[name=pin]").fill(pin)  # the sixth digit sends it
        self.page.wait_for_url("**/doi-tac/quet")

    def scans(self, card: Image.Image) -> str:
        """Hold a card before the camera and return the headline of the answer."""
        video_of(card, self.camera)
        self.goes("/doi-tac/quet")
        self.presses("Bật máy ảnh")
        answer = self.page.locator("#answer article.sale h1")
        answer.wait_for()
        return answer.inner_text()

    def records(self, price: str) -> str:
        """Choose the offer where there are several, type the price, record; return what to pay."""
        offers = self.page.locator("#answer").get_by_label(OFFER)
        if offers.count():
            offers.check()
        self.page.locator("#answer #list_price").fill(price)
        self.page.locator("#answer .collect .amount").wait_for()
        self.presses("Ghi nhận")
        receipt = self.page.locator("#answer article.receipt")
        receipt.wait_for()
        expect(receipt.locator("h1")).to_contain_text("Đã ghi nhận")
        return receipt.locator(".amount").inner_text().replace("\xa0", " ")

    def undoes(self) -> None:
        self.page.locator("#answer .undo summary").click()
        self.presses("Hủy lượt này")
        expect(self.page.locator("#answer article.receipt h1")).to_contain_text("Đã hủy")


class Officer(Person):
    def signs_in(self, login: str, password: str) -> None:
        self.goes("/cong-doan/dang-nhap")
        self.page.locator("[name=login]").fill(login)
        self.page.locator("[name=secret]").fill(password)
        self.presses("Đăng nhập")
        self.page.wait_for_url("**/cong-doan/")

    def reads_the_figures(self, unit: str, month: str) -> tuple[int, int, int]:
        """Return people, uses and benefit in đồng, as the page shows them."""
        self.goes(f"/cong-doan/so-lieu/?donvi={unit}&ky={month}&moc=1")
        shown = self.page.locator("dl.figures").first.locator("dd").all_inner_texts()
        people, uses, benefit = (int(re.sub(r"\D", "", text.split("\n")[0])) for text in shown)
        return people, uses, benefit

    def reads_all_figures(self) -> dict[str, tuple[int, int, int]]:
        """Open the page of every unit for this calendar month."""
        month = code_of_month(day_of(datetime.now(UTC)), CALENDAR)
        units = ("T", "BAC", "NAM", "SEN", "BM")
        return {unit: self.reads_the_figures(unit, month) for unit in units}
