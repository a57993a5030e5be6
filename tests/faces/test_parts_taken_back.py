"""A manager takes back a part: what is typed is taken, and a slip of the finger takes nothing."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.purchases import Reversal
from tests.faces.conftest import SignedIn
from tests.faces.counter import sells
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database


@pytest.fixture
def receipt(
    signed_in: SignedIn, people: People, world: World, cashier: Visitor, token: str
) -> tuple[Visitor, Page]:
    """What was sold for 200.000, as the manager sees it."""
    sold = sells(cashier, token, "200.000").response.request.path
    manager = signed_in(people.manager(world.pharmacy))
    return manager, Page(manager.get(sold))


def test_more_than_was_bought_takes_nothing_back(
    receipt: tuple[Visitor, Page], session: Session
) -> None:
    manager, page = receipt
    refused = Page(page.send(manager, {"part": "2.000.000"}, action="/huy"))
    assert refused.status == 422
    assert "Còn lại 200.000 ₫" in refused.text
    assert session.scalars(select(Reversal)).all() == []


def test_a_part_that_is_all_is_called_so(receipt: tuple[Visitor, Page], session: Session) -> None:
    manager, page = receipt
    part = Page(page.send(manager, {"part": "50.000"}, action="/huy", follow_redirects=True))
    assert "Đã hoàn một phần." in part.text
    rest = Page(part.send(manager, {"part": "150.000"}, action="/huy", follow_redirects=True))
    assert rest.heading.endswith("Đã hủy")
    assert "Đã hủy." in rest.text
    assert [each.is_whole for each in session.scalars(select(Reversal))] == [False, True]
