"""Recording a use: stored once, however often it is sent."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.agreements import Basket
from benefits.api import kinds, scope
from benefits.api.answering import answered, turned_down
from benefits.api.fields import Fields
from benefits.api.verifications import own_hosts
from benefits.cards import Presented
from benefits.errors import Invalid
from benefits.money import NOTHING
from benefits.purchases import Recording, Refused
from benefits.web import allow, current

pages = Blueprint("purchases", __name__)

COUNTS: Final = ("quantity", "group_size")
AMOUNTS: Final = ("list_price", "stated", "paid", "subsidy")
BLAMED: Final = {
    "paid_above_list_price": "paid",
    "subsidy_above_paid": "subsidy",
    "lines_above_list_price": "lines",
}


@pages.post("/purchases")
@allow(Permission.RECORD_PURCHASE)
def record() -> ResponseReturnValue:
    """Answer the same to the same id for ever, be it the first time or the tenth."""
    answer = purchases.record(
        current.session(),
        _recording(Fields.of_body()),
        now=current.now(),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )
    if isinstance(answer, Refused):
        return turned_down(answer.reason)
    return answered(answer.answer, 201)


def _recording(fields: Fields) -> Recording:
    bought_at = fields.needed("bought_at", kinds.instant)
    is_phone = current.actor().device is not None
    shift_id = (fields.needed if is_phone else fields.given)("shift", kinds.uuid)
    made = Recording(
        id=fields.needed("id", kinds.uuid),
        presented=Presented(fields.needed("card", kinds.text)),
        till=scope.till(fields, shift_id, bought_at),
        offer_version_id=fields.needed("offer_version", kinds.key),
        basket=_basket(fields),
        bought_at=bought_at,
        invoice=fields.given("invoice", kinds.invoice),
        expected_paid=fields.given("expected_paid", kinds.amount),
        group_id=fields.given("group_id", kinds.uuid),
        device_time=fields.given("device_time", kinds.instant),
        clock_offset_ms=fields.given("clock_offset_ms", kinds.milliseconds),
    )
    fields.finish()
    return made


def _basket(fields: Fields) -> Basket:
    """Put together what lies on the counter; amounts that contradict each other are blamed."""
    quantity, group_size = (fields.given(name, kinds.pieces) for name in COUNTS)
    list_price, stated, paid, subsidy = (fields.given(name, kinds.amount) for name in AMOUNTS)
    lines = fields.given("lines", kinds.lines)
    try:
        return Basket(
            list_price=list_price or NOTHING,
            stated=stated,
            paid=paid,
            subsidy=subsidy,
            quantity=quantity or 1,
            group_size=group_size or 1,
            lines=lines or (),
        )
    except Invalid as invalid:
        fields.blame(BLAMED.get(invalid.code, "list_price"), invalid.code, **invalid.params)
        return Basket()
