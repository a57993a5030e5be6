"""Taking a use back, whole or in part, by the outlet that recorded it."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import audit, purchases
from benefits.access import Permission
from benefits.api import kinds, scope
from benefits.api.answering import answered, turned_down
from benefits.api.fields import Fields
from benefits.money import NOTHING
from benefits.purchases import Amounts, Purchase, Refused, ReversalRequest
from benefits.web import allow, current
from benefits.wording import REVERSAL_REASONS

pages = Blueprint("reversals", __name__)


@pages.post("/purchases/<uuid:purchase_id>/reversals")
@allow(Permission.REVERSE_PURCHASE)
def reverse(purchase_id: UUID) -> ResponseReturnValue:
    """Take it back; a phone may do so for a quarter of an hour, a till's program at any time."""
    sold = scope.purchase(purchase_id)
    asked = _asked(sold, Fields.of_body())
    act = purchases.reverse if current.actor().device is None else purchases.undo
    answer = act(current.session(), asked, current.now())
    if isinstance(answer, Refused):
        return turned_down(answer.reason)
    if answer.is_new:
        _note(asked)
    return answered(answer.to_json(), 201)


def _asked(sold: Purchase, fields: Fields) -> ReversalRequest:
    is_phone = current.actor().device is not None
    shift_id = (fields.needed if is_phone else fields.given)("shift", kinds.uuid)
    till = scope.till(fields, shift_id, current.now())
    made = ReversalRequest(
        id=fields.needed("id", kinds.uuid),
        purchase_id=sold.id,
        reason=fields.needed("reason", kinds.one_of(REVERSAL_REASONS)),
        amounts=_amounts(fields),
        account_id=till.account_id,
        device_id=till.device_id,
    )
    fields.finish()
    return made


def _amounts(fields: Fields) -> Amounts | None:
    """Read what to take back; without amounts it is everything that is left."""
    list_price = fields.given("list_price", kinds.amount)
    paid = fields.given("paid", kinds.amount)
    subsidy = fields.given("subsidy", kinds.amount)
    if list_price is None and paid is None and subsidy is None:
        return None
    if list_price is None or paid is None:
        fields.blame("list_price" if list_price is None else "paid", "amount_and_paid_together")
        return None
    return Amounts(list_price, paid, subsidy or NOTHING)


def _note(asked: ReversalRequest) -> None:
    actor = current.actor()
    fields = {"reversal": str(asked.id), "token": actor.token.id if actor.token else None}
    audit.note(
        current.session(),
        asked.account_id,
        "purchase_reversed",
        "purchases",
        asked.purchase_id,
        now=current.now(),
        fields=fields,
    )
