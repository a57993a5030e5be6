"""Looking at a card from a till's own program or an enrolled phone."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.api import kinds, scope
from benefits.api.answering import answered, sentences
from benefits.api.fields import Fields
from benefits.cards import Presented, hosts_of
from benefits.purchases import Checked, Till
from benefits.web import allow, current

pages = Blueprint("verifications", __name__)


@pages.post("/verifications")
@allow(Permission.VERIFY_CARD)
def verify() -> ResponseReturnValue:
    card, till = _asked(Fields.of_body())
    checked = purchases.verify(
        current.session(),
        card,
        till=till,
        now=current.now(),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )
    purchases.note_verification(current.session(), checked, till)
    return answered(_document(checked))


def own_hosts() -> Iterable[str]:
    settings = current.settings()
    return hosts_of(settings.public_url, *settings.public_url_aliases)


def _asked(fields: Fields) -> tuple[Presented, Till]:
    card = fields.needed("card", kinds.text)
    shift_id = fields.given("shift", kinds.uuid)
    till = scope.till(fields, shift_id, current.now())
    fields.finish()
    return Presented(card), till


def _document(checked: Checked) -> dict[str, Any]:
    """Add to the answer what to say about it, and about each offer that does not apply."""
    told = checked.to_json()
    told["sentences"] = sentences(checked.headline)
    for line, offer in zip(told["offers"], checked.offers, strict=True):
        line["sentences"] = sentences(offer.reason) if offer.reason else None
    return told
