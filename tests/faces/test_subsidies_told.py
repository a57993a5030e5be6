"""Where others pay a part, nobody is told that the customer paid what the shop received."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.page import Page
from tests.world import World

DAY = date(2026, 4, 20)


@pytest.fixture
def helped(session: Session, world: World) -> str:
    """Record a use of 100.000 đồng: 15.000 off, 30.000 paid by the union."""
    world.pharmacy.is_health = False
    return str(Buying(session, world).buys(world.hanh_card, world.lotus, DAY, subsidy=30_000).id)


def test_the_desk_says_what_the_shop_received(
    helped: str, signed_in: SignedIn, people: People, world: World
) -> None:
    officer = signed_in(people.officer(world.province))
    one = Page(officer.get(f"/cong-doan/luot/{helped}")).text
    listed = Page(officer.get("/cong-doan/luot/?tu=2026-04-01&den=2026-04-30")).text
    assert "Cửa hàng thu 85.000 ₫" in one
    assert "Cửa hàng thu 85.000 ₫" in listed


@pytest.mark.usefixtures("helped")
def test_a_member_is_told_what_the_shop_received_and_what_others_paid(
    signed_in: SignedIn, people: People, world: World
) -> None:
    member = signed_in(people.member(world.hanh))
    with member.get("/the/quyen-rieng-tu/tai-ve") as answer:
        told = answer.data.decode("utf-8-sig")
    assert "cửa hàng thu: 85.000" in told
    assert "được hỗ trợ: 30.000" in told
    assert "đã trả" not in told
