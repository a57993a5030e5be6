"""People whom a list taken in did not name: the officer ticks who has left, and since when."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select
from wtforms import SelectField

from benefits import organization
from benefits.access import Permission
from benefits.desk import labels, scope
from benefits.desk.people.confirming_list import TicksField
from benefits.desk.people.member_forms import ENDINGS, DatedForm, choices_of
from benefits.desk.people.member_notes import note
from benefits.desk.rosters.untaken import untaken_of
from benefits.errors import NotFound, Refusal
from benefits.exchange.leavers import absent_from, belongs
from benefits.jobs import Job, JobState
from benefits.members import EndReason, Member, Membership, leaving
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, allow, current, required
from benefits.web.lists import Cursor, Selection, Turn, turn
from benefits.web.telling import sentence

pages = Blueprint("import_leavers", __name__, url_prefix="/nhap")
SHOWN: Final = 100


class LastDayForm(DatedForm):
    day = DayField(_l("Ngày cuối còn ở đơn vị"), [required(_l("Hãy ghi ngày."))])
    reason = SelectField(_l("Lý do"), choices=choices_of(ENDINGS))


class LeaversForm(LastDayForm):
    left = TicksField(_l("Đã rời"), coerce=int)


@pages.get("/<int:job_id>/roi")
@allow(Permission.MANAGE_MEMBERS)
def page(job_id: int) -> ResponseReturnValue:
    form = LeaversForm(formdata=None, day=day_of(current.now()) - ONE_DAY)
    return _page(taken_in(job_id), form)


@pages.post("/<int:job_id>/roi")
@allow(Permission.MANAGE_MEMBERS)
def end(job_id: int) -> ResponseReturnValue:
    """End the spans of those who were ticked: all of them, or nobody's."""
    job, form = taken_in(job_id), LeaversForm()
    is_meant = form.is_sent() and form.has_come() and _is_any(form)
    ended = _end(job, form) if is_meant else None
    if ended is None:
        return _page(job, form), 422
    flash(ngettext("Đã ghi %(num)s người rời.", "Đã ghi %(num)s người rời.", ended), "good")
    return redirect(url_for(".page", job_id=job.id), 303)


def taken_in(job_id: int) -> Job:
    """A whole list of people that was taken in, whose rows are still kept."""
    job = scope.job(job_id)
    is_done = job.kind == "import" and job.state is JobState.DONE
    result = job.result or {}
    is_whole = bool(result.get("run_id")) and not result.get("is_part")
    if not (is_done and is_whole) or job.input["kind"] != "members":
        raise NotFound
    return job


def _page(job: Job, form: LeaversForm) -> str:
    session, today = current.session(), day_of(current.now())
    shown = _turn(job)
    found = session.execute(
        select(Member, Membership)
        .join(Membership, Membership.member_id == Member.id)
        .where(Member.id.in_(shown.keys), belongs(today + ONE_DAY))
    ).all()
    people = sorted(found, key=lambda row: shown.keys.index(row[0].id))
    units = {span.organization_id for _member, span in people}
    return render_template(
        "desk/imports/leavers.html",
        job=job,
        form=form,
        people=people,
        turn=shown,
        names=organization.names_on(session, units, today),
        kinds=labels.KINDS,
        untaken=untaken_of(job),
    )


def absent(job: Job) -> Select[*tuple[Any, ...]]:
    """Select who goes on belonging after today: whose last day is today has been told."""
    found = absent_from((job.result or {})["run_id"], day_of(current.now()) + ONE_DAY)
    return found.where(Membership.organization_id.in_(scope.unit_ids()))


def _turn(job: Job) -> Turn:
    listed = absent(job).with_only_columns(Member.sort_key, Member.id)
    return turn(current.session(), Selection(listed), Cursor.among(request.args), size=SHOWN)


def _is_any(form: LeaversForm) -> bool:
    if not form.left.data:
        form.blame("left", _("Hãy đánh dấu người đã rời. Nếu không ai rời thì không cần làm gì."))
    return not form.errors


def _end(job: Job, form: LeaversForm) -> int | None:
    """Return how many left: whoever is on the list no more has been told before."""
    session, reason = current.session(), EndReason(form.reason.data)
    ticked = form.left.data or ()
    ids: Sequence[int] = session.scalars(absent(job).where(Member.id.in_(ticked))).all()
    last_day = form.on
    try:
        with session.begin_nested():  # all of them, or nobody
            for member_id in ids:
                leaving.leave(session, member_id, last_day + ONE_DAY, reason)
                note("member_left", member_id, last_day=last_day, reason=reason.value)
    except Refusal as refusal:
        form.blame("day", sentence(refusal.code, **refusal.params))
        return None
    return len(ids)
