"""What is done to an agreement: its paper kept, put in force, prolonged, terminated."""

from datetime import date
from typing import BinaryIO

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from benefits import agreements as signing
from benefits import purchases
from benefits.access import Permission
from benefits.agreements import Agreement
from benefits.desk.partnership import agreement_page, partner_scope
from benefits.desk.partnership.agreement_forms import (
    ExtendForm,
    ScanForm,
    TerminateForm,
    after,
    today,
    told,
)
from benefits.desk.partnership.partner_notes import note
from benefits.errors import Conflict, DomainError
from benefits.jobs import FileStore
from benefits.money import grouped
from benefits.periods import ONE_DAY
from benefits.purchases import Purchase
from benefits.web import Form, allow, current

pages = Blueprint("agreement_acts", __name__, url_prefix="/thoa-thuan/<int:agreement_id>")


@pages.post("/hieu-luc")
@allow(Permission.MANAGE_PARTNERS)
def put_in_force(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    try:
        is_news = signing.put_in_force(current.session(), agreement)
    except DomainError as refusal:
        flash(told(refusal.code), "bad")
        return _back(agreement)
    if is_news:
        note("agreement_in_force", "agreements", agreement.id)
    flash(_("Thỏa thuận có hiệu lực theo ngày đã ghi."), "good")
    return _back(agreement)


@pages.post("/bo-ban-nhap")
@allow(Permission.MANAGE_PARTNERS)
def discard(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    partner_id, number = agreement.partner_id, agreement.number
    try:
        signing.discard(current.session(), agreement)
    except Conflict as refusal:
        flash(told(refusal.code), "bad")
        return _back(agreement)
    note("agreement_discarded", "partners", partner_id, number=number)
    flash(_("Đã bỏ bản nháp %(number)s.", number=number), "good")
    return redirect(url_for("partners.one", partner_id=partner_id), 303)


@pages.post("/gia-han")
@allow(Permission.MANAGE_PARTNERS)
def extend(agreement_id: int) -> ResponseReturnValue:
    agreement, form = partner_scope.own_agreement(agreement_id), ExtendForm()
    if not form.is_sent():
        return _again(agreement, extending=form)
    try:
        is_news = signing.extend(agreement, after(form.last_day.data))
    except DomainError as refusal:
        form.blame("last_day", told(refusal.code, **refusal.params))
        return _again(agreement, extending=form)
    if is_news:
        note("agreement_extended", "agreements", agreement.id, last_day=form.last_day.data)
    flash(_("Đã gia hạn thỏa thuận."), "good")
    if codes := agreement_page.ending_before(agreement):
        named = ", ".join(codes)
        flash(
            _("Ưu đãi vẫn dừng trước hạn mới: %(codes)s. Hãy lập phiên bản mới.", codes=named),
            "warn",
        )
    return _back(agreement)


@pages.post("/cham-dut")
@allow(Permission.MANAGE_PARTNERS)
def terminate(agreement_id: int) -> ResponseReturnValue:
    agreement, form = partner_scope.own_agreement(agreement_id), TerminateForm()
    ends = after(form.last_day.data) if form.is_sent() else None
    if ends is None:
        return _again(agreement, terminating=form)
    try:
        is_news = signing.terminate(agreement, ends, form.reason.data or "", today=today())
    except DomainError as refusal:
        form.blame("last_day", told(refusal.code, **refusal.params))
        return _again(agreement, terminating=form)
    if is_news:
        note("agreement_terminated", "agreements", agreement.id, last_day=form.last_day.data)
    flash(_ended(agreement, ends), "good")
    return _back(agreement)


def _ended(agreement: Agreement, ends: date) -> str:
    """Say how many uses lie behind the end: most often none, and many where the day is a slip."""
    behind = (Purchase.agreement_id == agreement.id, Purchase.bought_on >= ends)
    uses = purchases.totals_where(current.session(), *behind).uses
    said = _("Đã ghi chấm dứt thỏa thuận. Nếu nhập nhầm ngày, bấm Thu hồi chấm dứt.")
    kept = ngettext(
        "%(n)s lượt đã ghi sau ngày đó vẫn giữ nguyên.",
        "%(n)s lượt đã ghi sau ngày đó vẫn giữ nguyên.",
        uses,
        n=grouped(uses),
    )
    return f"{said} {kept}" if uses else said


@pages.post("/thu-hoi-cham-dut")
@allow(Permission.MANAGE_PARTNERS)
def resume(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    before = agreement.terminated_on
    if before is not None and signing.resume(agreement):
        last_day = before - ONE_DAY
        note("agreement_resumed", "agreements", agreement.id, last_day=last_day)
    flash(_("Thỏa thuận lại có hiệu lực theo ngày đã ký."), "good")
    return _back(agreement)


@pages.post("/ban-quet")
@allow(Permission.MANAGE_PARTNERS)
def attach(agreement_id: int) -> ResponseReturnValue:
    agreement, form = partner_scope.own_agreement(agreement_id), ScanForm()
    if not form.is_sent():
        return _again(agreement, scanning=form)
    before = agreement.scan_hash
    try:
        is_news = _kept(agreement, form.scan.data.stream, form.scan.data.filename or "")
    except DomainError as refusal:
        form.blame("scan", told(refusal.code, **refusal.params))
        return _again(agreement, scanning=form)
    if is_news:
        fields = {"hash": agreement.scan_hash, "before": before}
        note("agreement_scanned", "agreements", agreement.id, **fields)
    flash(_("Đã lưu bản quét."), "good")
    return _back(agreement)


def _kept(agreement: Agreement, content: BinaryIO, name: str) -> bool:
    content.seek(0)  # the request may be answered a second time
    store = FileStore(current.settings().files_dir)
    session, now = current.session(), current.now()
    return signing.attach(session, store, agreement, content, name=name, now=now)


def _back(agreement: Agreement) -> ResponseReturnValue:
    return redirect(url_for("agreements.one", agreement_id=agreement.id), 303)


def _again(agreement: Agreement, **forms: Form) -> ResponseReturnValue:
    page = agreement_page.about(agreement, **forms)
    return render_template("desk/agreements/one.html", **page), 422
