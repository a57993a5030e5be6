"""Take purchases back as a file states it, a group of rows at a time."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.purchases.amounts import Amounts, left_of
from benefits.purchases.answers import RowAnswer, RowState
from benefits.purchases.models import Purchase, Reversal
from benefits.purchases.reversing import ReversalRequest, is_same, let_go, refusal, reversal_of


@dataclass(slots=True)
class Ledger:
    """Purchases and what was taken back of them, as rows of the file are worked through."""

    purchases: dict[UUID, Purchase]
    reversals: dict[UUID, list[Reversal]]
    sent: dict[UUID, Reversal]

    def left(self, purchase: Purchase) -> Amounts:
        return left_of(purchase, self.reversals[purchase.id])

    def add(self, reversal: Reversal) -> None:
        self.reversals[reversal.purchase_id].append(reversal)
        self.sent[reversal.id] = reversal


def reverse_many(
    session: Session, requests: Sequence[ReversalRequest], now: datetime
) -> list[RowAnswer]:
    """Store reversals in the order of the file and answer each."""
    ledger = _ledger(session, requests)
    made: list[Reversal] = []
    answers = [_answer(request, ledger, made, now) for request in requests]
    session.add_all(made)
    session.flush()  # a twin sent at the same time shows here
    let_go(session, [ledger.purchases[each.purchase_id] for each in made if each.is_whole])
    return answers


def _answer(
    request: ReversalRequest, ledger: Ledger, made: list[Reversal], now: datetime
) -> RowAnswer:
    if before := ledger.sent.get(request.id):
        if is_same(before, request):
            return RowAnswer(RowState.SAME)
        return RowAnswer.refused("id", "id_of_another_reversal")
    purchase = ledger.purchases.get(request.purchase_id)
    if purchase is None:
        return RowAnswer.refused("purchase_id", "unknown_purchase")
    left, before_this = ledger.left(purchase), ledger.reversals[purchase.id]
    is_over = any(each.is_whole for each in before_this)
    if refused := refusal(request.amounts, left, is_over=is_over):
        column = "purchase_id" if is_over else "list_price"
        return RowAnswer(RowState.REFUSED, column, refused)
    number = len(before_this) + 1
    reversal = reversal_of(purchase, request, left, number=number, now=now)
    ledger.add(reversal)
    made.append(reversal)
    return RowAnswer(RowState.ADDED)


def _ledger(session: Session, requests: Collection[ReversalRequest]) -> Ledger:
    purchase_ids = {request.purchase_id for request in requests}
    held = session.scalars(
        select(Purchase)
        .where(Purchase.id.in_(purchase_ids))
        .order_by(Purchase.member_id, Purchase.id)
        .with_for_update()
    )
    ledger = Ledger({each.id: each for each in held}, defaultdict(list), {})
    known = select(Reversal).where(
        or_(
            Reversal.purchase_id.in_(purchase_ids),
            Reversal.id.in_({request.id for request in requests}),
        )
    )
    for reversal in session.scalars(known.order_by(Reversal.number)):
        ledger.add(reversal)
    return ledger
