"""Letters that let members in: who has one, printing them, and what an officer does for one."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit, jobs
from benefits.access import Permission, activation
from benefits.cards import letters, phones, trying
from benefits.cards.letters import Whom
from benefits.desk import job_files, scope, unit_picker
from benefits.desk.people import letter_list, letter_page, member_scope
from benefits.desk.tree import unit_counts
from benefits.jobs import Job
from benefits.members import merging
from benefits.organization import Organization
from benefits.web import Form, allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("letters", __name__, url_prefix="/thu-kich-hoat")
KIND: Final = "print_letters"

lists.offer_files(pages, letter_list.asked, Permission.MANAGE_MEMBERS)


class PrintForm(Form):
    whom = RadioField(
        _l("In cho ai"),
        choices=[
            SelectChoice(Whom.WITHOUT_LETTER, _l("Người chưa kích hoạt và chưa có thư còn hạn")),
            SelectChoice(Whom.NOT_ACTIVATED, _l("Mọi người chưa kích hoạt; thư cũ hết dùng được")),
        ],
        default=Whom.WITHOUT_LETTER,
    )


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return render_template(
        "desk/letters/page.html",
        picker=unit_picker.pick(unit),
        counts=_counted(unit) if unit_counts.is_small(unit.id) else None,
        listing=lists.opened(letter_list.asked()),
        form=PrintForm(),
    )


@pages.get("/dem")
@allow(Permission.MANAGE_MEMBERS)
def counts() -> ResponseReturnValue:
    """Count who can sign in; where many units stand below one, a part that comes after its page."""
    unit = scope.unit_or_own(request.args.get("donvi"))
    picker = unit_picker.pick(unit)
    return render_template("desk/letters/counts.html", picker=picker, counts=_counted(unit))


@pages.post("/in/<path:code>")
@allow(Permission.MANAGE_MEMBERS)
def print_many(code: str) -> ResponseReturnValue:
    """Print letters for a unit and all below it, in the background."""
    unit, form = scope.unit(code), PrintForm()
    if not form.is_sent():
        return redirect(url_for(".page", donvi=unit.code), 303)
    people = _counted(unit)
    waiting = people.with_letter if form.whom.data == Whom.NOT_ACTIVATED else 0
    if not people.without_letter + waiting:
        flash(_("Không có ai trong phạm vi này cần thư kích hoạt."), "info")
        return redirect(url_for(".page", donvi=unit.code), 303)
    job = _print({"unit": unit.id, "whom": form.whom.data})
    _note("letters_printed", "organizations", unit.id, {"whom": form.whom.data, "job": job.id})
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.get("/nguoi/<int:member_id>")
@allow(Permission.MANAGE_MEMBERS)
def one(member_id: int) -> ResponseReturnValue:
    return letter_page.shown(member_scope.standing(member_id))


@pages.post("/nguoi/<int:member_id>/in")
@allow(Permission.MANAGE_MEMBERS)
def print_one(member_id: int) -> ResponseReturnValue:
    """Print one person's letter: a forgotten PIN goes on working until the letter is used."""
    member = member_scope.standing(member_id)
    if not letter_list.has_good_card(member.id):
        flash(sentence("letter_needs_card"), "bad")
        return redirect(url_for(".one", member_id=member.id), 303)
    job = _print({"member_ids": [member.id]})
    _note("letter_printed", "members", member.id, {"job": job.id})
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/nguoi/<int:member_id>/dat-lai")
@allow(Permission.MANAGE_MEMBERS)
def reset(member_id: int) -> ResponseReturnValue:
    """Take a PIN and every open browser from a member, where somebody else may know them."""
    member, by = member_scope.standing(member_id), current.actor().account_id
    for record in merging.records_of(current.session(), member.id):
        activation.reset(current.session(), record, current.now())
    phones.take_off(current.session(), member.id, by=by, now=current.now())
    _note("pin_reset", "members", member.id)
    flash(_("Đã bỏ mã PIN, ngừng thẻ trên điện thoại. Hãy in thư mới cho người này."), "good")
    return redirect(url_for(".one", member_id=member.id), 303)


@pages.post("/nguoi/<int:member_id>/thu-lai")
@allow(Permission.MANAGE_MEMBERS)
def let_try(member_id: int) -> ResponseReturnValue:
    """Let a member try again at once: whoever read the card's code may have guessed too often."""
    member = member_scope.standing(member_id)
    trying.let_try(current.session(), member.id)
    _note("member_let_try", "members", member.id)
    flash(_("Đoàn viên gõ lại mã PIN được ngay."), "good")
    return redirect(url_for(".one", member_id=member.id), 303)


@pages.post("/tep/<int:job_id>/xoa")
@allow(Permission.MANAGE_MEMBERS)
def forget_file(job_id: int) -> ResponseReturnValue:
    """Delete printed letters' file: it holds codes, and paper is enough."""
    job = job_files.forget(job_id, KIND)
    _note("letters_deleted", "jobs", job.id)
    flash(_("Đã xóa tệp thư. Thư đã in vẫn dùng được."), "good")
    return redirect(url_for(".page"), 303)


def _counted(unit: Organization) -> letters.Counts:
    return letters.counts(current.session(), unit.id, current.now())


def _print(asked: dict[str, object]) -> Job:
    by = current.actor().account_id
    input_of = {**asked, "within": scope.organization_id()}
    return jobs.enqueue(current.session(), KIND, now=current.now(), input=input_of, account_id=by)


def _note(act: str, subject: str, key: object, fields: dict[str, object] | None = None) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, subject, key, now=now, fields=fields)
