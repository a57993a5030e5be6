"""Partners at the desk: listed, looked at, added with their outlets, and taken away as files."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import exchange, partners
from benefits.access import Permission
from benefits.desk.partnership import partner_files, partner_page, partner_register, partner_scope
from benefits.desk.partnership.agreement_forms import told
from benefits.desk.partnership.partner_forms import NewOutletForm, PartnerForm
from benefits.desk.partnership.partner_notes import is_known, note
from benefits.errors import Invalid, NotFound
from benefits.partners import Outlet, Partner
from benefits.web import allow, current, lists

pages = Blueprint("partners", __name__, url_prefix="/doi-tac")
POSITION = "position_half"

lists.offer_files(pages, partner_register.asked, Permission.READ_PARTNERS)


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    listing = lists.opened(partner_register.asked())
    return render_template("desk/partners/list.html", listing=listing)


@pages.get("/tai/<kind>")
@allow(Permission.READ_PARTNERS)
def as_file(kind: str) -> ResponseReturnValue:
    """Write what an export writes of what is within reach, as a workbook: no name in it runs."""
    if kind not in partner_files.SCOPED_BY:
        raise NotFound
    content = BytesIO()
    exchange.write_workbook(partner_files.file_rows(kind), kind, content)
    content.seek(0)
    return send_file(content, as_attachment=True, download_name=f"{kind}.xlsx")


@pages.get("/<int:partner_id>")
@allow(Permission.READ_PARTNERS)
def one(partner_id: int) -> ResponseReturnValue:
    partner = partner_scope.partner(partner_id)
    return render_template("desk/partners/one.html", **partner_page.about(partner))


@pages.get("/diem/<int:outlet_id>")
@allow(Permission.READ_PARTNERS)
def outlet(outlet_id: int) -> ResponseReturnValue:
    found = partner_scope.outlet(outlet_id)
    return render_template("desk/partners/outlet.html", **partner_page.about_outlet(found))


@pages.get("/moi")
@allow(Permission.MANAGE_PARTNERS)
def new() -> ResponseReturnValue:
    form = PartnerForm(formdata=None)
    return render_template("desk/partners/new.html", form=form, alike=(), is_asked=False)


@pages.post("/moi")
@allow(Permission.MANAGE_PARTNERS)
def add() -> ResponseReturnValue:
    """Add a partner, and go on to the agreement without which it would stand nowhere."""
    form = PartnerForm()
    is_sent = form.is_sent()
    alike = _alike(form) if is_sent else []
    is_asked = is_sent and form.asks()
    is_seen = not is_asked and (form.is_another.data or not alike)
    made = _added(form) if is_sent and is_seen else None
    if made is None:
        page = {"alike": alike, "is_asked": is_asked}
        return render_template("desk/partners/new.html", form=form, **page), 422
    flash(_("Đã thêm đối tác %(name)s. Hãy lập thỏa thuận.", name=made.name), "good")
    return redirect(url_for("agreements.new", doi_tac=made.code), 303)


@pages.get("/<int:partner_id>/them-diem")
@allow(Permission.MANAGE_PARTNERS)
def new_outlet(partner_id: int) -> ResponseReturnValue:
    partner = partner_scope.own_partner(partner_id)
    form = NewOutletForm(formdata=None)
    return render_template("desk/partners/new_outlet.html", partner=partner, form=form)


@pages.post("/<int:partner_id>/them-diem")
@allow(Permission.MANAGE_PARTNERS)
def add_outlet(partner_id: int) -> ResponseReturnValue:
    partner, form = partner_scope.own_partner(partner_id), NewOutletForm()
    made = _opened(partner, form) if form.is_sent() else None
    if made is None:
        return render_template("desk/partners/new_outlet.html", partner=partner, form=form), 422
    flash(_("Đã thêm điểm %(name)s.", name=made.name), "good")
    return redirect(url_for(".outlet", outlet_id=made.id), 303)


def _alike(form: PartnerForm) -> list[Partner]:
    told = form.particulars()
    named = {each: told[each] for each in ("code", "name", "tax_code")}
    return partners.partners_like(current.session(), **named)


def _added(form: PartnerForm) -> Partner | None:
    was_known = is_known(Partner.code, form.code.data)
    try:
        made = partners.add_partner(current.session(), **form.particulars())
    except Invalid as refusal:
        form.blame("code", told(refusal.code, **refusal.params))
        return None
    if not was_known:
        note("partner_added", "partners", made.id)
    return made


def _opened(partner: Partner, form: NewOutletForm) -> Outlet | None:
    code = form.code.data or ""
    was_known = is_known(Outlet.code, code)
    try:
        given = form.particulars()
        made = partners.add_outlet(current.session(), partner, code, given)
    except Invalid as refusal:
        field = "latitude" if refusal.code == POSITION else "code"
        form.blame(field, told(refusal.code, **refusal.params))
        return None
    if not was_known:
        note("outlet_added", "outlets", made.id)
    return made
