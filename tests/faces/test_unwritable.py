"""The character that PostgreSQL stores nowhere is refused before anything is asked of it."""

import pytest
from sqlalchemy import func, select

from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site
from tests.page import Page
from tests.world import World

MEMBERS = "/cong-doan/doan-vien/"


@pytest.mark.parametrize(
    "address",
    [
        f"{MEMBERS}?donvi=%00",
        f"{MEMBERS}?tim=H%00nh",
        "/cong-doan/don-vi/%00",
        "/cong-doan/nhat-ky/?loai=members&ma=%00",
        "/doi-tac/q/%00",
        "/Q/%00",
        "/the/kich-hoat?x=%00",
    ],
)
def test_an_address_with_it_is_no_fault_of_ours(
    signed_in: SignedIn, people: People, world: World, address: str
) -> None:
    assert signed_in(people.officer(world.province)).get(address).status_code == 400


def test_a_form_with_it_is_not_read(
    signed_in: SignedIn, people: People, world: World, site: Site
) -> None:
    client = signed_in(people.officer(world.province))
    page = Page(client.get(f"{MEMBERS}{world.hanh.id}"))
    noted = select(func.count()).select_from(Entry)
    before = site.session.scalar(noted)
    assert page.send(client, {"why": "\x00"}, action="/luot").status_code == 400
    assert site.session.scalar(noted) == before
    assert site.visitor().post("/ngon-ngu", data={"tiep": "/\x00"}).status_code == 400
