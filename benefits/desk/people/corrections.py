"""What members ask to have mended: an inbox of the unit's officers and of those above."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit, organization
from benefits.access import Account, Permission
from benefits.desk.people import correction_list, correction_move
from benefits.desk.people.correction_forms import AcceptForm, DeclineForm, MoveForm
from benefits.desk.people.correction_list import Asked
from benefits.members import CorrectedField, Correction, corrections, merging
from benefits.periods import day_of
from benefits.web import allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("corrections", __name__, url_prefix="/yeu-cau")

lists.offer_files(pages, correction_list.asked, Permission.MANAGE_MEMBERS)


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
    asked = correction_list.one(correction_id)
    return _shown(asked, _form_for(asked), DeclineForm())


@pages.post("/<int:correction_id>/sua")
@allow(Permission.MANAGE_MEMBERS)
def accept(correction_id: int) -> ResponseReturnValue:
    """Mend what was asked; a change of unit needs the unit and a first day."""
    asked = correction_list.one(correction_id)
    if not asked.correction.is_open:
        return _too_late(asked.correction)
    form = _form_for(asked)
    if not form.is_sent() or not _moves(asked, form):
        return _shown(asked, form, DeclineForm()), 422
    _accept(asked, form.answer.data or "")
    flash(_("Đã sửa và báo cho đoàn viên. Giá trị cũ được giữ lại trong lịch sử."), "good")
    return redirect(url_for(".page"), 303)


@pages.post("/<int:correction_id>/khong-sua")
@allow(Permission.MANAGE_MEMBERS)
def decline(correction_id: int) -> ResponseReturnValue:
    asked, form = correction_list.one(correction_id), DeclineForm()
    if not asked.correction.is_open:
        return _too_late(asked.correction)
    if not form.is_sent():
        return _shown(asked, _form_for(asked), form), 422
    session, by, answer = current.session(), current.actor().account_id, form.reason.data or ""
    corrections.decline(session, asked.correction, by=by, now=current.now(), answer=answer)
    _note("correction_declined", asked)
    flash(_("Đã trả lời; đoàn viên thấy lý do trên trang của mình."), "good")
    return redirect(url_for(".page"), 303)


def _form_for(asked: Asked) -> AcceptForm:
    return correction_move.form_for(asked) if correction_move.wants_to_move(asked) else AcceptForm()


def _shown(asked: Asked, form: AcceptForm, refusal: DeclineForm) -> str:
    session, today = current.session(), day_of(current.now())
    correction = asked.correction
    decider = correction.decided_by_id
    return render_template(
        "desk/corrections/one.html",
        correction=correction,
        member=asked.member,
        unit=organization.name_on(session, asked.unit_id, today),
        fields=correction_list.FIELDS,
        standing=correction_list.badge_of(correction),
        decider=session.get_one(Account, decider).name if decider else None,
        beside=corrections.beside(session, correction) if correction.is_open else (),
        move=correction_move.told(asked) if correction_move.wants_to_move(asked) else None,
        form=form,
        refusal=refusal,
    )


def _moves(asked: Asked, form: AcceptForm) -> bool:
    """Move the person where that is asked; say beside the fields what is wrong."""
    return not isinstance(form, MoveForm) or correction_move.moves(asked, form)


def _accept(asked: Asked, answer: str) -> None:
    session, by, now = current.session(), current.actor().account_id, current.now()
    member = corrections.accept(session, asked.correction, by=by, now=now, answer=answer)
    if asked.correction.field is CorrectedField.FULL_NAME:
        for record in merging.records_of(session, member.id):
            account = access.member_account(session, record)
            if account is not None:
                account.name = member.full_name
    _note("correction_accepted", asked)


def _too_late(correction: Correction) -> ResponseReturnValue:
    flash(sentence("correction_decided"), "warn")
    return redirect(url_for(".one", correction_id=correction.id), 303)


def _note(act: str, asked: Asked) -> None:
    by, now, key = current.actor().account_id, current.now(), asked.correction.id
    fields = {"field": asked.correction.field.value, "member_id": asked.member.id}
    audit.note(current.session(), by, act, "corrections", key, now=now, fields=fields)
