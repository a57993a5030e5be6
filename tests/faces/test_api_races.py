"""Many tills at once and lines that go dead, over real commits and a real socket."""

import json
import socket
import threading
import time
from collections import Counter as Tally
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.serving import make_server

from benefits.cards import KeyRing
from benefits.database import Database
from benefits.purchases import Purchase
from benefits.settings import Settings
from tests.counter import limit
from tests.faces.conftest import lent
from tests.faces.counter import token_of
from tests.faces.people import Site, Visitor
from tests.faces.till import API, Till, program_at
from tests.world import World

TILLS = 50


@dataclass
class Shop:
    """A world that is really stored, and the whole application over it."""

    application: Any
    database: Database
    till: Till
    token: str

    def tills(self, count: int) -> list[Till]:
        """Make programs that share nothing but the database."""
        return [self._another() for _ in range(count)]

    def _another(self) -> Till:
        till = copy(self.till)
        till.client = Visitor(self.application, self.till.client.now)
        till.client.bearer = self.token
        return till

    def stored(self) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(Purchase)) or 0


@pytest.fixture(params=["typed", "scanned"])
def shop(
    request: pytest.FixtureRequest,
    apps: dict[str, Flask],
    settings: Settings,
    database: Database,
    *,
    ring: KeyRing,
    now: datetime,
) -> Shop:
    """Of a scanned card more is asked ahead, before its row is held."""
    application = lent(apps, settings, database)
    with database.write() as session:
        world = World(session)
        limit(session, world.offer)
        client = program_at(Site(application, apps, session, now), world.outlet.id)
        till = Till(client, world)
        if request.param == "scanned":
            till.code = token_of(ring, world.hanh_card)
    return Shop(application, database, till, client.bearer or "")


@pytest.fixture
def port(shop: Shop, now: datetime) -> Iterator[int]:
    """Serve the shop's application with a thread a request, its clock standing still."""

    def at_a_fixed_time(environ: Any, answer: Any) -> Any:
        return shop.application(environ | {"benefits.now": now}, answer)

    server = make_server("127.0.0.1", 0, at_a_fixed_time, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_of_fifty_sales_at_a_limit_of_one_exactly_one_is_stored(shop: Shop) -> None:
    tills = shop.tills(TILLS)
    sales = [till.sale() for till in tills]
    start = threading.Barrier(TILLS)

    def send(till: Till, sale: dict[str, Any]) -> tuple[int, str]:
        start.wait()
        answer = till.record(sale)
        body = answer.get_json()
        return answer.status_code, body.get("code") or body["result"]

    with ThreadPoolExecutor(TILLS) as pool:
        answers = Tally(pool.map(send, tills, sales))
    assert answers == {(201, "recorded"): 1, (422, "limit_reached"): TILLS - 1}
    assert shop.stored() == 1


def test_the_same_sale_sent_at_once_by_ten_tills_is_one_use_and_one_answer(shop: Shop) -> None:
    sale = shop.till.sale()
    start = threading.Barrier(10)

    def send(till: Till) -> tuple[int, str]:
        start.wait()
        answer = till.record(sale)
        return answer.status_code, answer.get_data(as_text=True)

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, shop.tills(10)))
    assert len(answers) == 1
    assert {status for status, _body in answers} == {201}
    assert shop.stored() == 1


def test_a_sale_whose_answer_was_cut_off_is_answered_alike_when_sent_again(
    shop: Shop, port: int
) -> None:
    sale = shop.till.sale()
    cut_after_commit(shop, port, sale)
    assert shop.stored() == 1
    answers = [over_the_line(shop, port, sale) for _ in range(2)]
    assert answers[0] == answers[1]
    status, body = answers[0]
    assert (status, body["result"], body["purchase_id"]) == (201, "recorded", sale["id"])
    assert shop.stored() == 1
    other, told = over_the_line(shop, port, sale | {"list_price": 1_000})
    assert (other, told["code"]) == (409, "submission_differs")
    assert shop.stored() == 1


def cut_after_commit(shop: Shop, port: int, sale: dict[str, Any]) -> None:
    """Send a sale, wait until the server has stored it, and hang up without reading a byte."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(written(shop, sale))
        for _ in range(400):
            if shop.stored():
                break
            time.sleep(0.05)
        # Closing at once tears the line: nothing that is under way arrives any more.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def over_the_line(shop: Shop, port: int, sale: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(written(shop, sale))
        answer = b""
        while part := line.recv(65_536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), json.loads(body)


def written(shop: Shop, sale: dict[str, Any]) -> bytes:
    body = json.dumps(sale).encode()
    head = (
        f"POST {API}/purchases HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {shop.token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body
