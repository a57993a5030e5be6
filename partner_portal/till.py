"""One sale at the counter: quoted while it is typed, confirmed, written down, shown."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.agreements import Basket, Quote, Remark, quote
from benefits.errors import Conflict
from benefits.purchases import Refused
from benefits.purchases.oddities import unusual_price
from benefits.web import allow, current
from partner_portal import looking, scope
from partner_portal.differing import differing_page
from partner_portal.sale_forms import AmountsForm, SaleForm
from partner_portal.selling import new_form, sale_page

pages = Blueprint("till", __name__)

LAST_SALE = "last_sale"


@pages.get("/tinh")
@allow(Permission.RECORD_PURCHASE)
def quoted() -> ResponseReturnValue:
    """Say what the customer pays for the amounts typed so far; nothing is written."""
    form = AmountsForm(request.args)
    if not form.validate():
        return _quote(None, form, 422)
    offer = scope.offering(form.version_id)
    basket = form.basket(offer.rule)
    if basket is None:
        return _quote(None, form, 422)
    return _quote(quote(offer.rule, basket, at=current.now()), form, 200)


@pages.post("/luot")
@allow(Permission.RECORD_PURCHASE)
def record() -> ResponseReturnValue:
    """Write the sale down once it has been seen and is not in doubt."""
    form = SaleForm()
    if not form.is_sent():
        return _again(form, 422)
    offer = scope.offering(form.version_id)
    basket = form.basket(offer.rule)
    if basket is None:
        return _again(form, 422)
    quoted = quote(offer.rule, basket, at=form.moment())
    if form.expected_paid is None or _is_doubtful(form, quoted):
        return _again(form, 200, quote=quoted, doubt=_doubt(quoted))
    return _record(form, basket, quoted)


@pages.get("/luot/<uuid:purchase_id>/lai")
@allow(Permission.RECORD_PURCHASE)
def anew(purchase_id: UUID) -> ResponseReturnValue:
    """Show the sale form of a card again, filled in with what was taken back a moment ago."""
    sold, last = scope.purchase(purchase_id), cookie.get(LAST_SALE, {})
    if last.get("id") != str(purchase_id):
        return redirect(url_for("scanning.scanner"), 303)
    checked = looking.checked(last["card"], sold.bought_at)
    filled = {"list_price": sold.list_price, "offer": sold.offer_version_id}
    more = {"quantity": sold.quantity, "group_size": sold.party_size, "invoice": sold.invoice}
    return sale_page(checked, new_form(checked, last["card"], sold.bought_at, **filled, **more))


def _record(form: SaleForm, basket: Basket, quoted: Quote) -> ResponseReturnValue:
    sent = form.recording(basket, scope.till())
    try:
        answer = purchases.record(
            current.session(),
            sent,
            now=current.now(),
            ring=current.key_ring(),
            own_hosts=looking.own_hosts(),
        )
    except Conflict as conflict:
        return differing_page(sent.id, conflict.params)
    if isinstance(answer, Refused):
        return _again(form, 422, quote=quoted, refused=answer.reason)
    cookie[LAST_SALE] = {"id": str(sent.id), "card": sent.presented.text}
    return redirect(url_for("receipts.receipt", purchase_id=sent.id), 303)


def _is_doubtful(form: SaleForm, quoted: Quote) -> bool:
    return not form.sure.data and _doubt(quoted) is not None


def _doubt(quoted: Quote) -> Remark | None:
    """Ask once about a price far above what this outlet usually takes."""
    return unusual_price(current.session(), scope.outlet_id(), quoted.list_price)


def _again(form: SaleForm, status: int, **more: Any) -> ResponseReturnValue:
    """Show the sale again, with what was typed, as the card stood when the form was made."""
    checked = looking.checked(form.card.data or "", form.moment())
    return sale_page(checked, form, status, **more)


def _quote(answer: Quote | None, form: AmountsForm, status: int) -> ResponseReturnValue:
    return render_template("partner_portal/quote.html", quote=answer, form=form), status
