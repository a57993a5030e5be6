"""A partner is used by a unit where a card of its own people was, and something is left of that."""

from datetime import date

from sqlalchemy.orm import Session

from benefits.database import new_uuid
from benefits.organization import Organization
from benefits.purchases import ReversalRequest, reverse
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

PARTNERS = "/cong-doan/doi-tac/"


def test_uses_of_others_and_uses_taken_back_are_none(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    def used(unit: Organization) -> bool:
        page = Page(officers[unit.id].get(PARTNERS, query_string={"luot": "co"}))
        return world.pharmacy.name in page.text

    units = (world.province, world.north, world.lotus, world.south, world.dawn)
    officers: dict[int, Visitor] = {each.id: signed_in(people.officer(each)) for each in units}
    assert [used(each) for each in units] == [False] * 5
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    assert [used(each) for each in units] == [True, True, True, False, False]
    asked = ReversalRequest(id=new_uuid(), purchase_id=bought.id, reason="other", amounts=None)
    reverse(session, asked, people.now)
    session.flush()
    assert [used(each) for each in units] == [False] * 5
