"""What the counter will ask the database, asked in the trip that tells whose token it is.

A queue stands at the till, and each trip takes as long as most answers. What was sent is looked at
only far enough to know what to ask; whatever is wrong with it is told by the view, in its order.
"""

from collections.abc import Mapping
from typing import Any, Final

from benefits import purchases
from benefits.api import kinds
from benefits.api.fields import document_of_body
from benefits.api.places import own_hosts
from benefits.cards import Presented
from benefits.errors import Invalid
from benefits.periods import day_of
from benefits.purchases import Coming
from benefits.web import bearers, current, here

LARGEST_READ_AHEAD: Final = 16 * 1024
"""What is longer is not looked at before it is known who sends it."""


def for_a_look() -> None:
    _expect(is_recording=False)


def for_a_recording() -> None:
    _expect(is_recording=True)


def _expect(*, is_recording: bool) -> None:
    word = bearers.word_of_request()
    now = current.now()
    if word is None or current.database().has_one_writer:  # which lies in this very process
        return
    length = here.asked().content_length
    if length is None or length > LARGEST_READ_AHEAD:
        return
    try:
        sent = document_of_body()
        card, at = kinds.text.read(sent.get("card")), now
        use = _use(sent) if is_recording else None
        if is_recording and sent.get("bought_at") is not None:
            at = kinds.instant.read(sent["bought_at"])
    except (Invalid, kinds.Unusable):
        return
    purchases.expect(
        current.session(),
        word,
        Presented(card),
        now=now,
        day=day_of(at),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
        use=use,
    )


def _use(sent: Mapping[str, Any]) -> Coming:
    price = sent.get("list_price")
    return Coming(kinds.uuid.read(sent.get("id")), kinds.amount.read(0 if price is None else price))
