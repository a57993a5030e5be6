"""A tap that records nothing never sounds as if it had."""

import pytest

from benefits.money import Dong
from tests.faces.counter import FACE, FRAGMENT, sends, shows
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World


def _outcome(page: Page) -> str:
    [article] = page.soup.select("article[data-outcome]")
    return str(article["data-outcome"])


def test_a_card_that_is_shown_sounds_good(cashier: Visitor, token: str) -> None:
    assert _outcome(shows(cashier, token)) == "good"


@pytest.mark.parametrize("typed", [{"list_price": ""}, {"list_price": "hai trăm"}])
def test_an_amount_that_is_missing_sounds_bad(
    cashier: Visitor, token: str, typed: dict[str, str]
) -> None:
    answer = shows(cashier, token).send(cashier, typed, action="luot", headers=FRAGMENT)
    assert answer.status_code == 422
    assert _outcome(Page(answer, is_part=True)) == "bad"


def test_an_amount_too_small_for_the_offer_sounds_bad(
    cashier: Visitor, token: str, world: World
) -> None:
    world.offer.min_spend = Dong(300_000)
    world.session.flush()
    answer = Page(sends(cashier, shows(cashier, token), "200.000"))
    assert "Chưa được giảm" in answer.text
    assert _outcome(answer) == "bad"


def test_an_amount_shown_for_the_first_time_is_still_to_be_confirmed(
    cashier: Visitor, token: str
) -> None:
    sale = shows(cashier, token)
    answer = cashier.post(f"{FACE}/luot", data=sale.form("luot") | {"list_price": "200.000"})
    assert _outcome(Page(answer)) == "warning"
