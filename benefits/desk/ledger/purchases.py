"""Uses of the sub-tree: listed without names, opened one by one, taken back with a reason."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit, purchases
from benefits.access import Permission
from benefits.database import new_uuid
from benefits.desk import naming, scope, unit_picker
from benefits.desk.ledger import purchase_doubts, purchase_list, purchase_page, purchase_reach
from benefits.desk.naming import NamingForm
from benefits.members import Member
from benefits.purchases import Amounts, Purchase, Refused, ReversalRequest
from benefits.purchases.reversing import part_asked
from benefits.web import DongField, Form, allow, current, lists, required
from benefits.web.telling import reversal_reasons, say

pages = Blueprint("purchases", __name__, url_prefix="/luot")
lists.offer_files(pages, purchase_list.asked, Permission.READ_PURCHASES)


class TakeBackForm(Form):
    """The browser makes the reversal's id once, so that sending twice takes back once."""

    id = HiddenField()
    reason = SelectField(
        _l("Lý do hủy"),
        [required(_l("Hãy chọn lý do."))],
        choices=lambda: [
            SelectChoice("", _l("Chọn lý do")),
            *(SelectChoice(code, said) for code, said in reversal_reasons().items()),
        ],
    )
    part = DongField(_l("Chỉ hủy một phần, theo giá gốc"))

    def uuid(self) -> UUID:
        try:
            return UUID(self.id.data or "")
        except ValueError:
            return new_uuid()


@pages.get("/")
@allow(Permission.READ_PURCHASES)
def page() -> ResponseReturnValue:
    register, are_few = purchase_list.asked_of()
    unit = scope.unit_or_own(request.args.get("donvi"))
    return render_template(
        "desk/purchases/list.html",
        listing=lists.opened(register),
        totals=purchase_list.totals(register.selection),
        picker=unit_picker.pick(unit),
        are_few=are_few,
    )


@pages.get("/<uuid:purchase_id>")
@allow(Permission.READ_PURCHASES)
def one(purchase_id: UUID) -> ResponseReturnValue:
    bought, is_ours = purchase_reach.to_read(purchase_id)
    return _page(bought, is_ours=is_ours)


@pages.post("/<uuid:purchase_id>/huy")
@allow(Permission.REVERSE_PURCHASE)
def reverse(purchase_id: UUID) -> ResponseReturnValue:
    """Take a use back, whole or in part; nothing recorded is ever edited."""
    bought, form = purchase_reach.to_act_on(purchase_id), TakeBackForm()
    if not form.is_sent():
        return _page(bought, 422, taking_back=form)
    session, by, now = current.session(), current.actor().account_id, current.now()
    reversal_id = form.uuid()
    asked = ReversalRequest(
        id=reversal_id,
        purchase_id=bought.id,
        reason=form.reason.data,
        amounts=_amounts(bought, form, reversal_id),
        account_id=by,
    )
    answer = purchases.reverse(session, asked, now)
    if isinstance(answer, Refused):
        form.blame("reason", say(answer.reason.code, answer.reason.params).headline)
        return _page(bought, 422, taking_back=form)
    if answer.is_new:
        fields = {"reason": asked.reason, "whole": answer.reversal.is_whole}
        audit.note(session, by, "purchase_reversed", "purchases", bought.id, now=now, fields=fields)
    flash(_("Đã hủy. Số liệu đã tính lại theo lượt còn lại."), "good")
    return redirect(url_for(".one", purchase_id=bought.id), 303)


@pages.post("/<uuid:purchase_id>/da-xem")
@allow(Permission.REVERSE_PURCHASE)
def let_stand(purchase_id: UUID) -> ResponseReturnValue:
    """Say that a use in doubt was looked at and stays."""
    bought, session = purchase_reach.to_act_on(purchase_id), current.session()
    if purchase_page.of(bought).waits:
        act, by, now = purchase_doubts.LOOKED_AT, current.actor().account_id, current.now()
        audit.note(session, by, act, "purchases", bought.id, now=now)
    flash(_("Đã ghi: lượt này được xem lại và để nguyên."), "good")
    return redirect(url_for(".one", purchase_id=bought.id), 303)


@pages.post("/<uuid:purchase_id>/ten")
@allow(Permission.NAME_USES)
def name(purchase_id: UUID) -> ResponseReturnValue:
    """Show whose use it was, once, to an officer who says why."""
    bought, form = purchase_reach.to_act_on(purchase_id), NamingForm()
    if not form.is_sent():
        return _page(bought, 422, naming_form=form)
    if purchase_page.of(bought).is_discreet:
        return _page(bought, 403)
    naming.name(bought.member_id, form.why.data)
    return _page(bought, named=current.session().get_one(Member, bought.member_id))


def _amounts(bought: Purchase, form: TakeBackForm, reversal_id: UUID) -> Amounts | None:
    if form.part.data is None:
        return None
    return part_asked(current.session(), reversal_id, bought.id, form.part.data)


def _page(
    bought: Purchase,
    status: int = 200,
    *,
    taking_back: TakeBackForm | None = None,
    naming_form: NamingForm | None = None,
    named: Member | None = None,
    is_ours: bool = True,
) -> ResponseReturnValue:
    body = render_template(
        "desk/purchases/one.html",
        page=purchase_page.of(bought),
        taking_back=taking_back or TakeBackForm(formdata=None, id=str(new_uuid())),
        naming=naming_form or NamingForm(formdata=None),
        named=named,
        is_ours=is_ours,
    )
    return body, status
