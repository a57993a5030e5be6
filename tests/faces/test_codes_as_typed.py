"""A card's code typed as people type it is the same code wherever one is typed."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from benefits.cards import CardIndex, derived_from, normalize
from benefits.exchange import KINDS, Circumstances
from benefits.exchange.outcome import Row
from benefits.money import Dong
from benefits.purchases.known import TakenIn
from benefits.purchases.taking_in import take_in
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import PIN, People, Site, Visitor
from tests.faces.till import Till, program_at
from tests.page import Page
from tests.world import World

ROUND = next(code for each in range(1000) if "Q" in (code := derived_from(f"thẻ {each}")))
SPELT = [
    ROUND.lower(),
    f" {ROUND[:4]}-{ROUND[4:8].lower()} – {ROUND[8:]}",
    f"{ROUND[:4]}.{ROUND[4:8]}.{ROUND[8:]}",
    ROUND.replace("Q", "0"),
    ROUND.lower().replace("q", "o"),
    "".join(chr(ord(each) + 0xFEE0) for each in ROUND),
]
OWN = next(own for each in range(2_000, 10_000) if normalize(own := f"CT00{each}CTX"))
"""A union's own code, which would be one of ours if its zeros were slips."""


def named(world: World, code: str) -> CardIndex:
    known = world.session.get_one(CardIndex, world.hanh_card.index)
    known.code, known.typed_code = code, derived_from(code)
    world.session.flush()
    return known


def typed_at_the_till(cashier: Visitor, code: str) -> str:
    form = Page(cashier.get(f"{FACE}/ma"))
    answer = form.send(cashier, {"code": code}, action="/ma")
    return Page(cashier.get(answer.location)).heading if answer.location else ""


@pytest.mark.either_database
@pytest.mark.parametrize("code", [ROUND, OWN])
def test_a_code_is_taken_at_every_counter_however_it_is_spelt(
    site: Site, signed_in: SignedIn, people: People, world: World, code: str
) -> None:
    named(world, code)
    cashier, till = (
        signed_in(people.cashier(world.outlet)),
        Till(program_at(site, world.outlet.id), world),
    )
    for spelt in SPELT if code == ROUND else [OWN, OWN.lower()]:
        assert typed_at_the_till(cashier, spelt).endswith("Được hưởng ưu đãi"), spelt
        assert till.verify(spelt).get_json()["result"]["code"] == "applies", spelt


@pytest.mark.either_database
@pytest.mark.parametrize("code", [ROUND, OWN])
def test_a_code_is_found_at_the_desk_and_signs_its_member_in(
    site: Site, signed_in: SignedIn, people: People, world: World, code: str
) -> None:
    known = named(world, code)
    people.member(world.hanh)
    officer = signed_in(people.officer(world.province))
    for spelt in SPELT if code == ROUND else [OWN, OWN.lower()]:
        found = officer.get("/cong-doan/the/", query_string={"tim": spelt})
        assert found.location == f"/cong-doan/the/{known.index}", spelt
        hanh = site.visitor()
        door = Page(hanh.get("/the/dang-nhap"))
        assert door.send(hanh, {"code": spelt, "pin": PIN}, action="").status_code == 303, spelt


@pytest.mark.either_database
def test_files_mean_a_card_by_any_spelling_of_its_code(
    session: Session, people: People, world: World
) -> None:
    known = named(world, ROUND)
    for spelt in SPELT:
        told = {"member_no": world.hanh.member_no, "card_code": spelt}
        circumstances = Circumstances(now=people.now, secret=b"")
        [taken] = KINDS["cards"].apply(session, [Row(2, told)], circumstances)
        assert taken.state == "same", (spelt, taken.problems)
        use = TakenIn(
            id=uuid4(),
            card_code=spelt,
            outlet_code="AK1",
            offer_code="AK-15",
            bought_at=people.now,
            list_price=Dong(200_000),
            paid=None,
        )
        assert take_in(session, use, people.now).state == "added", spelt
    assert known.code == ROUND


@pytest.mark.either_database
def test_a_code_of_a_files_own_that_is_like_one_of_ours_keeps_its_face(
    session: Session, people: People, world: World
) -> None:
    """Its typed code is printed on cards: what is put right in typing changes no face."""
    world.member("MOI", "Lâm Thị Mới", world.lotus)
    told = {"member_no": "MOI", "card_code": OWN}
    [taken] = KINDS["cards"].apply(
        session, [Row(2, told)], Circumstances(now=people.now, secret=b"")
    )
    assert taken.state == "added"
    assert derived_from(OWN) != normalize(OWN)
