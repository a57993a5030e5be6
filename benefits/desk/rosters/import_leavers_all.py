"""Everybody whom a list taken in did not name has left: said once for all pages, done in groups."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import IntegerField

from benefits import audit, jobs, organization
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.rosters import import_leavers
from benefits.desk.rosters.import_leavers import LastDayForm
from benefits.desk.rosters.untaken import untaken_of
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
        "people": [[each.id, each.span_id] for each in people],
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
    people = _people(job)
    units, count = _units(people), len(people)
    return render_template(
        "desk/imports/leavers_all.html",
        job=job,
        form=form,
        count=count,
        most=MOST,
        units=units[:UNITS_SHOWN],
        beyond=max(0, len(units) - UNITS_SHOWN),
        untaken=untaken_of(job),
    )


def _people(job: Job) -> list[Any]:
    """List who is meant, up to one more than may be, each with the span that ends.

    Whoever the list names somewhere is asked about alone.
    """
    mentioned = untaken_of(job).mentioned
    columns = Membership.id.label("span_id"), Membership.valid_from, Membership.organization_id
    absent = import_leavers.absent(job).with_only_columns(Member.id, *columns).order_by(Member.id)
    found = current.session().execute(absent.limit(MOST + 1 + len(mentioned)))
    return [each for each in found if each.id not in mentioned]


def _units(people: Sequence[Any]) -> list[Unit]:
    counted = Counter(each.organization_id for each in people)
    names = organization.names_on(current.session(), list(counted), day_of(current.now()))
    units = [Unit(names.get(key, ""), count) for key, count in counted.items()]
    return sorted(units, key=lambda each: (-each.people, each.name))


def _is_meant(form: EverybodyForm, people: Sequence[Any]) -> bool:
    later = sum(each.valid_from > form.on for each in people)
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
