"""A use is taken back by a row of its own, never more than is left, and its quota comes back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from benefits.agreements import LimitScope, LimitWindow
from benefits.database import new_uuid
from benefits.errors import Conflict, NotAllowed, NotFound
from benefits.money import Dong
from benefits.purchases import (
    Amounts,
    Purchase,
    Refused,
    ReversalRequest,
    TakenBack,
    may_undo,
    of_outlet,
    part_of,
    reverse,
    story_of,
    totals_of,
    undo,
)
from benefits.purchases.models import InvoiceClaim, QuotaCounter, QuotaTaking
from tests.counter import limit, purchase_id
from tests.scenes import TODAY, Scene

HALF = Amounts(Dong(100_000), Dong(85_000))


def request(bought: UUID, **changes: Any) -> ReversalRequest:
    plain: dict[str, Any] = {"id": new_uuid(), "purchase_id": bought, "reason": "goods_returned"}
    return ReversalRequest(**(plain | changes))


def taken_back(scene: Scene, asked: ReversalRequest) -> TakenBack:
    answer = reverse(scene.world.session, asked, scene.counter.now)
    assert isinstance(answer, TakenBack), answer
    return answer


def refusal(scene: Scene, asked: ReversalRequest) -> str:
    answer = reverse(scene.world.session, asked, scene.counter.now)
    assert isinstance(answer, Refused), answer
    return answer.reason.code


@pytest.fixture
def bought(scene: Scene) -> UUID:
    for scope in LimitScope:
        limit(scene.world.session, scene.world.offer, 2, scope, LimitWindow.MONTH)
    return purchase_id(scene.counter.record(scene.print_of(), invoice="HD-1"))


def used(scene: Scene) -> list[int]:
    scene.world.session.expire_all()
    return list(scene.world.session.scalars(select(QuotaCounter.used)))


def test_a_whole_reversal_gives_back_exactly_what_was_taken(scene: Scene, bought: UUID) -> None:
    scene.counter.record(scene.print_of(scene.world.son_card))
    assert sorted(used(scene)) == [1, 1, 1, 1, 1, 1, 2, 2, 2]

    answer = taken_back(scene, request(bought))

    assert (answer.reversal.is_whole, answer.reversal.benefit) == (True, 30_000)
    assert sorted(used(scene)) == [0, 0, 0, 1, 1, 1, 1, 1, 1]
    takings = scene.world.session.scalars(select(QuotaTaking.member_id)).all()
    assert set(takings) == {scene.world.son.id}


def test_a_whole_reversal_frees_the_invoice(scene: Scene, bought: UUID) -> None:
    assert scene.counter.refused(scene.print_of(), invoice="HD-1") == "invoice_used"
    taken_back(scene, request(bought))
    assert scene.world.session.scalars(select(InvoiceClaim)).all() == []
    scene.counter.record(scene.print_of(), invoice="HD-1")


def test_a_part_lowers_the_amounts_and_nothing_else(scene: Scene, bought: UUID) -> None:
    before = used(scene)
    answer = taken_back(scene, request(bought, amounts=HALF))
    assert answer.left == HALF
    assert not answer.reversal.is_whole
    assert used(scene) == before


def test_parts_that_leave_nothing_are_a_whole_reversal(scene: Scene, bought: UUID) -> None:
    taken_back(scene, request(bought, amounts=HALF))
    answer = taken_back(scene, request(bought, amounts=HALF))
    assert (answer.reversal.number, answer.reversal.is_whole) == (2, True)
    assert set(used(scene)) == {0}


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        (Amounts(Dong(200_001), Dong(170_000)), "more_than_left"),
        (Amounts(Dong(150_000), Dong(100_000)), "more_than_left"),
        (Amounts(Dong(100_000), Dong(100_001)), "more_than_left"),
        (Amounts(Dong(100_000), Dong(85_000), Dong(1)), "more_than_left"),
        (Amounts(Dong(0), Dong(0)), "nothing_to_reverse"),
    ],
)
def test_never_more_than_is_left(scene: Scene, bought: UUID, amounts: Amounts, code: str) -> None:
    assert refusal(scene, request(bought, amounts=amounts)) == code


def test_what_is_gone_is_not_taken_back_again(scene: Scene, bought: UUID) -> None:
    taken_back(scene, request(bought))
    assert refusal(scene, request(bought)) == "already_reversed"
    assert refusal(scene, request(bought, amounts=HALF)) == "already_reversed"


def test_the_same_request_again_is_answered_alike(scene: Scene, bought: UUID) -> None:
    whole, part = request(bought), request(bought, amounts=HALF)
    first = [taken_back(scene, each) for each in (part, whole)]
    again = [taken_back(scene, each) for each in (part, whole)]
    assert [each.is_new for each in first + again] == [True, True, False, False]
    assert [each.reversal.id for each in again] == [part.id, whole.id]


def test_another_request_under_the_same_id_is_a_conflict(scene: Scene, bought: UUID) -> None:
    part = request(bought, amounts=HALF)
    taken_back(scene, part)
    with pytest.raises(Conflict):
        taken_back(scene, request(bought, id=part.id))


def test_what_was_never_bought_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound):
        taken_back(scene, request(new_uuid()))


def test_the_phone_that_recorded_may_undo_for_a_quarter_of_an_hour(
    scene: Scene, bought: UUID
) -> None:
    purchase = scene.world.session.get_one(Purchase, (scene.world.hanh.id, bought))
    now, minute = scene.counter.now, timedelta(minutes=1)
    assert not may_undo(purchase, None, now)
    asked = request(bought, device_id=7)
    with pytest.raises(NotAllowed, match="too_late_to_undo"):
        undo(scene.world.session, asked, now)

    mine = Purchase(**{**columns_of(purchase), "id": new_uuid(), "device_id": 7})
    assert may_undo(mine, 7, now + 15 * minute)
    assert not may_undo(mine, 7, now + 16 * minute)
    assert not may_undo(mine, 8, now)


def columns_of(purchase: Purchase) -> dict[str, Any]:
    return {column.name: getattr(purchase, column.name) for column in Purchase.__table__.columns}


def test_the_day_of_an_outlet_tells_what_is_left(scene: Scene, bought: UUID) -> None:
    kept = purchase_id(scene.counter.record(scene.print_of(scene.world.son_card)))
    taken_back(scene, request(kept, amounts=HALF))
    taken_back(scene, request(bought))

    lines = of_outlet(scene.world.session, scene.world.outlet.id, TODAY)
    totals = totals_of(lines)

    assert {line.purchase.id: line.is_reversed for line in lines} == {bought: True, kept: False}
    assert (totals.uses, totals.turnover, totals.benefit) == (1, 85_000, 15_000)
    story = story_of(scene.world.session, kept)
    assert story.line.is_partly_reversed
    assert [each.list_price for each in story.reversals] == [100_000]


@pytest.mark.parametrize("price", [1, 99_999, 100_000, 199_999, 200_000, 300_000])
def test_a_share_of_goods_takes_its_share_of_everything(price: int) -> None:
    left = Amounts(Dong(200_000), Dong(170_001), Dong(33_333))
    part = part_of(left, Dong(price))
    assert part.fits_into(left)
    assert part.list_price == min(price, 200_000)
    assert part.paid * 200_000 >= part.list_price * 170_001
