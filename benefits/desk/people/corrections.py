"""What members ask to have mended: an inbox of the unit's officers and of those above."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from benefits import access, audit, organization, purchases
from benefits.access import Account, Permission
from benefits.desk import scope
from benefits.desk.people import correction_list
from benefits.desk.staff import account_places
from benefits.errors import NotFound, Refusal
from benefits.members import CorrectedField, Correction, Member, corrections, enrolment
from benefits.periods import day_of
from benefits.web import DayField, Form, allow, current, lists, required, text_field
from benefits.web.telling import sentence

pages = Blueprint("corrections", __name__, url_prefix="/yeu-cau")

lists.offer_files(pages, correction_list.asked, Permission.MANAGE_MEMBERS)


class AcceptForm(Form):
    unit = text_field(_l("Mã đơn vị mới"), Optional())
    since = DayField(_l("Thuộc đơn vị mới từ ngày"), [Optional()])
    answer = text_field(_l("Lời nhắn cho đoàn viên"), Length(max=500))


class DeclineForm(Form):
    reason = TextAreaField(
        _l("Lý do không sửa"), [required(_l("Hãy ghi lý do để đoàn viên hiểu.")), Length(max=500)]
    )


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    return render_template(
        "desk/corrections/page.html",
        listing=lists.opened(correction_list.asked()),
        waiting=correction_list.waiting(),
    )


@pages.get("/<int:correction_id>")
@allow(Permission.MANAGE_MEMBERS)
def one(correction_id: int) -> ResponseReturnValue:
    return _shown(correction_list.one(correction_id), AcceptForm(), DeclineForm())


@pages.post("/<int:correction_id>/sua")
@allow(Permission.MANAGE_MEMBERS)
def accept(correction_id: int) -> ResponseReturnValue:
    """Mend what was asked; a change of unit needs the unit's code and a first day."""
    correction, form = correction_list.one(correction_id), AcceptForm()
    if not correction.is_open:
        return _too_late(correction)
    if not form.is_sent() or not _moves(correction, form):
        return _shown(correction, form, DeclineForm()), 422
    _accept(correction, form.answer.data or "")
    flash(_("Đã sửa và báo cho đoàn viên. Giá trị cũ được giữ lại trong lịch sử."), "good")
    return redirect(url_for(".page"), 303)


@pages.post("/<int:correction_id>/khong-sua")
@allow(Permission.MANAGE_MEMBERS)
def decline(correction_id: int) -> ResponseReturnValue:
    correction, form = correction_list.one(correction_id), DeclineForm()
    if not correction.is_open:
        return _too_late(correction)
    if not form.is_sent():
        return _shown(correction, AcceptForm(), form), 422
    session, by, answer = current.session(), current.actor().account_id, form.reason.data or ""
    corrections.decline(session, correction, by=by, now=current.now(), answer=answer)
    _note("correction_declined", correction)
    flash(_("Đã trả lời; đoàn viên thấy lý do trên trang của mình."), "good")
    return redirect(url_for(".page"), 303)


def _shown(correction: Correction, form: AcceptForm, refusal: DeclineForm) -> str:
    session, today = current.session(), day_of(current.now())
    last = enrolment.spans_of(session, [correction.member_id])[correction.member_id][-1]
    decider, needs_unit = correction.decided_by_id, correction.field is CorrectedField.UNIT
    return render_template(
        "desk/corrections/one.html",
        correction=correction,
        member=session.get_one(Member, correction.member_id),
        unit=organization.name_on(session, last.organization_id, today),
        fields=correction_list.FIELDS,
        standing=correction_list.badge_of(correction),
        decider=session.get_one(Account, decider).name if decider else None,
        needs_unit=needs_unit,
        units=account_places.units() if needs_unit and correction.is_open else (),
        form=form,
        refusal=refusal,
    )


def _moves(correction: Correction, form: AcceptForm) -> bool:
    """Move the member where a unit is to be mended; say beside the fields what is wrong."""
    if correction.field is not CorrectedField.UNIT:
        return True
    try:
        unit = scope.unit(form.unit.data or "")
        since = form.since.data or day_of(current.now())
        if since > day_of(current.now()):
            form.blame("since", _("Hãy chọn hôm nay hoặc một ngày đã qua."))
            return False
        arguments = (current.session(), correction.member_id, unit.id, since)
        purchases.transfer(*arguments, now=current.now())
    except NotFound:
        form.blame("unit", _("Không có đơn vị mang mã này trong phạm vi của bạn."))
    except Refusal as refusal:
        form.blame("since", sentence(refusal.code, **refusal.params))
    return not form.errors


def _accept(correction: Correction, answer: str) -> None:
    session, by, now = current.session(), current.actor().account_id, current.now()
    member = corrections.accept(session, correction, by=by, now=now, answer=answer)
    account = access.member_account(session, member.id)
    if account is not None and correction.field is CorrectedField.FULL_NAME:
        account.name = member.full_name
    _note("correction_accepted", correction)


def _too_late(correction: Correction) -> ResponseReturnValue:
    flash(sentence("correction_decided"), "warn")
    return redirect(url_for(".one", correction_id=correction.id), 303)


def _note(act: str, correction: Correction) -> None:
    by, now = current.actor().account_id, current.now()
    fields = {"field": correction.field.value, "member_id": correction.member_id}
    audit.note(current.session(), by, act, "corrections", correction.id, now=now, fields=fields)
