"""A price without its three zeros, as people say it: asked about once, never refused."""

from datetime import date

import pytest

from benefits.purchases.oddities import ENOUGH_TO_JUDGE
from tests.faces.buying import Buying
from tests.faces.counter import bought, sends, shows
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World


@pytest.mark.either_database
def test_a_price_of_a_few_dong_is_asked_about_once(
    cashier: Visitor, token: str, world: World
) -> None:
    answer = sends(cashier, shows(cashier, token), "250")
    asked = Page(answer)
    assert answer.status_code == 200
    assert "250 ₫ – có thiếu 000 không?" in asked.text
    assert bought(world.session) == []
    assert asked.send(cashier, action="luot").status_code == 303
    assert bought(world.session)[0].list_price == 250


def test_a_thousand_is_a_price(cashier: Visitor, token: str) -> None:
    assert sends(cashier, shows(cashier, token), "1.000").status_code == 303


def test_where_prices_are_that_low_nobody_is_asked(
    cashier: Visitor, token: str, world: World
) -> None:
    copies = Buying(world.session, world)
    for _each in range(ENOUGH_TO_JUDGE):
        copies.buys(world.lan_card, world.dawn, date(2026, 4, 20), price=500, benefit=75)
    assert sends(cashier, shows(cashier, token), "600").status_code == 303
