"""One sale at the counter: quoted while it is typed, confirmed, written down, shown."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits import purchases
from benefits.access import Permission
from benefits.agreements import Basket, Offering, Quote, Remark, lowest_paid, quote
from benefits.cards import Presented
from benefits.errors import Conflict
from benefits.money import Dong, parse_dong
from benefits.purchases import Purchase, Refused, Selling
from benefits.web import allow, current
from partner_portal import group_amounts, kept_cards, kept_sales, looking, scope
from partner_portal.differing import differing_page
from partner_portal.sale_forms import AmountsForm, SaleForm
from partner_portal.selling import new_form, sale_page

pages = Blueprint("till", __name__)
kept_sales.watch(pages, record="till.record", shown="till.kept")

STOOD_OPEN: Final = _l(
    "Trang này mở đã lâu nên thẻ vừa được kiểm tra lại. Xem số tiền rồi bấm ghi nhận lần nữa."
)
ANEW: Final = _l("Đã hủy lượt cũ. Sửa lại cho đúng rồi bấm ghi nhận.")
ANEW_WITHOUT_OFFER: Final = _l("Đã hủy lượt cũ. Ưu đãi của lượt cũ không còn ở đây.")
KEPT: Final = _l(
    "Lượt này CHƯA được ghi: phiên làm việc đã hết khi bấm. Những gì đã gõ còn đủ ở dưới; xem lại "
    "rồi bấm ghi nhận."
)
KEPT_ELSEWHERE: Final = _l(
    "Lượt đang gõ dở lúc phiên làm việc hết là của điểm ưu đãi khác: CHƯA được ghi, và không ghi ở "
    "đây được."
)


@pages.get("/tinh")
@allow(Permission.RECORD_PURCHASE)
def quoted() -> ResponseReturnValue:
    """Say what the customer pays for the amounts typed so far; nothing is written."""
    form = AmountsForm(request.args)
    if not form.validate():
        return _quote(None, form, 422)
    offer = scope.offering_here(form.version_id)
    if offer is None:
        form.blame("offer", _("Ưu đãi này không còn ở đây nữa. Quét lại thẻ."))
        return _quote(None, form, 422)
    basket = form.basket(offer, _balance_shown(offer))
    if basket is None:
        return _quote(None, form, 422)
    at = form.quoted_at(current.now())
    lowest = lowest_paid(offer.rule, basket, at=at)
    return _quote(quote(offer.rule, basket, at=at), form, 200, lowest)


@pages.post("/luot")
@allow(Permission.RECORD_PURCHASE)
def record() -> ResponseReturnValue:
    """Write the sale down once it has been seen and is not in doubt."""
    form = SaleForm()
    form.check_seal(scope.outlet_id())
    if not form.is_sent():
        return _again(form, 422)
    offer = scope.offering_here(form.version_id)
    if offer is None:
        return _no_more_here(form)
    is_late = _has_stood_open(form)
    basket = form.basket(offer, _balance(form, offer))
    if basket is None:
        return _again(form, 422)
    quoted = quote(offer.rule, basket, at=form.moment())
    told = {"quote": quoted, "lowest": lowest_paid(offer.rule, basket, at=form.moment())}
    if is_late:
        return _again(form, 200, **told, note=STOOD_OPEN)
    doubts = _doubts(form, quoted)
    if form.expected_paid is None or not form.is_sure_of(doubts):
        return _again(form, 200, **told, doubts=doubts)
    return _record(form, basket, told)


@pages.get("/luot/giu")
@allow(Permission.RECORD_PURCHASE)
def kept() -> ResponseReturnValue:
    """Show what was typed when the session was over before it was sent; nothing was written."""
    form = kept_sales.kept()
    if form is None or not form.is_of(scope.outlet_id()):
        if form is not None:
            flash(KEPT_ELSEWHERE, "bad")
        return kept_sales.forget(redirect(url_for("scanning.scanner"), 303))
    return kept_sales.forget(make_response(_again(form, 200, note=KEPT)))


@pages.get("/luot/<uuid:purchase_id>/lai")
@allow(Permission.RECORD_PURCHASE)
def anew(purchase_id: UUID) -> ResponseReturnValue:
    """Show the sale form of a card again, filled in with what was taken back a moment ago."""
    sold, card = scope.purchase(purchase_id), kept_cards.card_of(purchase_id)
    if card is None:
        return redirect(url_for("scanning.scanner"), 303)
    if not purchases.story_of(current.session(), sold.id).line.is_reversed:
        return redirect(url_for("receipts.receipt", purchase_id=sold.id), 303)
    checked = looking.checked(card, sold.bought_at)
    offer = scope.offering_here(sold.offer_version_id)
    form = new_form(checked, card, sold.bought_at, **(_as_typed(sold, offer) if offer else {}))
    return sale_page(checked, form, note=ANEW if offer else ANEW_WITHOUT_OFFER)


def _record(form: SaleForm, basket: Basket, told: Mapping[str, Any]) -> ResponseReturnValue:
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
        return _again(form, 422, **told, refused=answer.reason)
    kept_cards.keep(sent.id, sent.presented.text)
    return redirect(url_for("receipts.receipt", purchase_id=sent.id), 303)


def _no_more_here(form: SaleForm) -> ResponseReturnValue:
    """Answer for an offer that the outlet lost since the card was shown; what was written stays."""
    if purchases.first_sent(current.session(), form.uuid(), scope.outlet_id()) is not None:
        return redirect(url_for("receipts.receipt", purchase_id=form.uuid()), 303)
    return _again(form, 422, refused=Remark("offer_not_here"))


def _doubts(form: SaleForm, quoted: Quote) -> list[Remark]:
    """Ask once about a price far above the usual, and about what was recorded a moment ago."""
    return purchases.doubts(
        current.session(),
        Selling(form.uuid(), scope.outlet_id(), Presented(form.card.data or ""), quoted.list_price),
        now=current.now(),
        ring=current.key_ring(),
        own_hosts=looking.own_hosts(),
    )


def _has_stood_open(form: SaleForm) -> bool:
    """Tell whether a sale was shown too long ago to be recorded now; it is then settled anew."""
    now, outlet_id = current.now(), scope.outlet_id()
    if not form.is_stale(now):
        return False
    if purchases.first_sent(current.session(), form.uuid(), outlet_id) is not None:
        return False  # sent again: it gets the answer it got
    form.settle(now, outlet_id)
    return True


def _balance(form: SaleForm, offer: Offering) -> Dong | None:
    """Return what the card's owner has left of an offer that is a value."""
    if not offer.rule.stored_value:
        return None
    checked = looking.checked(form.card.data or "", form.moment())
    return purchases.left_of_values(current.session(), checked.card, [offer]).get(offer.offer_id)


def _balance_shown(offer: Offering) -> Dong | None:
    """Return what the sale's page says is left; whoever records asks again."""
    return parse_dong(request.args.get(f"left-{offer.version_id}", ""))


def _as_typed(sold: Purchase, offer: Offering) -> dict[str, Any]:
    basket = purchases.basket_of(current.session(), sold.id) or Basket()
    is_range = offer.rule.is_range
    return {
        "offer": offer.version_id,
        "list_price": basket.list_price or None,
        "worth": basket.stated,
        "already": basket.paid is not None and not is_range,
        "paid": None if is_range else basket.paid,
        "price_after": basket.paid if is_range else None,
        "quantity": basket.quantity,
        "group_size": basket.group_size,
        "groups": group_amounts.typed(basket.lines, offer),
        "invoice": sold.invoice,
    }


def _again(form: SaleForm, status: int, **more: Any) -> ResponseReturnValue:
    """Show the sale again, with what was typed, as the card stood when the form was made."""
    checked = looking.checked(form.card.data or "", form.moment())
    return sale_page(checked, form, status, **more)


def _quote(
    answer: Quote | None, form: AmountsForm, status: int, lowest: Dong | None = None
) -> ResponseReturnValue:
    shown = {"quote": answer, "form": form, "lowest": lowest}
    return render_template("partner_portal/quote.html", **shown), status
