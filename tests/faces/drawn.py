"""Pages drawn by a real Chromium: what it asks for, the site answers in the test's own transaction.

The browser keeps no cookies of ours: each page is asked for by the visitor to whom it belongs,
and what its scripts ask for too. Files it asks for once, as they may be kept.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response

from tests.faces.people import Visitor

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
PASSED_ON: Final = frozenset({"x-fragment", "content-type", "accept-language"})
# Letters look alike enough without their typeface, and nothing is decoded.
UNSEEN: Final = (".woff2", ".wasm")
KEPT: Final = {"Cache-Control": "public, max-age=3600, immutable"}


class Easel:
    """One browser window; `visitor` is who looks through it."""

    def __init__(self) -> None:
        self.visitor: Visitor | None = None
        self.ready: dict[str, TestResponse] = {}
        self.address = ""
        self.complaints: list[str] = []
        self.asking = Lock()  # whoever asks the site does so over the test's one connection

    def stands_in(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def draw(self, visitor: Visitor, path: str, answer: TestResponse) -> Page:
        """Show somebody the answer to an address; scripts run, what they complain of is kept."""
        self.visitor, self.ready = visitor, {path: answer}
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        asked = Request(environ)
        if asked.path.endswith(UNSEEN):
            return Response(status=404, headers=KEPT)(environ, start)
        with self.asking:
            answer = self.ready.pop(environ["REQUEST_URI"], None) or self._said_to(asked)
        if "/static/" in asked.path:
            answer.headers.update(KEPT)
        return answer(environ, start)

    def _said_to(self, asked: Request) -> Response:
        if self.visitor is None:  # a page that was left asks late
            return Response(status=404)
        return self.visitor.open(
            asked.environ["REQUEST_URI"],
            method=asked.method,
            headers={name: value for name, value in asked.headers if name.lower() in PASSED_ON},
            data=asked.get_data(),
            buffered=True,
        )


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # so that connections are kept

    def log_request(self, *_rest: object) -> None:
        """Tests print nothing."""


@contextmanager
def easel(browser: Browser, viewport: ViewportSize = PHONE) -> Iterator[Easel]:
    """Give something that draws one page after another."""
    drawn = Easel()
    server = make_server("127.0.0.1", 0, drawn, threaded=True, request_handler=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(
        viewport=viewport,
        service_workers="block",
        permissions=["camera"],
        locale="vi-VN",
        reduced_motion="reduce",  # colours are what they are at once
    )
    try:
        drawn.stands_in(context, f"http://127.0.0.1:{server.server_port}")
        yield drawn
    finally:
        context.close()
        with drawn.asking:
            drawn.visitor = None
        server.shutdown()
        server.server_close()
