"""The page of one sale: what the card's offers answer, the form, and the amounts to collect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import render_template
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.agreements import Quote, Remark
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import Checked, Line, OfferAnswer
from benefits.purchases.oddities import SAME_AGAIN_WITHIN
from benefits.web import current
from partner_portal import scope
from partner_portal.asking import Ask, asked_by, goes_without_amount
from partner_portal.portraits import portrait
from partner_portal.sale_forms import SaleForm, mark_of


@dataclass(frozen=True)
class Choices:
    """The offers that apply, which of them needs what to be typed, and what is left of values."""

    answers: tuple[OfferAnswer, ...]
    left: Mapping[int, Dong]

    @cached_property
    def asks(self) -> dict[int, frozenset[Ask]]:
        return {each.offer.version_id: asked_by(each.offer.rule) for each in self.answers}

    def needing(self, ask: str) -> list[int]:
        """Versions for whose sake a field is there."""
        return [version for version, asks in self.asks.items() if Ask(ask) in asks]

    @cached_property
    def without_amount(self) -> list[int]:
        """Versions of which a use may be recorded though no amount is typed."""
        offers = [each.offer for each in self.answers]
        return [each.version_id for each in offers if goes_without_amount(each.rule)]

    def without(self, ask: str) -> list[int]:
        """Versions for whose sake a field is there that may be left empty."""
        return [version for version in self.needing(ask) if version in self.without_amount]


def new_form(checked: Checked, card: str, at: datetime, **filled: object) -> SaleForm:
    """Make the form of a sale that has not been sent: its id and its time are settled now."""
    applying = [answer.offer.version_id for answer in checked.offers if answer.applies]
    only = applying[0] if len(applying) == 1 else None
    own = {"id": str(new_uuid()), "card": card, "bought_at": at.isoformat(), "offer": only}
    form = SaleForm(formdata=None, data=own | filled)
    form.settle(at, scope.outlet_id())
    return form


def sale_page(
    checked: Checked,
    form: SaleForm,
    status: int = 200,
    *,
    quote: Quote | None = None,
    lowest: Dong | None = None,
    doubts: Sequence[Remark] = (),
    refused: Remark | None = None,
    note: str | None = None,
) -> ResponseReturnValue:
    """Show the card and its sale: `doubts` ask the cashier once, `refused` says why not.

    `lowest` is the least the shop receives, where the offer is a range.
    """
    answers = tuple(answer for answer in checked.offers if answer.applies)
    offers = [answer.offer for answer in answers]
    left = purchases.left_of_values(current.session(), checked.card, offers)
    body = render_template(
        "partner_portal/sale.html",
        checked=checked,
        portrait=portrait(checked.person.photo_hash) if checked.person else None,
        choices=Choices(answers, left),
        form=form,
        quote=quote,
        lowest=lowest,
        doubts=doubts,
        sure=" ".join(map(mark_of, doubts)),
        refused=refused,
        note=note,
        just_sold=_just_sold(checked),
        outcome=_outcome(checked, form, quote, refused, is_in_doubt=bool(doubts or note or quote)),
        now=current.now(),
    )
    return body, status


def _just_sold(checked: Checked) -> Line | None:
    """Return the use that may be all that stands against a card: its answer got lost, perhaps."""
    if checked.card is None or checked.headline.code != "limit_reached":
        return None
    since = current.now() - SAME_AGAIN_WITHIN
    member_id, here = checked.card.member_id, scope.outlet_id()
    return purchases.latest_of(current.session(), member_id, here, since=since)


def _outcome(
    checked: Checked,
    form: SaleForm,
    quote: Quote | None,
    refused: Remark | None,
    *,
    is_in_doubt: bool,
) -> str:
    """Choose the sound and the colour of an answer: good only for a card that was just shown.

    Whoever has pressed the button and hears that it went well looks at the screen no more.
    """
    is_refused = refused is not None or (quote is not None and not quote.applies)
    if is_refused or form.errors or checked.reason is not None:
        return "bad"
    return "good" if checked.applies and not is_in_doubt else "warning"
