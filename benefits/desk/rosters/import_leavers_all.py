"""Everybody whom a list taken in did not name has left: said once for all pages, done in groups."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import func
from wtforms import IntegerField

from benefits import audit, jobs, organization
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.rosters import import_leavers
from benefits.desk.rosters.import_leavers import LastDayForm
from benefits.jobs import Job
from benefits.members import Member, Membership
from benefits.periods import ONE_DAY, day_of
from benefits.web import allow, current, given

pages = Blueprint("import_leavers_all", __name__, url_prefix="/nhap")
UNITS_SHOWN: Final = 20
MOST: Final = 50_000


class Unit(NamedTuple):
    name: str
    people: int


class EverybodyForm(LastDayForm):
    """Typing the number is how somebody says that it was read, and not another one."""

    number = IntegerField(_l("Gõ số người để xác nhận"), [given(_l("Hãy gõ số người."))])


@pages.get("/<int:job_id>/roi/tat-ca")
@allow(Permission.MANAGE_MEMBERS)
def page(job_id: int) -> ResponseReturnValue:
    form = EverybodyForm(formdata=None, day=day_of(current.now()) - ONE_DAY)
    return _page(import_leavers.taken_in(job_id), form)


@pages.post("/<int:job_id>/roi/tat-ca")
@allow(Permission.MANAGE_MEMBERS)
def end(job_id: int) -> ResponseReturnValue:
    """Let them leave in the background, where they still are as many as was read."""
    job, form = import_leavers.taken_in(job_id), EverybodyForm()
    people = _people(job)
    if not (form.is_sent() and form.has_come() and _is_meant(form, people)):
        return _page(job, form), 422
    asked = {
        "people": [[member_id, span_id] for member_id, span_id, _since in people],
        "last_day": form.on.isoformat(),
        "reason": form.reason.data,
        "list": job.id,
        "within": scope.organization_id(),
    }
    session, by, now = current.session(), current.actor().account_id, current.now()
    work = jobs.enqueue(session, "end_leavers", now=now, input=asked, account_id=by)
    told = {"count": len(people), "last_day": asked["last_day"], "job": work.id}
    unit = scope.organization_id()
    audit.note(session, by, "leavers_ended", "organizations", unit, now=now, fields=told)
    return redirect(url_for("jobs.page", job_id=work.id), 303)


def _page(job: Job, form: EverybodyForm) -> str:
    units, count = _units(job), len(_people(job))
    return render_template(
        "desk/imports/leavers_all.html",
        job=job,
        form=form,
        count=count,
        most=MOST,
        units=units[:UNITS_SHOWN],
        beyond=max(0, len(units) - UNITS_SHOWN),
        refused=(job.result or {}).get("refused_lines", 0),
    )


def _people(job: Job) -> Sequence[Any]:
    """List who is meant, up to one more than may be, each with the span that ends."""
    absent = import_leavers.absent(job).order_by(Member.id)
    columns = (Member.id, Membership.id, Membership.valid_from)
    return current.session().execute(absent.with_only_columns(*columns).limit(MOST + 1)).all()


def _units(job: Job) -> list[Unit]:
    session = current.session()
    counted = import_leavers.absent(job).with_only_columns(
        Membership.organization_id, func.count().label("people")
    )
    rows = session.execute(counted.group_by(Membership.organization_id)).all()
    names = organization.names_on(session, [row[0] for row in rows], day_of(current.now()))
    units = [Unit(names.get(key, ""), people) for key, people in rows]
    return sorted(units, key=lambda each: (-each.people, each.name))


def _is_meant(form: EverybodyForm, people: Sequence[Any]) -> bool:
    later = sum(since > form.on for _member_id, _span_id, since in people)
    if form.number.data != len(people):
        said = ngettext(
            "Số người bây giờ là %(count)s. Hãy xem lại.",
            "Số người bây giờ là %(count)s. Hãy xem lại.",
            len(people),
            count=len(people),
        )
        form.blame("number", said)
    elif later:
        said = ngettext(
            "%(n)s người chỉ tham gia sau ngày này. Hãy chọn ngày khác.",
            "%(n)s người chỉ tham gia sau ngày này. Hãy chọn ngày khác.",
            later,
            n=later,
        )
        form.blame("day", said)
    return not form.errors and 0 < len(people) <= MOST
