"""A sale whose answer got lost on the way, and the card that is scanned again because of it."""

from datetime import timedelta

import pytest

from tests.counter import limit
from tests.faces.counter import sells, shows
from tests.faces.people import Visitor
from tests.world import World

JUST_SOLD = "Thẻ này vừa được ghi nhận ở đây lúc"


@pytest.fixture
def once_a_day(world: World) -> None:
    limit(world.session, world.offer)


@pytest.mark.either_database
@pytest.mark.usefixtures("once_a_day")
def test_whoever_scans_again_is_told_that_the_use_was_recorded(
    cashier: Visitor, token: str
) -> None:
    receipt = sells(cashier, token, "200.000")
    again = shows(cashier, token)
    assert f"{JUST_SOLD} 10:00, giá trước giảm 200.000 ₫" in again.text
    assert again.links()["Xem lượt đó"] == receipt.response.request.path
    assert cashier.now is not None
    cashier.now += timedelta(minutes=11)
    assert JUST_SOLD not in shows(cashier, token).text


@pytest.mark.usefixtures("once_a_day")
def test_a_use_that_was_taken_back_is_none(cashier: Visitor, token: str, world: World) -> None:
    sells(cashier, token, "200.000").send(cashier, action="/huy")
    world.session.expire_all()
    assert JUST_SOLD not in shows(cashier, token).text
