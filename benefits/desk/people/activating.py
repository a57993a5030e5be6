"""Activating for a member who stands at the desk: the member chooses the PIN, on this screen."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, PasswordField

from benefits import audit
from benefits.access import (
    ConsentDecision,
    ConsentMedium,
    Permission,
    activation,
    consents,
    passwords,
)
from benefits.desk.people import letter_list, member_scope, papers
from benefits.errors import Invalid, Refusal
from benefits.members import Member, merging
from benefits.web import Form, allow, current, required
from benefits.web.languages import language
from benefits.web.telling import sentence, told
from benefits.wording import consent

pages = Blueprint("activating", __name__, url_prefix="/thu-kich-hoat/nguoi")

GIVEN: Final = ConsentDecision.GIVEN


class DeskStartForm(Form):
    """`signed` is asked where no consent is kept; it is an officer's word for a paper.

    Whoever has the paper scanned by then attaches it; it makes the tick needless.
    """

    chosen = PasswordField(_l("Mã PIN do đoàn viên chọn"), [required(_l("Hãy gõ 6 chữ số."))])
    again = PasswordField(_l("Đoàn viên gõ lại mã PIN"), [required(_l("Hãy gõ lại 6 chữ số đó."))])
    signed = BooleanField(_l("Đoàn viên đã tự ký phiếu đồng ý, công đoàn giữ phiếu"))
    scan = FileField(_l("Phiếu đồng ý đã ký (PDF, JPEG hoặc PNG, tối đa 20 MB)"))


@pages.get("/<int:member_id>/tai-quay")
@allow(Permission.MANAGE_MEMBERS)
def page(member_id: int) -> ResponseReturnValue:
    return _page(member_scope.standing(member_id), DeskStartForm())


@pages.post("/<int:member_id>/tai-quay")
@allow(Permission.MANAGE_MEMBERS)
def start(member_id: int) -> ResponseReturnValue:
    """Let the member in with the PIN just chosen; other phones have to sign in again."""
    member, form = member_scope.standing(member_id), DeskStartForm()
    if not letter_list.has_good_card(member.id):
        flash(sentence("letter_needs_card"), "bad")
        return redirect(url_for("letters.one", member_id=member.id), 303)
    if not form.is_sent() or not _starts(member, form):
        return _page(member, form), 422
    flash(_("Đã kích hoạt. Đoàn viên đăng nhập bằng mã trên thẻ và mã PIN vừa chọn."), "good")
    return redirect(url_for("letters.one", member_id=member.id), 303)


def _starts(member: Member, form: DeskStartForm) -> bool:
    session, by, now = current.session(), current.actor().account_id, current.now()
    needs_paper = not _has_consented(member)
    if needs_paper:
        _look_for_paper(form)
    if form.chosen.data != form.again.data:
        form.blame("again", told("passwords_differ"))
    if form.errors:
        return False
    try:
        passwords.check_pin_of(form.chosen.data or "", birth=member.birth, phone=member.phone)
        pin = form.chosen.data or ""
        others = merging.others_of(session, member.id)
        activation.start(session, member.id, pin, name=member.full_name, now=now, others=others)
    except Refusal as refusal:
        form.blame("chosen", told(refusal.code, refusal.params))
        return False
    if needs_paper:
        paper = ConsentMedium.PAPER
        kept = papers.keep_sheet(form.scan.data) if form.scan.data else None
        consents.decide(session, member.id, GIVEN, paper, by=by, now=now, evidence_hash=kept)
        audit.note(session, by, "consent_noted", "members", member.id, now=now)
    audit.note(session, by, "activated_at_desk", "members", member.id, now=now)
    return True


def _look_for_paper(form: DeskStartForm) -> None:
    """Look whether there is a paper; it is kept once nothing else is wrong, or not at all."""
    if form.scan.data:
        try:
            papers.check_sheet(form.scan.data)
        except Invalid as refusal:
            form.blame("scan", sentence(refusal.code, **refusal.params))
    elif not form.signed.data:
        form.blame("signed", _("Chưa có phiếu đồng ý thì chưa mở trên điện thoại được."))


def _has_consented(member: Member) -> bool:
    records = merging.records_of(current.session(), member.id)
    newest = consents.newest(current.session(), records)
    return newest is not None and newest.decision is GIVEN


def _page(member: Member, form: DeskStartForm) -> str:
    return render_template(
        "desk/letters/start.html",
        member=member,
        form=form,
        may_start=letter_list.has_good_card(member.id),
        has_consented=_has_consented(member),
        text=consent.current(language()),
    )
