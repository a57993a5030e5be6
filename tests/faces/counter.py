"""A counter in a test: cards that can be held up, and a cashier's way from card to receipt."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from benefits.cards import Card, CardIndex, KeyRing, printed_token, shown
from benefits.purchases import Purchase
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World

FACE = "/doi-tac"
FRAGMENT = {"X-Fragment": "1"}


def token_of(ring: KeyRing, card: Card, last_day: date = date(2027, 12, 31)) -> str:
    return printed_token(ring, card.index, last_day, "doan_vien")


def code_of(world: World, card: Card) -> str:
    return shown(world.session.get_one(CardIndex, card.index).typed_code)


def shows(visitor: Visitor, token: str) -> Page:
    return Page(visitor.get(f"{FACE}/q/{token}"))


def sends(visitor: Visitor, sale: Page, price: str = "200.000", **fields: str) -> TestResponse:
    """Send a sale of which the amount was seen, as the page's script does."""
    form = sale.form("luot")
    asked = {"offer": form.get("offer") or fields["offer"], "list_price": price, **fields}
    quoted = visitor.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    seen = re.search(r'name="seen" value="(\d+)"', quoted.get_data(as_text=True))
    filled = {"list_price": price, **fields, "seen": seen[1] if seen else ""}
    return sale.send(visitor, filled, action="luot")


def sells(visitor: Visitor, token: str, price: str = "200.000", **fields: str) -> Page:
    """Scan, type, record: the receipt. The same once more within minutes is asked about."""
    answer = sends(visitor, shows(visitor, token), price, **fields)
    if answer.status_code == 200 and "sold_just_now" in answer.get_data(as_text=True):
        answer = Page(answer).send(visitor, action="luot")
    assert answer.status_code == 303, Page(answer).text
    return Page(visitor.get(answer.location))


def bought(session: Session) -> Sequence[Purchase]:
    return session.scalars(select(Purchase).order_by(Purchase.known_at)).all()
