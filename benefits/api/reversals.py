"""Taking a use back, whole or in part, by the outlet that recorded it."""

from typing import Final
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import audit, purchases
from benefits.access import Permission
from benefits.api import examples, kinds, reasons, schemas, scope
from benefits.api.answering import answered, turned_down
from benefits.api.describing import Answer, Described, describe
from benefits.api.fields import Sent, Shape, needed, optional
from benefits.api.texts import Text
from benefits.api.verifications import SHIFT
from benefits.money import NOTHING
from benefits.purchases import Amounts, Purchase, Refused, ReversalRequest
from benefits.web import allow, current
from benefits.wording import REVERSAL_REASONS

pages = Blueprint("reversals", __name__)

ID: Final = needed(
    "id",
    kinds.uuid,
    Text(
        "UUID của lần hoàn lại, giữ nguyên khi gửi lại.",
        "A UUID of this reversal, kept in every repetition.",
    ),
    examples.REVERSAL_ID,
)
REASON: Final = needed(
    "reason",
    kinds.one_of(REVERSAL_REASONS),
    Text("Lý do, một trong danh sách.", "The reason, one of a list."),
    "goods_returned",
)
LIST_PRICE: Final = optional(
    "list_price",
    kinds.amount,
    Text(
        "Giá trước giảm của phần hoàn lại. Không gửi số tiền nào là hoàn lại toàn bộ.",
        "The price before discount of what is taken back. Without amounts it is everything left.",
    ),
)
PAID: Final = optional(
    "paid",
    kinds.amount,
    Text("Số tiền đã nhận của phần đó; đi cùng list_price.", "What was received for that part."),
)
SUBSIDY: Final = optional(
    "subsidy",
    kinds.amount,
    Text("Phần bên khác đã trả thay.", "What others had paid of that part."),
)
SHAPE: Final = Shape(ID, REASON, LIST_PRICE, PAID, SUBSIDY, SHIFT)
PURCHASE: Final = needed(
    "purchase_id",
    kinds.uuid,
    Text("id của lượt đã ghi nhận.", "The id of the recorded use."),
    examples.PURCHASE_ID,
)
DESCRIBED: Final = Described(
    tag="counter",
    summary=Text("Hoàn lại một lượt", "Take a use back"),
    about=Text(
        "Hoàn lại toàn bộ hoặc một phần. Điện thoại đã ghép chỉ làm được trong 15 phút và với "
        "lượt của chính nó; phần mềm bán hàng thì với mọi lượt của điểm ưu đãi.",
        "Takes back all of it or a part. An enrolled phone may do so within 15 minutes and for "
        "its own uses; a till's program for every use of its outlet.",
    ),
    path=(PURCHASE,),
    body=SHAPE,
    answers={
        201: Answer(Text("Đã hoàn lại", "Taken back"), schemas.TAKEN_BACK, examples.TAKEN_BACK)
    },
    problems={
        403: ("too_late_to_undo",),
        404: ("not_found",),
        409: ("submission_differs",),
        422: ("shift_not_open", "amount_and_paid_together", *reasons.OF_REVERSALS),
    },
)


@pages.post("/purchases/<uuid:purchase_id>/reversals")
@allow(Permission.REVERSE_PURCHASE)
@describe(DESCRIBED)
def reverse(purchase_id: UUID) -> ResponseReturnValue:
    """Take it back; a phone may do so for a quarter of an hour, a till's program at any time."""
    sold = scope.purchase(purchase_id)
    asked = _asked(sold, SHAPE.of_body())
    act = purchases.reverse if current.actor().device is None else purchases.undo
    answer = act(current.session(), asked, current.now())
    if isinstance(answer, Refused):
        return turned_down(answer.reason)
    if answer.is_new:
        _note(asked)
    return answered(answer.to_json(), 201)


def _asked(sold: Purchase, sent: Sent) -> ReversalRequest:
    till = scope.till(sent, sent[SHIFT], current.now(), is_recording=True)
    amounts = _amounts(sent)
    sent.finish()
    return ReversalRequest(
        id=sent[ID],
        purchase_id=sold.id,
        reason=sent[REASON],
        amounts=amounts,
        account_id=till.account_id,
        device_id=till.device_id,
    )


def _amounts(sent: Sent) -> Amounts | None:
    """Read what to take back; without amounts it is everything that is left."""
    list_price, paid, subsidy = sent[LIST_PRICE], sent[PAID], sent[SUBSIDY]
    if list_price is None and paid is None and subsidy is None:
        return None
    if list_price is None or paid is None:
        missing = LIST_PRICE if list_price is None else PAID
        sent.blame(missing.name, "amount_and_paid_together")
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
