"""One phone for a whole family: a letter scanned there opens its own card, not the one before."""

import pytest

from benefits.cards import CardIndex
from tests.faces.conftest import SignedIn
from tests.faces.letters import OPEN, give_letter, prove, start
from tests.faces.people import People
from tests.page import Page
from tests.world import World


@pytest.mark.either_database
def test_on_a_phone_that_a_family_shares_the_next_letter_says_whose_card_is_open(
    signed_in: SignedIn, people: People, world: World
) -> None:
    phone = signed_in(people.member(world.hanh))
    page = Page(phone.get(OPEN))
    assert "Nguyễn Thị Hạnh" in page.text
    assert page.soup.select_one("form[data-keeps-codes][action$='/the-khac']")
    left = page.send(phone, action="/the-khac")
    assert left.status_code == 303
    assert left.location.startswith(OPEN)
    give_letter(world, world.son)
    son = world.session.get_one(CardIndex, world.son_card.index).typed_code
    opened = start(phone, prove(phone, son))
    assert "Trần Văn Sơn" in opened.text
