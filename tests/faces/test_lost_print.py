"""Whose printed card is lost: what the own page says then, with the card on a phone and without."""

import pytest

from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.faces.phones import with_card
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


def test_where_only_the_phone_is_left_the_page_speaks_of_the_phone(hanh: Visitor) -> None:
    phone = with_card(hanh)
    page = Page(phone.get(f"{HERE}/"))
    assert "Đưa thẻ in cho thu ngân" in page.text
    after = Page(page.send(phone, action="bao-mat", follow_redirects=True))
    assert "Thẻ in đã báo mất: xin công đoàn cơ sở cấp thẻ mới." in after.text
    assert "Mở thẻ trên máy này cho thu ngân quét" in after.text
    assert "Đưa thẻ in cho thu ngân" not in after.text
    assert "Mất thẻ?" not in after.text
    assert "Mất điện thoại?" in after.text
    assert "cấp thẻ mới. Số tiền" not in after.text


def test_somebody_who_lost_the_only_card_is_told_once(hanh: Visitor) -> None:
    after = Page(Page(hanh.get(f"{HERE}/")).send(hanh, action="bao-mat", follow_redirects=True))
    assert "Đã báo mất" in after.text
    assert "Thẻ in đã báo mất" not in after.text
