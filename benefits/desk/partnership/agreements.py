"""Agreements at the desk: listed, looked at, drafted and corrected."""

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import agreements as signing
from benefits.access import Permission
from benefits.agreements import Agreement, Paper, scan_of
from benefits.desk import scope
from benefits.desk.partnership import agreement_page, agreement_register, partner_scope
from benefits.desk.partnership.agreement_forms import DraftForm, PaperForm, code_of, told
from benefits.desk.partnership.partner_notes import is_known, note
from benefits.desk.staff import account_places
from benefits.errors import Invalid, NotFound
from benefits.jobs import FileStore
from benefits.organization import Level
from benefits.partners import Partner
from benefits.web import allow, current, lists

pages = Blueprint("agreements", __name__, url_prefix="/thoa-thuan")
BLAMED = {"agreement_number_taken": "number", "agreement_span_empty": "last_day"}

lists.offer_files(pages, agreement_register.asked, Permission.READ_PARTNERS)


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    listing = lists.opened(agreement_register.asked())
    is_grassroots = scope.unit_or_own(None).level is Level.CO_SO
    page = {"listing": listing, "is_grassroots": is_grassroots}
    return render_template("desk/agreements/list.html", **page)


@pages.get("/<int:agreement_id>")
@allow(Permission.READ_PARTNERS)
def one(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.agreement(agreement_id)
    return render_template("desk/agreements/one.html", **agreement_page.about(agreement))


@pages.get("/<int:agreement_id>/ban-quet")
@allow(Permission.READ_PARTNERS)
def scan(agreement_id: int) -> ResponseReturnValue:
    """Hand out the signed paper as a file to keep, never to be run by a browser."""
    found = scan_of(current.session(), partner_scope.agreement(agreement_id))
    path = found and FileStore(current.settings().files_dir).path(found.hash)
    if found is None or path is None or not path.is_file():
        raise NotFound
    return send_file(path, found.media_type, as_attachment=True, download_name=found.name)


@pages.get("/moi")
@allow(Permission.MANAGE_PARTNERS)
def new() -> ResponseReturnValue:
    partner = request.args.get("doi_tac", "")
    form = DraftForm(formdata=None, partner=partner, signed_by=code_of(scope.organization_id()))
    return _form(form)


@pages.post("/moi")
@allow(Permission.MANAGE_PARTNERS)
def draft() -> ResponseReturnValue:
    form = DraftForm()
    made = _drafted(form) if form.is_sent() else None
    if made is None:
        return _form(form), 422
    flash(_("Đã lập bản nháp. Hãy chọn đơn vị được hưởng và thêm ưu đãi."), "good")
    return redirect(url_for(".one", agreement_id=made.id), 303)


@pages.get("/<int:agreement_id>/sua")
@allow(Permission.MANAGE_PARTNERS)
def edit(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    return _form(PaperForm.of(agreement), agreement)


@pages.post("/<int:agreement_id>/sua")
@allow(Permission.MANAGE_PARTNERS)
def correct(agreement_id: int) -> ResponseReturnValue:
    agreement, form = partner_scope.own_agreement(agreement_id), PaperForm()
    changed = _corrected(agreement, form) if form.is_sent() else None
    if changed is None:
        return _form(form, agreement), 422
    if changed:
        note("agreement_changed", "agreements", agreement.id, fields=changed)
    flash(_("Đã lưu bản nháp."), "good")
    return redirect(url_for(".one", agreement_id=agreement.id), 303)


def _drafted(form: DraftForm) -> Agreement | None:
    partner, paper = form.with_whom(), _paper(form)
    if partner is None or paper is None:
        return None
    was_known = is_known(Agreement.number, paper.number)
    try:
        made = signing.draft(current.session(), partner, paper, now=current.now())
    except Invalid as refusal:
        form.blame(BLAMED.get(refusal.code, "number"), told(refusal.code, **refusal.params))
        return None
    if not was_known:
        note("agreement_drafted", "agreements", made.id)
    return made


def _corrected(agreement: Agreement, form: PaperForm) -> list[str] | None:
    paper = _paper(form)
    if paper is None:
        return None
    try:
        return signing.correct(current.session(), agreement, paper)
    except Invalid as refusal:
        form.blame(BLAMED.get(refusal.code, "number"), told(refusal.code, **refusal.params))
        return None


def _paper(form: PaperForm) -> Paper | None:
    signer_id = form.signer_id()
    try:
        return None if signer_id is None else form.paper(signer_id)
    except Invalid as refusal:
        form.blame("last_day", told(refusal.code))
        return None


def _form(form: PaperForm, agreement: Agreement | None = None) -> str:
    partner = agreement and current.session().get_one(Partner, agreement.partner_id)
    units = account_places.units()
    return render_template(
        "desk/agreements/form.html",
        form=form,
        agreement=agreement,
        partner=partner,
        signer=next((name for code, name in units if code == form.signed_by.data), ""),
        units=units,
        partners=account_places.partners(partner_scope.signable()),
    )
