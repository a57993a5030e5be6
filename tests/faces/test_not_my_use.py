"""A member finds a use that was not theirs, and says so with what it is found by."""

import pytest
from sqlalchemy import select

from benefits.agreements import Basket, Category, Discount
from benefits.members import Correction
from benefits.members.corrections import MOST_WAITING
from benefits.money import Dong
from benefits.partners import Partner, PartnerKind
from benefits.purchases import Till
from tests.counter import Counter, purchase_id
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


@pytest.fixture
def chair(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


@pytest.mark.either_database
@pytest.mark.parametrize("is_health", [False, True])
def test_it_is_reported_from_the_history_and_found_by_whoever_answers(
    is_health: bool, hanh: Visitor, chair: Visitor, world: World, counter: Counter
) -> None:
    """An officer sees nobody's uses: the number finds this one among the unit's."""
    world.session.get_one(Partner, world.outlet.partner_id).is_health = is_health
    used = str(purchase_id(counter.record(counter.printed(world.hanh_card))))
    said = Page(hanh.get("/the/lich-su")).links()
    page = Page(hanh.get(next(url for words, url in said.items() if words.startswith("Không"))))
    assert used in page.text
    assert (world.outlet.name in page.text) is not is_health
    assert ("thấy nơi đã dùng" in page.text) is is_health, "its number leads there"
    sent = page.send(hanh, action="/du-lieu", follow_redirects=True)
    assert "Đã gửi" in Page(sent).text
    request = world.session.scalars(select(Correction)).one()
    asked = Page(chair.get(f"/cong-doan/yeu-cau/{request.id}")).text
    assert "không phải của tôi" in asked
    assert used in asked
    assert len(Page(chair.get(f"/cong-doan/luot/?tim={used}")).rows()) == 1


def test_nor_is_said_where_somebody_asked_about_the_law(
    hanh: Visitor, world: World, counter: Counter
) -> None:
    """The offer tells it of a house whose name does not."""
    house = world.partner("NVH", "Nhà văn hóa lao động", PartnerKind.THIET_CHE)
    outlet = world.shop("NVH-1", house, "Nhà văn hóa lao động, tầng 2")
    agreement = world.signed("09/TT", house, world.province)
    advice = world.offered(
        "LUAT",
        agreement,
        "Tư vấn",
        value=0,
        category=Category.TU_VAN_PHAP_LUAT,
        discount=Discount.FREE,
    )
    used = counter.record(
        counter.printed(world.hanh_card),
        till=Till(outlet_id=outlet.id),
        offer_version_id=advice.id,
        basket=Basket(),
    )
    page = Page(hanh.get("/the/du-lieu", query_string={"luot": str(purchase_id(used))}))
    assert str(purchase_id(used)) in page.text
    assert outlet.name not in page.text
    assert "thấy nơi đã dùng" in page.text


def test_of_anothers_use_nothing_is_said(hanh: Visitor, world: World, counter: Counter) -> None:
    theirs = str(purchase_id(counter.record(counter.printed(world.son_card))))
    for written in (theirs, "không phải số", ""):
        page = Page(hanh.get("/the/du-lieu", query_string={"luot": written}))
        assert theirs not in page.text
        assert world.outlet.name not in page.text


@pytest.mark.either_database
def test_of_a_card_that_was_copied_every_use_is_reported_and_answered_by_itself(
    hanh: Visitor, chair: Visitor, world: World, counter: Counter
) -> None:
    """They came within one minute, so their numbers alone tell them apart."""
    card, prices = counter.printed(world.hanh_card), (Dong(200_000), Dong(300_000))
    used = [
        str(purchase_id(counter.record(card, basket=Basket(list_price=price)))) for price in prices
    ]
    for number in (*used, used[0]):
        page = Page(hanh.get("/the/du-lieu", query_string={"luot": number}))
        assert "Đã gửi" in Page(page.send(hanh, action="/du-lieu", follow_redirects=True)).text
    waiting = world.session.scalars(select(Correction).order_by(Correction.id)).all()
    assert len(waiting) == len(used), "sent twice it is one"
    assert all(number in Page(hanh.get("/the/du-lieu")).text for number in used)
    assert all(number in (each.note or "") for number, each in zip(used, waiting, strict=True))
    first = Page(chair.get(f"/cong-doan/yeu-cau/{waiting[0].id}"))
    assert "hồ sơ đã gộp" not in first.text
    first.send(chair, action="/sua")
    world.session.expire_all()
    assert [each.is_open for each in waiting] == [False, True]


@pytest.mark.either_database
def test_only_so_many_wait(hanh: Visitor, world: World) -> None:
    page = Page(hanh.get("/the/du-lieu"))
    for number in range(MOST_WAITING + 1):
        said = {"field": "other", "wanted": f"Lượt thứ {number} không phải của tôi"}
        answer = Page(page.send(hanh, said, action="/du-lieu", follow_redirects=True))
    assert f"Đã có {MOST_WAITING} yêu cầu đang chờ" in answer.mistakes[0]
    assert len(world.session.scalars(select(Correction)).all()) == MOST_WAITING
