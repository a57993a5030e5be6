"""A sale whose browser is out when it is sent: the bill stays, and the way leads to the shift."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Shift, shifts
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, FRAGMENT, bought, shows
from tests.faces.people import PIN, People, Visitor
from tests.page import Page
from tests.world import World

# What is kept lies in the browser, whatever the database.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


def typed(sale: Page) -> dict[str, str]:
    return {**sale.form("luot"), "list_price": "200.000", "invoice": "HD-17", "seen": "170000"}


def counter(visitor: Visitor, people: People, world: World) -> Visitor:
    """A browser that was paired as a phone and in which a cashier began a shift."""
    people.cashier(world.outlet)
    word = people.phone(world.outlet).token
    visitor.set_cookie("partner_phone", word, path=f"{FACE}/")
    page = Page(visitor.get(f"{FACE}/ca"))
    assert page.send(visitor, {"pin": PIN}).status_code == 303
    return visitor


def test_a_sale_sent_after_signing_out_in_another_tab_is_there_after_the_shift_began_again(
    visitor: Visitor, people: People, world: World, token: str, session: Session
) -> None:
    cashier = counter(visitor, people, world)
    sale = typed(shows(cashier, token))
    leave = Page(cashier.get(f"{FACE}/quet")).form("/dang-xuat")
    assert cashier.post(f"{FACE}/dang-xuat", data=leave).status_code == 303
    out = Page(cashier.post(f"{FACE}/luot", data=sale, follow_redirects=True))
    again = Page(out.send(cashier, {"pin": PIN}, follow_redirects=True))
    assert "CHƯA được ghi" in again.text
    filled = again.form("luot")
    assert (filled["list_price"], filled["invoice"]) == ("200.000", "HD-17")
    assert filled["id"] == sale["id"]
    assert bought(session) == []
    assert again.send(cashier, {"seen": "170000"}, action="luot").status_code == 303
    assert [each.invoice for each in bought(session)] == ["HD-17"]


def test_a_changed_shift_shows_the_sale_at_once_in_the_scanner_too(
    visitor: Visitor, people: People, world: World, token: str, session: Session
) -> None:
    cashier = counter(visitor, people, world)
    sale = typed(shows(cashier, token)) | {"csrf_token": "of another shift"}
    answer = cashier.post(f"{FACE}/luot", data=sale, headers=FRAGMENT, follow_redirects=True)
    page = Page(answer, is_part=True)
    assert page.form("luot")["list_price"] == "200.000"
    assert bought(session) == []
    assert cashier.get(f"{FACE}/luot/giu").status_code == 303


def test_a_shift_that_was_ended_from_elsewhere_keeps_the_sale_too(
    visitor: Visitor, people: People, world: World, token: str, session: Session
) -> None:
    cashier = counter(visitor, people, world)
    sale = typed(shows(cashier, token))
    shifts.close_shift(session.scalars(select(Shift)).one(), people.now)
    session.flush()
    assert cashier.post(f"{FACE}/luot", data=sale, headers=FRAGMENT).status_code == 401
    shift = Page(cashier.get(f"{FACE}/quet", follow_redirects=True))
    again = Page(shift.send(cashier, {"pin": PIN}, follow_redirects=True))
    assert again.form("luot")["invoice"] == "HD-17"


def test_another_outlet_is_shown_nothing_that_was_typed_here(
    visitor: Visitor, people: People, world: World, token: str, signed_in: SignedIn
) -> None:
    cashier = counter(visitor, people, world)
    sale = typed(shows(cashier, token)) | {"csrf_token": ""}
    assert cashier.post(f"{FACE}/luot", data=sale).status_code == 303
    kept = cashier.get_cookie("partner_sale", path=f"{FACE}/")
    other = signed_in(people.cashier(world.other_outlet))
    assert kept is not None
    other.set_cookie("partner_sale", kept.value, path=f"{FACE}/")
    led = Page(other.get(f"{FACE}/luot/giu", follow_redirects=True))
    assert "CHƯA được ghi, và không ghi ở đây được" in led.text
    assert "HD-17" not in led.text
    assert "CHƯA được ghi" not in Page(other.get(f"{FACE}/quet")).text


def test_another_sites_form_is_kept_nowhere(
    visitor: Visitor, people: People, world: World, token: str
) -> None:
    cashier = counter(visitor, people, world)
    sale = typed(shows(cashier, token)) | {"csrf_token": ""}
    answer = cashier.post(f"{FACE}/luot", data=sale, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert cashier.get_cookie("partner_sale", path=f"{FACE}/") is None
