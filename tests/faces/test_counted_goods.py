"""Pieces at the till: asked for where an offer counts them, and told when nothing comes of it."""

import pytest
from sqlalchemy.orm import Session

from benefits.agreements import Discount, OfferVersion
from tests.faces.counter import FACE, FRAGMENT, bought, sells, shows
from tests.faces.people import Visitor
from tests.world import World

NOTHING_SAVED = "Không giảm được đồng nào"


@pytest.fixture
def packs(world: World) -> OfferVersion:
    return world.offered(
        "AK-GOI", world.agreement, "Gói 99.000 ₫", discount=Discount.PRICE, value=99_000
    )


@pytest.mark.either_database
@pytest.mark.usefixtures("packs")
def test_what_was_counted_for_another_offer_is_not_kept(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    sells(cashier, token, "200.000", offer=str(world.offer.id), quantity="7", group_size="4")
    [sold] = bought(session)
    assert (sold.quantity, sold.party_size) == (1, None)


@pytest.mark.parametrize(("price", "is_said"), [("125000", True), ("250000", False)])
def test_a_use_that_saves_nothing_says_so_before_it_is_recorded(
    cashier: Visitor, packs: OfferVersion, price: str, is_said: bool
) -> None:
    asked = {"offer": packs.id, "list_price": price, "quantity": 2}
    quote = cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    assert (NOTHING_SAVED in quote.get_data(as_text=True)) is is_said


@pytest.mark.usefixtures("packs")
def test_the_price_is_said_to_be_that_of_all_pieces(cashier: Visitor, token: str) -> None:
    assert "của cả số lượng này" in shows(cashier, token).text
