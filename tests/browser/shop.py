"""A real shop for a browser: the whole site over a database, with a paired phone and a shift."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ViewportSize
from sqlalchemy import func, select
from werkzeug.serving import make_server

from benefits.access import accounts, devices
from benefits.cards import CardIndex, KeyRing, printed_token
from benefits.database import Database, open_database
from benefits.purchases import Purchase
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose
from tests.world import World

PIN = "260418"
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
# A scanner's keys arrive within milliseconds, which no remote keyboard of a test does.
SCANNED = """([text, ending]) => {
  let at = performance.now()
  const press = (key) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
    Object.defineProperty(event, "timeStamp", { value: (at += 5) })
    return document.activeElement.dispatchEvent(event)
  }
  const isTyped = () => document.activeElement.matches("input")
  for (const key of text)
    if (press(key) && isTyped()) document.execCommand("insertText", false, key)
  if (ending && press(ending)) document.activeElement.click()
}"""


@dataclass
class Shop:
    address: str
    database: Database
    phone: str
    token: str
    code: str
    folder: Path

    def uses(self) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(Purchase)) or 0

    def member(self, browser: Browser, **device: Any) -> BrowserContext:
        """A phone on which the member Hạnh has signed in."""
        context = browser.new_context(**{"viewport": PHONE, **device})
        page = context.new_page()
        page.goto(f"{self.address}/the/dang-nhap")
        page.fill("#code", self.code)
        page.fill("#pin", PIN)
        page.click("main button.big")
        page.wait_for_url("**/the/")
        return context

    def counter(self, browser: Browser) -> BrowserContext:
        """A paired phone on which a cashier has opened a shift."""
        context = browser.new_context(viewport=PHONE)
        context.add_cookies(
            [{"name": "partner_phone", "value": self.phone, "url": f"{self.address}/doi-tac/"}]
        )
        page = context.new_page()
        page.goto(f"{self.address}/doi-tac/ca")
        page.fill("#pin", PIN)
        page.wait_for_url("**/quet")
        return context


@contextmanager
def open_shop(url: str, folder: Path) -> Iterator[Shop]:
    database, ring = open_database(url), KeyRing.open(folder / "keys", create=True)
    phone, token, code = _furnish(database, ring)
    settings = Settings(
        database_url=url,
        secret_key="for tests only",
        instance=folder,
        keys_dir=ring.folder,
        totp_required=False,
    )
    server = make_server("127.0.0.1", 0, compose(build_apps(settings, database), settings), True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Shop(f"http://127.0.0.1:{server.server_port}", database, phone, token, code, folder)
    server.shutdown()
    server.server_close()
    database.close()


def _furnish(database: Database, ring: KeyRing) -> tuple[str, str, str]:
    now = datetime.now(UTC)
    with database.write() as session:
        world = World(session)
        accounts.add_cashier(
            session, name="Đỗ Thị Mận", outlet_id=world.outlet.id, now=now, secret=PIN
        )
        accounts.add_member(session, name="Hạnh", member_id=world.hanh.id, now=now, secret=PIN)
        invited = devices.invite(session, world.outlet.id, by=None, now=now)
        paired = devices.pair(session, invited.token, name="Oppo", now=now)
        assert isinstance(paired, devices.Paired)
        token = printed_token(ring, world.hanh_card.index, date(2027, 12, 31), "doan_vien")
        code = session.get_one(CardIndex, world.hanh_card.index).typed_code
        return paired.token, token, code
