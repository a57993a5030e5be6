"""Where a cashier chooses a name there is one of it, however often a form was sent."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import Account
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

TAKEN = "Ở đây đã có thu ngân tên này."


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


@pytest.fixture
def place(world: World) -> str:
    return f"{FACE}/diem-ban/{world.outlet.id}"


def called(session: Session, name: str) -> int:
    counted = select(func.count()).select_from(Account).where(Account.name == name)
    return session.scalar(counted) or 0


@pytest.mark.either_database
def test_a_page_loaded_again_adds_nobody_again(
    manager: Visitor, place: str, session: Session
) -> None:
    outlet, added = Page(manager.get(place)), {"name": "Lê Thị Hoa"}
    assert outlet.send(manager, added, action="/thu-ngan").status_code == 200
    again = Page(outlet.send(manager, {"name": " lê thị  hoa"}, action="/thu-ngan"))
    assert again.status == 422
    assert TAKEN in again.text
    assert called(session, "Lê Thị Hoa") == 1
    other = outlet.send(manager, {"name": "Lê Thị Hòa"}, action="/thu-ngan")
    assert other.status_code == 200  # somebody else


def test_a_name_changed_is_nobody_elses_at_the_outlet(
    manager: Visitor, people: People, world: World, place: str
) -> None:
    people.cashier(world.outlet, "Lê Thị Hoa")
    mai = people.cashier(world.outlet, "Trần Mai").account
    theirs = Page(manager.get(f"{place}/thu-ngan/{mai.id}"))
    refused = Page(theirs.send(manager, {"name": "Lê Thị Hoa"}, action="/ten"))
    assert (refused.status, TAKEN in refused.text) == (422, True)
    assert theirs.send(manager, {"name": "Trần Mai"}, action="/ten").status_code == 303


@pytest.mark.either_database
def test_the_union_adds_nobody_twice_either(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    officer = signed_in(people.officer(world.province))
    outlet = Page(officer.get(f"/cong-doan/doi-tac/diem/{world.outlet.id}"))
    statuses = [
        outlet.send(officer, {"name": "Lê Thị Hoa"}, action="/thu-ngan").status_code
        for _time in range(2)
    ]
    assert statuses == [200, 422]
    assert called(session, "Lê Thị Hoa") == 1


def test_nobody_comes_to_an_outlet_under_a_name_that_stands_there(
    manager: Visitor, people: People, world: World, place: str
) -> None:
    hoa = people.cashier(world.outlet, "Lê Thị Hoa").account
    people.cashier(world.other_outlet, "Lê Thị Hoa")
    theirs = Page(manager.get(f"{place}/thu-ngan/{hoa.id}"))
    where = {"outlet": str(world.other_outlet.id)}
    shown = Page(theirs.send(manager, where, action="/noi-lam/them", follow_redirects=True))
    assert TAKEN in shown.text


def test_a_cashier_comes_back_under_no_name_that_was_taken_meanwhile(
    manager: Visitor, people: People, world: World, place: str
) -> None:
    hoa = people.cashier(world.outlet, "Lê Thị Hoa").account
    theirs = Page(manager.get(f"{place}/thu-ngan/{hoa.id}"))
    assert theirs.send(manager, action="/tat").status_code == 303
    added = {"name": "Lê Thị Hoa"}
    assert Page(manager.get(place)).send(manager, added, action="/thu-ngan").status_code == 200
    theirs = Page(manager.get(f"{place}/thu-ngan/{hoa.id}"))
    refused = Page(theirs.send(manager, action="/mo"))
    assert (refused.status, TAKEN in refused.text) == (422, True)
    world.session.refresh(hoa)
    assert hoa.disabled_at is not None
