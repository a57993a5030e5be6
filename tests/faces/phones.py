"""A member's phone in a test: the card got on it, and what it is told when it asks."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards import Card, Medium
from tests.faces.counter import FRAGMENT
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.page import Page

CARD, CODES, GET, REMOVE = (f"{HERE}/dien-thoai{rest}" for rest in ("", "/ma", "/lay", "/go"))
ANDROID = "Mozilla/5.0 (Linux; Android 13) Chrome/130.0 Mobile Safari/537.36"


def with_card(visitor: Visitor) -> Visitor:
    answer = Page(visitor.get(GET)).send(visitor, headers={"User-Agent": ANDROID})
    assert (answer.status_code, answer.location) == (303, CARD)
    return visitor


def told(visitor: Visitor, **have: Any) -> dict[str, Any]:
    answer = visitor.get(CODES, query_string=have, headers=FRAGMENT)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return dict(answer.get_json())


def ended(phone: Visitor) -> dict[str, Any]:
    """Ask as a phone does after it was told to sign in."""
    assert phone.get(CODES, headers=FRAGMENT).status_code == 401
    answer = phone.get(f"{CODES}/con-khong", headers=FRAGMENT)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return dict(answer.get_json())


def on_phone(session: Session) -> Card:
    session.expire_all()
    newest = select(Card).where(Card.medium == Medium.PHONE).order_by(Card.index.desc())
    return session.scalars(newest).first()  # type: ignore[return-value]


def another_browser_of(phone: Visitor, people: People) -> Visitor:
    """Open a second browser in which the same member is signed in, without the card."""
    cookie = phone.get_cookie("member_session", path=HERE)
    assert cookie is not None
    second = Visitor(phone._application, people.now)  # noqa: SLF001 - the same site
    second.set_cookie("member_session", cookie.value, path=HERE)
    return second
