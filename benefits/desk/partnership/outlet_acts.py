"""What is done to an outlet: corrected, closed on a day, opened again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import partners
from benefits.access import Permission
from benefits.desk.partnership import partner_page, partner_scope
from benefits.desk.partnership.agreement_forms import after, told
from benefits.desk.partnership.partner_forms import CloseForm, OutletForm
from benefits.desk.partnership.partner_notes import note
from benefits.errors import DomainError
from benefits.partners import Outlet
from benefits.web import Form, allow

pages = Blueprint("outlet_acts", __name__, url_prefix="/doi-tac/diem/<int:outlet_id>")


@pages.post("/sua")
@allow(Permission.MANAGE_PARTNERS)
def correct(outlet_id: int) -> ResponseReturnValue:
    outlet, form = partner_scope.own_outlet(outlet_id), OutletForm()
    if not form.is_sent():
        return _again(outlet, editing=form)
    before = outlet.name
    try:
        changed = partners.correct(outlet, form.particulars())
    except DomainError as refusal:
        form.blame("latitude", told(refusal.code))
        return _again(outlet, editing=form)
    if changed:
        note("outlet_changed", "outlets", outlet.id, fields=changed)
    if partners.outlast(partner_scope.partner(outlet.partner_id), before, outlet.name):
        note("partner_hides_names", "partners", outlet.partner_id)
    flash(_("Đã lưu thông tin điểm."), "good")
    return _back(outlet)


@pages.post("/dong")
@allow(Permission.MANAGE_PARTNERS)
def close(outlet_id: int) -> ResponseReturnValue:
    outlet, form = partner_scope.own_outlet(outlet_id), CloseForm()
    shut = after(form.last_day.data) if form.is_sent() else None
    if shut is None:
        return _again(outlet, closing=form)
    try:
        is_news = partners.close(outlet, shut)
    except DomainError as refusal:
        form.blame("last_day", told(refusal.code))
        return _again(outlet, closing=form)
    if is_news:
        note("outlet_closed", "outlets", outlet.id, last_day=form.last_day.data)
    flash(_("Đã ghi ngày đóng cửa. Sau ngày đó điểm này không ghi nhận được nữa."), "good")
    return _back(outlet)


@pages.post("/mo-lai")
@allow(Permission.MANAGE_PARTNERS)
def reopen(outlet_id: int) -> ResponseReturnValue:
    outlet = partner_scope.own_outlet(outlet_id)
    if partners.reopen(outlet):
        note("outlet_reopened", "outlets", outlet.id)
    flash(_("Điểm này mở cửa trở lại."), "good")
    return _back(outlet)


def _back(outlet: Outlet) -> ResponseReturnValue:
    return redirect(url_for("partners.outlet", outlet_id=outlet.id), 303)


def _again(outlet: Outlet, **forms: Form) -> ResponseReturnValue:
    page = partner_page.about_outlet(outlet, **forms)
    return render_template("desk/partners/outlet.html", **page), 422
