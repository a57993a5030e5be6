"""Offers by groups of products and values that run out, as any till sells them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from benefits import cards
from benefits.agreements import Basket, Discount, LimitScope, LimitWindow, Line, OfferVersion
from benefits.cards import CardStatus, KeyRing, Medium
from benefits.database import Database
from benefits.money import Dong
from benefits.purchases import Recorded
from tests.counter import Counter, limit
from tests.tills import Counters, at_once
from tests.world import World

DAY = timedelta(days=1)
SHARES = (("Thuốc", 1000), ("Sữa", 500))
GROUPS: dict[str, object] = {
    "groups": [{"group": each, "basis_points": share} for each, share in SHARES]
}


@pytest.fixture
def till(world: World, ring: KeyRing, now: datetime) -> Counter:
    return Counter(world.session, ring, now, world.outlet.id, world.offer.id)


def offered(world: World, rule: dict[str, object], **columns: Any) -> OfferVersion:
    return world.offered("AK-2", world.agreement, "Khác", ceiling=None, rule=rule, **columns)


def buying(*lines: tuple[str, int], list_price: int = 300_000) -> Basket:
    bought = tuple(Line(group, Dong(amount)) for group, amount in lines)
    return Basket(list_price=Dong(list_price), lines=bought)


def test_a_group_the_offer_does_not_name_is_refused(till: Counter, world: World) -> None:
    version = offered(world, GROUPS, value=200).id
    card, asked = till.printed(world.hanh_card), {"offer_version_id": version}
    refused = till.refused(card, basket=buying(("thuoc", 100_000)), **asked)
    assert refused == "group_not_in_offer"
    sold = till.record(card, basket=buying(("Thuốc", 100_000), ("Sữa", 100_000)), **asked)
    assert sold.answer["benefit"] == 10_000 + 5_000 + 2_000


def test_uses_by_group_are_counted_by_group_and_never_without(till: Counter, world: World) -> None:
    version = offered(world, GROUPS, value=200)
    limit(world.session, version, 1, LimitScope.PRODUCT, LimitWindow.DAY)
    card, asked = till.printed(world.hanh_card), {"offer_version_id": version.id}
    assert till.refused(card, basket=buying(), **asked) == "groups_missing"
    till.record(card, basket=buying(("Thuốc", 100_000)), **asked)
    assert till.refused(card, basket=buying(("Thuốc", 90_000)), **asked) == "limit_reached"
    till.record(card, basket=buying(("Sữa", 90_000)), **asked)


def test_an_offer_without_groups_is_one_product_whatever_a_till_calls_it(
    till: Counter, world: World
) -> None:
    limit(world.session, world.offer, 1, LimitScope.PRODUCT, LimitWindow.DAY)
    card = till.printed(world.hanh_card)
    till.record(card, basket=buying(("A", 100_000)))
    for lines in ((), (("B", 90_000),)):
        assert till.refused(card, basket=buying(*lines)) == "limit_reached"
    assert not till.verify(card).applies


def test_a_card_of_today_is_asked_as_it_stands_today_where_nothing_waited(
    till: Counter, world: World
) -> None:
    card = till.printed(world.hanh_card)
    late = {"bought_at": till.now - timedelta(minutes=31), "is_at_once": True}
    assert till.refused(card, **late) == "bought_too_long_ago"
    world.hanh_card.status, world.hanh_card.status_on = CardStatus.LOST, till.now.date()
    world.session.flush()
    yesterday = till.recording(card, bought_at=till.now - DAY)
    sent = till.send(yesterday)
    assert isinstance(sent, Recorded)
    assert [each["code"] for each in sent.answer["warnings"]] == ["card_stopped_since"]


def test_two_cards_at_once_use_a_value_up_and_not_more(
    database: Database, ring: KeyRing, now: datetime
) -> None:
    tills = Counters(database, ring, now)
    with database.write() as session:
        world = World.again(session)
        value = {"discount": Discount.AMOUNT, "value": 300_000}
        version_id = offered(world, {"stored_value": True}, **value).id
        phone = cards.issue(session, world.hanh.id, Medium.PHONE, by=None, now=now)
    shown = [tills.plain.printed(tills.world.hanh_card), tills.plain.on_phone(phone)]
    basket = Basket(list_price=Dong(200_000))
    sales = [tills.recording(each, offer_version_id=version_id, basket=basket) for each in shown]

    answers = at_once([lambda each=each: tills.send(each) for each in sales])  # type: ignore[misc]

    given = sorted(each.answer["benefit"] for each in answers if isinstance(each, Recorded))
    assert given == [100_000, 200_000]
