"""The page of one sale: what the card's offers answer, the form, and the amounts to collect."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue

from benefits.agreements import Quote, Remark
from benefits.database import new_uuid
from benefits.purchases import Checked, OfferAnswer
from benefits.web import current
from partner_portal.asking import Ask, asked_by
from partner_portal.portraits import portrait
from partner_portal.sale_forms import SaleForm


@dataclass(frozen=True)
class Choices:
    """The offers that apply, and which of them needs what to be typed."""

    answers: tuple[OfferAnswer, ...]

    @cached_property
    def asks(self) -> dict[int, frozenset[Ask]]:
        return {each.offer.version_id: asked_by(each.offer.rule) for each in self.answers}

    def needing(self, ask: str) -> list[int]:
        """Versions for whose sake a field is there."""
        return [version for version, asks in self.asks.items() if Ask(ask) in asks]

    def title_of(self, version_id: int | None) -> str | None:
        titles = {each.offer.version_id: each.offer.title for each in self.answers}
        return None if version_id is None else titles.get(version_id)


def new_form(checked: Checked, card: str, at: datetime, **filled: object) -> SaleForm:
    """Make the form of a sale that has not been sent: its id and its time are settled now."""
    applying = [answer.offer.version_id for answer in checked.offers if answer.applies]
    only = applying[0] if len(applying) == 1 else None
    own = {"id": str(new_uuid()), "card": card, "bought_at": at.isoformat(), "offer": only}
    return SaleForm(formdata=None, data=own | filled)


def sale_page(
    checked: Checked,
    form: SaleForm,
    status: int = 200,
    *,
    quote: Quote | None = None,
    doubt: Remark | None = None,
    refused: Remark | None = None,
) -> ResponseReturnValue:
    """Show the card and its sale: `doubt` asks the cashier once, `refused` says why not."""
    body = render_template(
        "partner_portal/sale.html",
        checked=checked,
        portrait=portrait(checked.person.photo_hash) if checked.person else None,
        choices=Choices(tuple(answer for answer in checked.offers if answer.applies)),
        form=form,
        quote=quote,
        doubt=doubt,
        refused=refused,
        outcome=_outcome(checked, doubt, refused),
        now=current.now(),
    )
    return body, status


def _outcome(checked: Checked, doubt: Remark | None, refused: Remark | None) -> str:
    """Choose the sound and the colour of an answer."""
    if refused is not None or checked.reason is not None:
        return "bad"
    return "good" if checked.applies and doubt is None else "warning"
