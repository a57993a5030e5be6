"""Numbers of papers and streets are found however they are typed; a use's invoice on any day."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"


@pytest.mark.parametrize("typed", ["ttht-lđlđ", "TTHT-LDLD", "ttht ldld", "TTHT-LĐLĐ"])
def test_an_agreement_is_found_by_its_number_in_any_letters(
    signed_in: SignedIn, world: World, people: People, typed: str
) -> None:
    world.signed("15/TTHT-LĐLĐ", world.pharmacy, world.province)
    client = signed_in(people.officer(world.province))
    found = Page(client.get(f"{DESK}/thoa-thuan/", query_string={"tim": typed})).rows()
    assert [row[0] for row in found] == ([] if " " in typed else ["15/TTHT-LĐLĐ"])


def test_an_outlet_is_found_by_its_street_at_the_desk_and_at_the_partner_s(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    world.outlet.address = "12 Trần Hưng Đạo, phường 1"
    session.flush()
    officer = signed_in(people.officer(world.province))
    manager = signed_in(people.manager(world.pharmacy))
    for client, page in ((officer, f"{DESK}/doi-tac/diem/"), (manager, "/doi-tac/cac-diem-ban")):
        for typed, found in (("tran hung dao", 1), ("TRẦN HƯNG", 1), ("tran hung dao 13", 0)):
            answer = Page(client.get(page, query_string={"tim": typed}))
            assert (world.outlet.name in answer.text) is bool(found), (page, typed)


def test_an_invoice_of_another_month_is_one_tap_away(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 1, 9))
    client = signed_in(people.officer(world.province))
    nothing = Page(client.get(f"{DESK}/luot/", query_string={"tim": str(bought.id)}))
    assert nothing.rows() == []
    [way] = [url for name, url in nothing.links().items() if "trong mọi ngày" in name]
    assert len(Page(client.get(way)).rows()) == 1
