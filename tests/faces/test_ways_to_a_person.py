"""Whoever stands before an officer is one person: each page about them leads to the others."""

import pytest

from benefits.members import CorrectedField, corrections
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

PERSON = "/cong-doan/doan-vien/"
LETTER = "/cong-doan/thu-kich-hoat/nguoi/"
REQUEST = "/cong-doan/yeu-cau/"


@pytest.fixture
def chair(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def ways(chair: Visitor, address: str) -> dict[str, str]:
    return Page(chair.get(address)).links()


@pytest.mark.parametrize("has_card", [True, False])
def test_a_persons_page_leads_to_their_letter_and_pin_and_back(
    has_card: bool, chair: Visitor, world: World
) -> None:
    who = world.hanh if has_card else world.member("DV009", "Phạm Không Thẻ", world.lotus)
    person, letter = f"{PERSON}{who.id}", f"{LETTER}{who.id}"
    assert ways(chair, person)["Thư kích hoạt, mã PIN"] == letter
    assert ways(chair, letter)["Mở trang đoàn viên"] == person


def test_a_request_leads_to_whoever_asks(chair: Visitor, world: World, people: People) -> None:
    made = corrections.ask(
        world.session, world.hanh, CorrectedField.OTHER, "lượt lạ", now=people.now, was=None
    )
    world.session.flush()
    assert ways(chair, f"{REQUEST}{made.id}")["Mở trang đoàn viên"] == f"{PERSON}{world.hanh.id}"
