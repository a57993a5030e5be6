"""Writing a decision about units at the desk, looking at what it touches, and confirming it."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.reorganizations import Reorganization
from tests.faces.people import Visitor
from tests.page import Page

HERE, UNIT = "/cong-doan/sap-xep/", "/cong-doan/don-vi/xem/"
PAPER = {"number": "125/QĐ-LĐLĐ", "signed_on": "2026-04-28"}
PART = {"parts-0-code": "MOI", "parts-0-name": "CĐCS Công ty Mới", "parts-0-level": "co_so"}


def look(client: Visitor, change: str, unit: str, **typed: Any) -> Page:
    """Open the form at a unit and ask what the decision would touch."""
    page = Page(client.get(HERE + change, query_string={"donvi": unit}))
    return Page(page.send(client, {"lam": "xem", **typed}, action=change))


def confirm(client: Visitor, seen: Page, **typed: Any) -> Page:
    return Page(seen.send(client, PAPER | typed, action="/ghi", follow_redirects=True))


def figures(page: Page) -> dict[str, str]:
    terms = [each.get_text() for each in page.soup.select("dl.figures dt")]
    return dict(
        zip(terms, (each.get_text() for each in page.soup.select("dl.figures dd")), strict=True)
    )


def records(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Reorganization)) or 0
