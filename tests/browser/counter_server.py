"""A counter's server that answers as the partner portal does, and remembers what it was sent."""

import io
import json
import re
import time
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Self
from urllib.parse import parse_qsl

import zxingcpp
from PIL import Image

from benefits.web.assets import ROOT, vendored
from benefits.web.headers import POLICY

PAGES = Path(__file__).parent / "pages"
STATIC = {
    "/kit/": ROOT / "benefits/web/static",
    "/doi-tac/static/": ROOT / "partner_portal/static",
    "/pages/": PAGES,
}
TYPES = {
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".woff2": "font/woff2",
}


class CounterServer:
    """Serves one browser; `with` starts and stops it."""

    def __init__(self) -> None:
        self.signed_in = True
        self.asked: list[str] = []
        self.received: list[dict[str, str]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self.address = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def cards_asked(self) -> list[str]:
        return [path.removeprefix("/doi-tac/q/") for path in self.asked if "/doi-tac/q/" in path]


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, counter: CounterServer, *rest: object) -> None:
        self.counter = counter
        super().__init__(*rest)  # type: ignore[arg-type]

    def log_message(self, *_rest: object) -> None:
        """Tests print nothing."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.counter.asked.append(path)
        if folder := next((prefix for prefix in STATIC if path.startswith(prefix)), None):
            self._file(STATIC[folder] / path.removeprefix(folder))
        elif path == "/doi-tac/quet":
            self._page("counter", wasm=vendored("zxing_reader.wasm"))
        elif path in {"/cham", "/doi-tac/dang-nhap"}:
            self._page("sign-in" if "nhap" in path else "fields")
        elif not self.counter.signed_in:
            self._redirect("/doi-tac/dang-nhap")
        elif token := re.fullmatch(r"/doi-tac/q/(\w+)", path):
            self._page("card", token=token[1])
        elif price := re.fullmatch(r"/doi-tac/lan/(\d+)", path):
            self._page("receipt", list_price=price[1])
        else:
            self._answer(404, "text/html", b"<p>404</p>")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/doi-tac/quet/anh":
            return self._read_photo(body)
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        self.counter.received.append(fields)
        if self.path == "/cham":
            time.sleep(0.3)
            return self._redirect("/cham")
        if self.path == "/doi-tac/ma":
            return self._page("card", token=fields["code"])
        if int(fields["list_price"]) < 1000:
            return self._page("refused", 422, list_price=fields["list_price"])
        return self._redirect(f"/doi-tac/lan/{fields['list_price']}")

    def _read_photo(self, body: bytes) -> None:
        kind = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser(policy=HTTP).parsebytes(kind + body).iter_parts()
        named = {part.get_param("name", header="content-disposition"): part for part in parts}
        photo = named["photo"].get_payload(decode=True)
        assert isinstance(photo, bytes)
        picture = Image.open(io.BytesIO(photo))
        self.counter.received.append({"photo": f"{picture.format} {max(picture.size)}"})
        found = zxingcpp.read_barcodes(picture)
        if not found:
            return self._answer(422, "application/json", b"{}")
        token = found[0].text.rpartition("/")[2]
        return self._answer(200, "application/json", json.dumps({"token": token}).encode())

    def _page(self, name: str, status: int = 200, **facts: str) -> None:
        text = (PAGES / f"{name}.html").read_text()
        for fact, value in facts.items():
            text = text.replace("{" + fact + "}", value)
        self._answer(status, "text/html; charset=utf-8", text.encode())

    def _file(self, path: Path) -> None:
        self._answer(200, TYPES[path.suffix], path.read_bytes())

    def _redirect(self, where: str) -> None:
        self.send_response(303)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        needs_wasm = self.path.endswith(("/quet", "/decoder-worker.js"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        wasm = " 'wasm-unsafe-eval'" if needs_wasm else ""
        self.send_header("Content-Security-Policy", POLICY.format(wasm=wasm))
        self.end_headers()
        self.wfile.write(content)
