"""What was recorded, and taking it back: at once on the same phone, later by the manager."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from benefits import audit, purchases
from benefits.access import Permission, Role
from benefits.agreements import Remark
from benefits.database import new_uuid
from benefits.errors import Invalid, NotAllowed
from benefits.periods import day_of
from benefits.purchases import Amounts, Purchase, Refused, ReversalRequest, Story
from benefits.purchases.reversing import UNDO_WITHIN, part_asked
from benefits.web import DongField, Form, allow, current
from benefits.web.telling import reversal_reasons
from partner_portal import kept_cards, scope
from partner_portal.words import EVIDENCES, KINDS

pages = Blueprint("receipts", __name__, url_prefix="/luot/<uuid:purchase_id>")

CARD_GONE: Final = _l(
    "Chưa hủy gì: máy này không còn giữ thẻ của lượt này. Hãy hủy, rồi quét lại thẻ và nhập lại."
)


class TakeBackForm(Form):
    """`id` is made when the form is shown, so that sending it again is harmless."""

    id = HiddenField()
    reason = SelectField(_l("Lý do"), choices=reversal_reasons)
    part = DongField(_l("Chỉ trả lại hàng có giá trước giảm là"))

    def uuid(self) -> UUID:
        try:
            return UUID(self.id.data or "")
        except ValueError as error:
            raise Invalid("sale_unreadable") from error


@pages.get("")
@allow(Permission.SEE_COUNTER)
def receipt(purchase_id: UUID) -> ResponseReturnValue:
    return _page(scope.purchase(purchase_id))


@pages.post("/huy")
@allow(Permission.REVERSE_PURCHASE)
def take_back(purchase_id: UUID) -> ResponseReturnValue:
    sold, form = scope.purchase(purchase_id), TakeBackForm()
    if not form.is_sent():
        return _page(sold, 422, form=form)
    if refused := _take_back(sold, form):
        return _page(sold, 422, form=form, refused=refused)
    is_whole = purchases.story_of(current.session(), sold.id).line.is_reversed
    flash(_("Đã hủy.") if is_whole else _("Đã hoàn một phần."), "good")
    return redirect(url_for(".receipt", purchase_id=sold.id), 303)


@pages.post("/sua")
@allow(Permission.RECORD_PURCHASE)
def mend(purchase_id: UUID) -> ResponseReturnValue:
    """Take the sale back and show its form again: nothing recorded is ever edited."""
    sold, form = scope.purchase(purchase_id), TakeBackForm()
    if kept_cards.card_of(sold.id) is None:
        return _page(sold, 422, form=form, note=CARD_GONE)
    if not form.is_sent():
        return _page(sold, 422, form=form)
    if refused := _take_back(sold, form):
        return _page(sold, 422, form=form, refused=refused)
    return redirect(url_for("till.anew", purchase_id=sold.id), 303)


def _take_back(sold: Purchase, form: TakeBackForm) -> Remark | None:
    """Take it back, or return why not. A cashier's phone has a quarter of an hour."""
    session, actor, now = current.session(), current.actor(), current.now()
    act = purchases.reverse if actor.is_a(Role.MANAGER) else purchases.undo
    reversal_id = form.uuid()
    request = ReversalRequest(
        id=reversal_id,
        purchase_id=sold.id,
        reason=form.reason.data,
        amounts=_amounts(sold, form, reversal_id),
        account_id=actor.account_id,
        device_id=None if actor.device is None else actor.device.id,
    )
    try:
        answer = act(session, request, now)
    except NotAllowed as late:
        return Remark(late.code)
    if isinstance(answer, Refused):
        return answer.reason
    if answer.is_new:
        subject = ("purchases", sold.id)
        audit.note(session, actor.account_id, "purchase_reversed", *subject, now=now)
    return None


def _amounts(sold: Purchase, form: TakeBackForm, reversal_id: UUID) -> Amounts | None:
    """Return what to take back where it is a part; the discount goes along in proportion."""
    if form.part.data is None or not current.actor().is_a(Role.MANAGER):
        return None
    return part_asked(current.session(), reversal_id, sold.id, form.part.data)


def _recorded(sold: Purchase, story: Story) -> dict[str, Any]:
    """Tell a manager who recorded a use, where and how, and who took it back."""
    return {
        "names": scope.names_of({sold.account_id, *(each.account_id for each in story.reversals)}),
        "phone": scope.name_of_phone(sold.device_id),
        "evidence": EVIDENCES[sold.evidence],
        "kind": KINDS[sold.kind],
    }


def _page(
    sold: Purchase,
    status: int = 200,
    *,
    form: TakeBackForm | None = None,
    refused: Remark | None = None,
    note: str | None = None,
) -> ResponseReturnValue:
    actor, now = current.actor(), current.now()
    device_id = None if actor.device is None else actor.device.id
    is_manager = actor.is_a(Role.MANAGER)
    story = purchases.story_of(current.session(), sold.id)
    body = render_template(
        "partner_portal/receipt.html",
        story=story,
        day=day_of(sold.bought_at),
        **(_recorded(sold, story) if is_manager else {"names": {}}),
        form=form or TakeBackForm(formdata=None, data={"id": str(new_uuid())}),
        refused=refused,
        note=note,
        may_mend=kept_cards.card_of(sold.id) is not None,
        is_manager=is_manager,
        may_manage=actor.account is not None and scope.manager_role() is not None,
        may_undo=is_manager or purchases.may_undo(sold, device_id, now),
        undo_until=sold.known_at + UNDO_WITHIN,
    )
    return body, status
