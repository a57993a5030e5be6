"""Rows of a file draw a value down as a till does, and say where more was given than was left."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from benefits.agreements import Basket, Discount
from benefits.cards import CardIndex
from benefits.members import merging
from benefits.money import Dong
from benefits.purchases import Purchase, TakenIn
from tests.scenes import Scene
from tests.stated import flags, row, taken_in


@pytest.fixture
def voucher(scene: Scene) -> int:
    """An offer worth 300.000 ₫ to each member, until it is used up."""
    value: dict[str, Any] = {"discount": Discount.AMOUNT, "value": 300_000, "ceiling": None}
    world = scene.world
    return world.offered("V", world.agreement, "Phiếu", rule={"stored_value": True}, **value).id


def of_voucher(scene: Scene, list_price: int, paid: int | None = None) -> TakenIn:
    stated = None if paid is None else Dong(paid)
    return row(scene, offer_code="V", list_price=Dong(list_price), paid=stated)


def benefits_of(scene: Scene) -> dict[object, int]:
    return dict(scene.world.session.execute(select(Purchase.id, Purchase.benefit)).all())


@pytest.mark.usefixtures("voucher")
def test_rows_without_a_price_use_up_what_is_left_and_no_more(scene: Scene) -> None:
    rows = [of_voucher(scene, price) for price in (200_000, 200_000, 50_000)]
    answers = taken_in(scene, *rows)
    given = benefits_of(scene)
    assert [given[each.id] for each in rows] == [200_000, 100_000, 0]
    assert [("balance_spent" in flags(each)) for each in answers] == [False, False, True]
    assert [each.state for each in taken_in(scene, *rows)] == ["same"] * 3


def test_what_a_till_took_is_gone_for_a_file_and_the_other_way_round(
    scene: Scene, voucher: int
) -> None:
    till, card = scene.counter, scene.print_of()
    asked = {"offer_version_id": voucher, "basket": Basket(list_price=Dong(120_000))}
    till.record(card, **asked)
    late = of_voucher(scene, 200_000)
    taken_in(scene, late)
    assert benefits_of(scene)[late.id] == 180_000
    assert till.refused(card, **asked) == "balance_spent"


@pytest.mark.usefixtures("voucher")
def test_a_stated_price_above_what_was_left_is_kept_and_flagged(scene: Scene) -> None:
    first, second = of_voucher(scene, 250_000, 0), of_voucher(scene, 250_000, 0)
    answers = taken_in(scene, first, second)
    assert list(benefits_of(scene).values()) == [250_000, 250_000]
    assert [("differs_from_rule" in flags(each)) for each in answers] == [False, True]
    third = of_voucher(scene, 80_000)
    [answer] = taken_in(scene, third)
    assert benefits_of(scene)[third.id] == 0
    assert "balance_spent" in flags(answer)


@pytest.mark.usefixtures("voucher")
def test_two_records_of_one_person_share_a_value(scene: Scene) -> None:
    world = scene.world
    other = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    card = world.card(other)
    merging.merge(world.session, other, world.hanh, now=scene.counter.now)
    rows = [of_voucher(scene, 200_000) for _use in range(2)]
    rows[1] = replace(rows[1], card_code=world.session.get_one(CardIndex, card.index).code)
    taken_in(scene, *rows)
    assert sorted(benefits_of(scene).values()) == [100_000, 200_000]
