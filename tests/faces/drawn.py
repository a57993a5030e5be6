"""Pages drawn by a real Chromium, though no server runs: what it asks for, the site answers.

The browser keeps no cookies of ours: each page is asked for by the visitor to whom it belongs,
and its files too, in the test's own transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, ViewportSize

from tests.faces.people import Visitor

HOME: Final = "http://drawn.test"
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
# What a browser makes itself, and what the site wants to know of it.
OWN_HEADERS: Final = frozenset({"content-length", "transfer-encoding", "connection"})
PASSED_ON: Final = frozenset({"x-fragment", "content-type", "accept-language"})
# Letters look alike enough without their typeface, and nothing is decoded.
UNSEEN: Final = (".woff2", ".wasm")


@contextmanager
def easel(browser: Browser, viewport: ViewportSize = PHONE) -> Iterator["Easel"]:
    """Give something that draws one page after another."""
    context = browser.new_context(
        viewport=viewport,
        service_workers="block",
        permissions=["camera"],
        locale="vi-VN",
        reduced_motion="reduce",  # colours are what they are at once
    )
    try:
        yield Easel(context)
    finally:
        context.close()


class Easel:
    """One browser window; `visitor` is who looks through it."""

    def __init__(self, context: BrowserContext) -> None:
        self.visitor: Visitor | None = None
        self.files: dict[str, Any] = {}
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def draw(self, visitor: Visitor, path: str) -> Page:
        """Open an address as somebody; scripts run, and what they complain of is kept."""
        self.visitor = visitor
        self.page.goto(HOME + path, wait_until="load")
        return self.page

    def _answer(self, route: Route) -> None:
        address = route.request.url.removeprefix(HOME)
        if self.visitor is None or not address.startswith("/") or address.endswith(UNSEEN):
            route.abort()
        elif address in self.files:
            route.fulfill(**self.files[address])
        else:
            said = _said(self.visitor, address, route.request)
            if "/static/" in address:
                self.files[address] = said
            route.fulfill(**said)


def _said(visitor: Visitor, address: str, asked: Request) -> dict[str, Any]:
    answer = visitor.open(
        address,
        method=asked.method,
        headers={name: value for name, value in asked.headers.items() if name in PASSED_ON},
        data=asked.post_data_buffer,
        buffered=True,
    )
    kept = {name: value for name, value in answer.headers if name.lower() not in OWN_HEADERS}
    return {"status": answer.status_code, "headers": kept, "body": answer.get_data()}
