"""Looking at a card from a till's own program or an enrolled phone."""

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.api import asking_ahead, examples, kinds, schemas, scope
from benefits.api.answering import answered, sentences
from benefits.api.describing import Answer, Described, describe
from benefits.api.fields import Sent, Shape, needed, optional
from benefits.api.places import own_hosts
from benefits.api.texts import Text
from benefits.cards import Presented
from benefits.errors import NotAllowed
from benefits.periods import VIETNAM
from benefits.purchases import Checked, Till
from benefits.purchases.answers import moment
from benefits.web import allow, current, typed_codes
from benefits.web.declaring import looks_ahead, looks_only

pages = Blueprint("verifications", __name__)

LESS_THAN_A_MINUTE: Final = timedelta(seconds=59)

CARD: Final = needed(
    "card",
    kinds.text,
    Text(
        "Nội dung mã QR trên thẻ (cả địa chỉ hoặc chỉ phần sau /Q/), hoặc mã thẻ đã gõ.",
        "What the QR code says (the address, or only what follows /Q/), or the typed card code.",
    ),
    examples.CARD,
)
SHIFT: Final = optional(
    "shift",
    kinds.uuid,
    Text(
        "Ca làm việc. Điện thoại đã ghép phải gửi; phần mềm bán hàng thì không.",
        "The shift. An enrolled phone has to send it; a till's program does not.",
    ),
)
SHAPE: Final = Shape(CARD, SHIFT)
DESCRIBED: Final = Described(
    tag="counter",
    summary=Text("Kiểm tra thẻ", "Check a card"),
    about=Text(
        "Trả lời thẻ có dùng được tại điểm ưu đãi này lúc này không và, với từng ưu đãi, được áp "
        "dụng hay lý do đầu tiên không được. Chỉ là kiểm tra: chưa có gì được ghi nhận. Thẻ không "
        "dùng được vẫn trả lời 200, với lý do trong result.",
        "Says whether the card is good at this outlet now and, offer by offer, that it applies or "
        "the first reason why not. Looking records no use. A card that is no good is answered "
        "200 as well, with its reason in result.",
    ),
    body=SHAPE,
    answers={
        200: Answer(
            Text("Kết quả kiểm tra", "What was found"), schemas.CHECKED, examples.VERIFICATION
        )
    },
    problems={403: ("token_names_no_outlet", "too_many_unknown_codes"), 422: ("shift_not_open",)},
)


@pages.post("/verifications")
@allow(Permission.VERIFY_CARD)
@describe(DESCRIBED)
@looks_only
@looks_ahead(asking_ahead.for_a_look)
def verify() -> ResponseReturnValue:
    card, till = _asked(SHAPE.of_body())
    refuse_guessing(card.text)
    checked = purchases.verify(
        current.session(),
        card,
        till=till,
        now=current.now(),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )
    current.leave_note(purchases.verification_of(checked, till))
    if checked.card is None:
        typed_codes.note_unknown(card.text)
    return answered(_document(checked))


def refuse_guessing(code: str) -> None:
    """Look nothing up for a program that has tried out many codes which no card bears."""
    if until := typed_codes.waits_until(code):
        minute = (until + LESS_THAN_A_MINUTE).astimezone(VIETNAM)
        raise NotAllowed("too_many_unknown_codes", until=moment(until), time=f"{minute:%H:%M}")


def _asked(sent: Sent) -> tuple[Presented, Till]:
    till = scope.till(sent, sent[SHIFT], current.now())
    sent.finish()
    return Presented(sent[CARD]), till


def _document(checked: Checked) -> dict[str, Any]:
    """Add to the answer what to say about it, and about each offer that does not apply."""
    told = checked.to_json()
    told["sentences"] = sentences(checked.headline)
    for line, offer in zip(told["offers"], checked.offers, strict=True):
        line["sentences"] = sentences(offer.reason) if offer.reason else None
    return told
