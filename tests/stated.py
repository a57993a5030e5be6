"""Rows of purchases and reversals files, plain ones unless a test says otherwise."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from benefits.cards import CardIndex
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import ReversalRequest, RowAnswer, TakenIn, take_in_many
from tests.scenes import Scene

LATER = timedelta(days=30)


def row(scene: Scene, **changes: Any) -> TakenIn:
    code = scene.world.session.get_one(CardIndex, scene.card.index).code
    plain: dict[str, Any] = {
        "id": new_uuid(),
        "card_code": code,
        "outlet_code": "AK1",
        "offer_code": "AK-15",
        "bought_at": scene.counter.now,
        "list_price": Dong(200_000),
        "paid": Dong(170_000),
    }
    return TakenIn(**(plain | changes))


def taken_in(scene: Scene, *rows: TakenIn) -> list[RowAnswer]:
    return take_in_many(scene.world.session, rows, scene.counter.now + LATER)


def flags(answer: RowAnswer) -> list[str]:
    assert answer.state == "added", answer
    return [warning.code for warning in answer.warnings]


def back(bought: UUID, **changes: Any) -> ReversalRequest:
    plain: dict[str, Any] = {"id": new_uuid(), "purchase_id": bought, "reason": "Trả hàng"}
    return ReversalRequest(**(plain | changes))
