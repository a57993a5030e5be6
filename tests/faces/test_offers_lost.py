"""An offer that an outlet loses while a sale is typed: said in words, and nothing is lost."""

import pytest
from sqlalchemy import insert

from benefits.agreements.models import OfferOutlet
from tests.faces.counter import FACE, FRAGMENT, bought, sells, sends, shows
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World


def _goes_elsewhere(world: World) -> None:
    """From now on the offer is made at the other outlet alone."""
    values = {"offer_version_id": world.offer.id, "outlet_id": world.other_outlet.id}
    world.session.execute(insert(OfferOutlet).values(**values))
    world.session.flush()


def test_a_sale_of_it_is_refused_in_words(cashier: Visitor, token: str, world: World) -> None:
    sale = shows(cashier, token)
    filled = sale.form("luot") | {"list_price": "200.000", "seen": "170000"}
    _goes_elsewhere(world)
    answer = cashier.post(f"{FACE}/luot", data=filled, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "Ưu đãi này không có ở đây" in Page(answer, is_part=True).text
    assert not bought(world.session)


def test_its_amount_says_so_too(cashier: Visitor, world: World) -> None:
    _goes_elsewhere(world)
    asked = {"offer": world.offer.id, "list_price": "200.000"}
    answer = cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "không còn ở đây" in answer.get_data(as_text=True)


@pytest.mark.either_database
def test_a_sale_that_was_recorded_before_is_answered_as_it_was(
    cashier: Visitor, token: str, world: World
) -> None:
    """The answer was lost on the way, and the sale is sent again."""
    sale = shows(cashier, token)
    first = sends(cashier, sale)
    _goes_elsewhere(world)
    again = cashier.post(
        f"{FACE}/luot", data=sale.form("luot") | {"list_price": "200.000", "seen": "170000"}
    )
    assert (again.status_code, again.location) == (303, first.location)
    assert len(bought(world.session)) == 1


def test_a_sale_of_it_that_is_to_be_mended_is_taken_back_and_shown_without_it(
    cashier: Visitor, token: str, world: World
) -> None:
    """What was taken back stays so: a page that is not there would leave the cashier in doubt."""
    receipt = sells(cashier, token)
    _goes_elsewhere(world)
    path = receipt.response.request.path
    sent = cashier.post(f"{path}/sua", data=receipt.form("/huy"))
    answer = Page(cashier.get(sent.location))
    assert answer.status == 200
    assert "Ưu đãi của lượt cũ không còn ở đây" in answer.text
    assert "Đã hủy lượt cũ" in answer.text
