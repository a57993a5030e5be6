"""Take a purchase back, whole or in part: a new row that points at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.errors import Conflict, NotAllowed, NotFound
from benefits.money import Dong
from benefits.purchases import invoices, quota
from benefits.purchases.amounts import Amounts, left_of, part_of
from benefits.purchases.answers import Refused, moment
from benefits.purchases.models import Purchase, Reversal

UNDO_WITHIN: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalRequest:
    """What is to be taken back, by the client's own UUID; without amounts everything left."""

    id: UUID
    purchase_id: UUID
    reason: str
    amounts: Amounts | None = None
    account_id: int | None = None
    device_id: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A reversal is stored; sent again, it is answered alike."""

    reversal: Reversal
    left: Amounts
    is_new: bool

    def to_json(self) -> dict[str, Any]:
        each = self.reversal
        return {
            "reversal_id": str(each.id),
            "purchase_id": str(each.purchase_id),
            "result": "reversed" if each.is_whole else "partly_reversed",
            "list_price": each.list_price,
            "paid": each.paid,
            "benefit": each.benefit,
            "subsidy": each.subsidy,
            "left": {"list_price": self.left.list_price, "paid": self.left.paid},
            "reason": each.reason,
            "reversed_at": moment(each.reversed_at),
        }


def part_asked(session: Session, request_id: UUID, purchase_id: UUID, list_price: Dong) -> Amounts:
    """Work out a part to take back; of a request that is sent again, the part it took then.

    More than is left is a slip of the finger: it is no wish for all, and is refused as it stands.
    """
    purchase = _held(session, purchase_id)
    before = reversals_of(session, purchase)
    for each in before:
        if each.id == request_id and each.list_price == list_price:
            return Amounts(each.list_price, each.paid, each.subsidy)
    left = left_of(purchase, before)
    if list_price > left.list_price:
        return Amounts(list_price, left.paid, left.subsidy)
    return part_of(left, list_price)


def may_undo(purchase: Purchase, device_id: int | None, now: datetime) -> bool:
    """Tell whether the phone that recorded a purchase may still undo it by itself."""
    is_same = device_id is not None and device_id == purchase.device_id
    return is_same and now - purchase.known_at <= UNDO_WITHIN


def undo(session: Session, request: ReversalRequest, now: datetime) -> TakenBack | Refused:
    """Take a purchase back from the phone that recorded it, within a quarter of an hour."""
    purchase = _held(session, request.purchase_id)
    is_repeated = session.scalar(select(Reversal.id).where(Reversal.id == request.id))
    if not is_repeated and not may_undo(purchase, request.device_id, now):
        raise NotAllowed("too_late_to_undo")
    return reverse(session, request, now)


def reverse(session: Session, request: ReversalRequest, now: datetime) -> TakenBack | Refused:
    """Take back a part of a purchase, or all that is left; never more than that.

    The purchase is held meanwhile: of two who take back at once, the second sees what the first
    left. A whole reversal gives back what the purchase took from its limits, and its invoice.
    """
    purchase = _held(session, request.purchase_id)
    before = reversals_of(session, purchase)
    left = left_of(purchase, before)
    if again := _sent_before(session, request):
        return TakenBack(again, left, is_new=False)
    refused = refusal(request.amounts, left, is_over=any(each.is_whole for each in before))
    if refused is not None:
        return Refused(refused)
    made = reversal_of(purchase, request, left, number=len(before) + 1, now=now)
    session.add(made)
    session.flush()  # a twin sent at the same time shows here
    if made.is_whole:
        let_go(session, [purchase])
    return TakenBack(made, left.less(request.amounts or left), is_new=True)


def refusal(amounts: Amounts | None, left: Amounts, *, is_over: bool) -> Remark | None:
    """Return why nothing, or not that much, can be taken back."""
    if is_over:
        return Remark("already_reversed")
    if amounts is None:
        return None
    if not amounts.fits_into(left):
        return Remark("more_than_left", {"list_price": left.list_price, "paid": left.paid})
    return None if amounts == left or amounts.list_price else Remark("nothing_to_reverse")


def reversal_of(
    purchase: Purchase, request: ReversalRequest, left: Amounts, *, number: int, now: datetime
) -> Reversal:
    amounts = request.amounts or left
    return Reversal(
        id=request.id,
        member_id=purchase.member_id,
        purchase_id=purchase.id,
        number=number,
        list_price=amounts.list_price,
        paid=amounts.paid,
        benefit=amounts.benefit,
        subsidy=amounts.subsidy,
        is_whole=amounts == left,
        reason=request.reason,
        reversed_at=request.at or now,
        account_id=request.account_id,
        device_id=request.device_id,
        known_at=now,
    )


def let_go(session: Session, purchases: Sequence[Purchase]) -> None:
    """Give back what wholly reversed purchases took from their limits, and their invoices."""
    taken_back = [(purchase.member_id, purchase.id) for purchase in purchases]
    if taken_back:
        quota.release(session, taken_back)
        invoices.free(session, taken_back)


def reversals_of(session: Session, purchase: Purchase) -> Sequence[Reversal]:
    of_purchase = (Reversal.member_id == purchase.member_id) & (Reversal.purchase_id == purchase.id)
    return session.scalars(select(Reversal).where(of_purchase).order_by(Reversal.number)).all()


def is_same(reversal: Reversal, request: ReversalRequest) -> bool:
    """Tell whether a request asks for what a stored reversal did."""
    taken = Amounts(reversal.list_price, reversal.paid, reversal.subsidy)
    as_much = reversal.is_whole if request.amounts is None else taken == request.amounts
    return (
        as_much
        and reversal.purchase_id == request.purchase_id
        and reversal.reason == request.reason
    )


def _sent_before(session: Session, request: ReversalRequest) -> Reversal | None:
    again = session.scalar(select(Reversal).where(Reversal.id == request.id))
    if again is not None and not is_same(again, request):
        raise Conflict("submission_differs", id=str(request.id))
    return again


def _held(session: Session, purchase_id: UUID) -> Purchase:
    statement = select(Purchase).where(Purchase.id == purchase_id).with_for_update()
    purchase = session.scalar(statement)
    if purchase is None:
        raise NotFound("purchase", purchase_id=str(purchase_id))
    return purchase
