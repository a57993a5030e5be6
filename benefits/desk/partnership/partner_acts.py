"""Correcting what is known of a partner: its name, its tax code, whether it is about health."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import partners, purchases
from benefits.access import Permission
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.partner_forms import PartnerEditForm
from benefits.desk.partnership.partner_notes import note
from benefits.partners import Partner
from benefits.web import allow, current

pages = Blueprint("partner_acts", __name__, url_prefix="/doi-tac")


@pages.get("/<int:partner_id>/sua")
@allow(Permission.MANAGE_PARTNERS)
def edit(partner_id: int) -> ResponseReturnValue:
    partner = partner_scope.own_partner(partner_id)
    return _page(partner, PartnerEditForm.of(partner))


@pages.post("/<int:partner_id>/sua")
@allow(Permission.MANAGE_PARTNERS)
def change(partner_id: int) -> ResponseReturnValue:
    partner, form = partner_scope.own_partner(partner_id), PartnerEditForm()
    is_settled = _is_settled(partner)
    if not form.is_sent():
        return _page(partner, form), 422
    if not is_settled and form.asks(partner.name):
        return _page(partner, form, is_asked=True), 422
    told = form.told(is_settled=is_settled)
    before = partners.correct_partner(partner, **told, is_used=is_settled)
    _note(partner, before)
    flash(_("Đã lưu.") if before else _("Không có gì thay đổi."), "good")
    return redirect(url_for("partners.one", partner_id=partner.id), 303)


def _is_settled(partner: Partner) -> bool:
    """Tell whether somebody went there in confidence, so that it stays so."""
    session = current.session()
    return partners.is_discreet(partner) and bool(purchases.used_partners(session, [partner.id]))


def _page(partner: Partner, form: PartnerEditForm, *, is_asked: bool = False) -> str:
    page = {"partner": partner, "is_settled": _is_settled(partner), "is_asked": is_asked}
    return render_template("desk/partners/edit.html", form=form, **page)


def _note(partner: Partner, before: dict[str, object]) -> None:
    """Write each change down by itself; a tax code may be a person's, and is not repeated."""
    if "name" in before:
        note("partner_renamed", "partners", partner.id, before=before["name"])
    if "tax_code" in before:
        note("partner_changed", "partners", partner.id, fields=["tax_code"])
    if "is_health" in before:
        act = "partner_hides_names" if partner.is_health else "partner_shows_names"
        note(act, "partners", partner.id)
