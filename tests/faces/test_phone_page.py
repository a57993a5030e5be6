"""The page that phones keep of the card: about nobody, with all it is made of, installable."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards import CardPhone
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.faces.phones import CARD, GET, REMOVE, with_card
from tests.page import Page
from tests.world import World


@pytest.fixture
def phone(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return with_card(signed_in(people.member(world.hanh)))


def content(visitor: Visitor, path: str) -> bytes:
    with visitor.get(path) as answer:
        return answer.get_data() if answer.status_code == 200 else b""


@pytest.mark.either_database
def test_the_page_that_phones_keep_is_about_nobody(phone: Visitor, visitor: Visitor) -> None:
    page, strangers = phone.get(CARD), visitor.get(CARD)
    assert page.get_data() == strangers.get_data()
    Page(page)
    assert "csrf" not in page.get_data(as_text=True)


def test_the_worker_keeps_that_page_and_files_that_are_there(visitor: Visitor) -> None:
    answer = visitor.get(f"{HERE}/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    source = answer.get_data(as_text=True)
    known = dict(re.findall(r"^const (\w+) = (.+);$", source, re.MULTILINE))
    assert json.loads(known["CARD"]) == CARD
    files = json.loads(known["FILES"])
    assert any("phone/card.js" in each for each in files)
    assert any(each.endswith("phone/slots.js") for each in files)
    assert [each for each in files if not content(visitor, each)] == []
    assert visitor.get(f"{HERE}/sw.js").get_data(as_text=True) == source
    visitor.set_cookie("lang", "en")
    changed = visitor.get(f"{HERE}/sw.js").get_data(as_text=True)
    assert known["VERSION"] not in changed


def test_it_can_be_installed_with_icons_of_the_sizes_promised(visitor: Visitor) -> None:
    answer = visitor.get(f"{HERE}/the.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.get_data())
    assert (told["start_url"], told["scope"], told["display"]) == (CARD, f"{HERE}/", "standalone")
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        picture = Image.open(BytesIO(content(visitor, icon["src"])))
        assert "x".join(map(str, picture.size)) == icon["sizes"]


@pytest.mark.either_database
def test_it_is_the_first_thing_a_member_sees(phone: Visitor) -> None:
    first = Page(phone.get(f"{HERE}/")).soup.select("main a")[0]
    assert (first["href"], first.get_text()) == (CARD, "Mở thẻ cho thu ngân quét")
    Page(phone.get(REMOVE)).send(phone)
    assert Page(phone.get(f"{HERE}/")).soup.select("main a")[0]["href"] == GET


@pytest.mark.either_database
def test_cards_that_left_a_phone_do_not_pile_up_on_the_page(
    phone: Visitor, session: Session, statements: list[str]
) -> None:
    first = Page(phone.get(f"{HERE}/"))
    before = len(statements)
    for _ in range(3):
        Page(phone.get(REMOVE)).send(phone)
        with_card(phone)
    del statements[:]
    page = Page(phone.get(f"{HERE}/"))
    assert len(statements) <= before
    assert len(page.soup.select("main code")) == len(first.soup.select("main code"))
    assert len(session.scalars(select(CardPhone)).all()) == 4
