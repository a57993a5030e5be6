"""Recording a use: stored once, however often it is sent."""

from datetime import datetime
from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.agreements import Basket
from benefits.api import asking_ahead, examples, reasons, schemas, scope
from benefits.api import purchase_fields as its
from benefits.api.answering import answered, turned_down
from benefits.api.describing import Answer, Described, describe
from benefits.api.fields import Sent
from benefits.api.places import own_hosts
from benefits.api.texts import Text
from benefits.api.verifications import CARD, SHIFT, refuse_guessing
from benefits.cards import Presented
from benefits.errors import Invalid
from benefits.purchases import FirstSent, Recording, Refused
from benefits.web import allow, current, typed_codes
from benefits.web.declaring import looks_ahead

pages = Blueprint("purchases", __name__)

BLAMED: Final = {
    "paid_above_list_price": "paid",
    "subsidy_above_paid": "subsidy",
    "lines_above_list_price": "lines",
}
NO_VERSION: Final = 0
NO_SUCH_CARD: Final = frozenset({"unknown_card", "code_mistyped", "not_ours"})
DESCRIBED: Final = Described(
    tag="counter",
    summary=Text("Ghi nhận một lượt sử dụng", "Record a use"),
    about=Text(
        "Ghi nhận ngay cả khi gửi lại: cùng id và cùng nội dung luôn nhận lại câu trả lời đầu "
        "tiên; cùng id mà khác nội dung là 409. Mất mạng giữa chừng thì cứ gửi lại nguyên văn.",
        "Safe to repeat: the same id with the same content is answered as the first time, for "
        "ever; with other content it is 409. After a broken connection, send the very same again.",
    ),
    body=its.SHAPE,
    answers={
        201: Answer(Text("Đã ghi nhận", "The use is stored"), schemas.RECORDED, examples.RECORDED)
    },
    problems={
        403: ("token_names_no_outlet", "too_many_unknown_codes"),
        409: ("submission_differs",),
        422: ("shift_not_open", *BLAMED, *reasons.OF_CARDS, *reasons.OF_OFFERS, *reasons.OF_SALES),
    },
)


@pages.post("/purchases")
@allow(Permission.RECORD_PURCHASE)
@describe(DESCRIBED)
@looks_ahead(asking_ahead.for_a_recording)
def record() -> ResponseReturnValue:
    """Answer the same to the same id for ever, be it the first time or the tenth."""
    asked = _recording(its.SHAPE.of_body())
    refuse_guessing(asked.presented.text)
    answer = purchases.record(
        current.session(),
        asked,
        now=current.now(),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
        is_all=True,
    )
    if isinstance(answer, Refused):
        if answer.reason.code in NO_SUCH_CARD:
            typed_codes.note_unknown(asked.presented.text)
        return turned_down(answer.reason)
    return answered(answer.answer, 201)


def _recording(sent: Sent) -> Recording:
    first = _first(sent)
    bought_at = sent[its.BOUGHT_AT] or (first.bought_at if first else current.now())
    till = scope.till(sent, sent[SHIFT], bought_at, is_recording=True)
    basket = _basket(sent)
    sent.finish()
    return Recording(
        id=sent[its.ID],
        presented=Presented(sent[CARD]),
        till=till,
        offer_version_id=sent[its.OFFER_VERSION] or _version(sent, first, bought_at),
        basket=basket,
        bought_at=bought_at,
        invoice=sent[its.INVOICE],
        expected_paid=sent[its.EXPECTED_PAID],
        group_id=sent[its.GROUP_ID],
        device_time=sent[its.DEVICE_TIME],
        clock_offset_ms=sent[its.CLOCK_OFFSET],
    )


def _first(sent: Sent) -> FirstSent | None:
    """What an earlier try under this id meant, where this one leaves something to us."""
    if sent[its.OFFER] is not None and sent[its.OFFER_VERSION] is not None:
        sent.blame("offer", "offer_twice")
    is_whole = sent[its.BOUGHT_AT] is not None and sent[its.OFFER] is None
    if is_whole or not sent.is_good:
        return None
    return purchases.first_sent(current.session(), sent[its.ID], scope.outlet_id())


def _version(sent: Sent, first: FirstSent | None, bought_at: datetime) -> int:
    """Return the version that an offer's code means, or none, which is then not offered here."""
    first_version = first.offer_version_id if first else None
    found = purchases.version_named(
        current.session(), scope.outlet_id(), sent[its.OFFER] or "", bought_at, first_version
    )
    return found or NO_VERSION


def _basket(sent: Sent) -> Basket:
    """Put together what lies on the counter; amounts that contradict each other are blamed."""
    if not sent.is_good:
        return Basket()
    try:
        return Basket(
            list_price=sent[its.LIST_PRICE],
            stated=sent[its.STATED],
            paid=sent[its.PAID],
            subsidy=sent[its.SUBSIDY],
            quantity=sent[its.QUANTITY],
            group_size=sent[its.GROUP_SIZE],
            lines=sent[its.LINES],
        )
    except Invalid as invalid:
        sent.blame(BLAMED.get(invalid.code, "list_price"), invalid.code, **invalid.params)
        return Basket()
