"""The quarterly look through a unit's list: names, ticks for who has left, one button."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, func, select, tuple_
from wtforms import IntegerField, SelectField, SelectMultipleField
from wtforms.form import BaseForm

from benefits import audit, organization
from benefits.access import Account, Permission
from benefits.cards.finding import belonged_on
from benefits.desk import labels, scope
from benefits.desk.people.member_forms import ENDINGS, DatedForm, choices_of
from benefits.desk.people.member_notes import note
from benefits.errors import Refusal
from benefits.members import EndReason, Member, Membership, confirming, leaving
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, allow, current, given, required
from benefits.web.telling import sentence

pages = Blueprint("confirming", __name__, url_prefix="/xac-nhan")
SHOWN: Final = 500


class Person(NamedTuple):
    id: int
    sort_key: str
    name: str
    number: str
    birth: str
    kind: str


class TicksField(SelectMultipleField):
    """Keys of ticked people; whether each is on the list is looked up."""

    def pre_validate(self, form: BaseForm) -> None:
        """Take any key: nobody else than the unit's people is ended."""


class ConfirmForm(DatedForm):
    """Whoever is ticked has left: the last day is today or has been."""

    seen = IntegerField(validators=[given()])
    left = TicksField(_l("Đã rời"), coerce=int)
    day = DayField(_l("Ngày cuối của những người đã đánh dấu"), [required(_l("Hãy ghi ngày."))])
    reason = SelectField(_l("Lý do"), choices=choices_of(ENDINGS))


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _page(unit, ConfirmForm(formdata=None, day=day_of(current.now())))


@pages.post("/")
@allow(Permission.MANAGE_MEMBERS)
def confirm() -> ResponseReturnValue:
    """End whoever was ticked, and confirm the rest where no further page of names follows."""
    unit, form = scope.unit_or_own(request.args.get("donvi")), ConfirmForm()
    if not (form.is_sent() and form.has_come() and _is_unchanged(unit, form)):
        return _page(unit, form), 422
    ended = _ended(unit, form)
    if ended is None:
        return _page(unit, form), 422
    if "only" in request.form:
        told = ngettext("Đã ghi %(num)s người rời.", "Đã ghi %(num)s người rời.", ended)
        flash(told, "good")
        return redirect(url_for(".page", donvi=unit.code), 303)
    people = _confirmed(unit, ended)
    told = ngettext("Đã xác nhận: %(num)s người.", "Đã xác nhận: %(num)s người.", people)
    flash(told, "good")
    return redirect(url_for("members.page", donvi=unit.code), 303)


def _page(unit: Organization, form: ConfirmForm) -> str:
    session, today = current.session(), day_of(current.now())
    people, more = _people(unit, request.args.get("sau", 0, int))
    last = confirming.last_of(session, unit.id)
    by = session.get(Account, last.by_id) if last and last.by_id else None
    return render_template(
        "desk/members/confirm.html",
        unit=unit,
        unit_name=organization.name_on(session, unit.id, today) or unit.code,
        form=form,
        people=people,
        more=more,
        count=_count(unit),
        last=last,
        by=by.name if by else None,
        is_due=confirming.is_due(last, today),
    )


def _people(unit: Organization, after: int) -> tuple[Sequence[Person], int | None]:
    """Give a page of the unit's people, and after whom the next one begins."""
    rows = _listed(unit)
    if after:
        key = select(Member.sort_key).where(Member.id == after).scalar_subquery()
        rows = rows.where(tuple_(Member.sort_key, Member.id) > tuple_(key, after))
    kinds = labels.KINDS
    found = current.session().execute(rows.order_by(Member.sort_key, Member.id).limit(SHOWN + 1))
    people = [
        Person(key, order, name, number, "/".join(reversed((birth or "").split("-"))), kinds[kind])
        for key, order, name, number, birth, kind in found
    ]
    return people[:SHOWN], people[SHOWN - 1].id if len(people) > SHOWN else None


def _listed(unit: Organization) -> Select[*tuple[Any, ...]]:
    """Select who goes on belonging after today: somebody whose last day is today has left."""
    tomorrow = day_of(current.now()) + ONE_DAY
    units = confirming.people_units(unit.id, tomorrow)
    return (
        select(
            Member.id,
            Member.sort_key,
            Member.full_name,
            Member.member_no,
            Member.birth,
            Membership.kind,
        )
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.organization_id.in_(units), belonged_on(tomorrow))
        .where(Member.erased_at.is_(None))
    )


def _count(unit: Organization) -> int:
    counted = _listed(unit).with_only_columns(func.count())
    return current.session().scalar(counted) or 0


def _is_unchanged(unit: Organization, form: ConfirmForm) -> bool:
    """Refuse to confirm another list than the one that was looked at; what was ticked stays."""
    count = _count(unit)
    if form.seen.data != count:
        said = _("Danh sách vừa thay đổi, nay có %(n)s người. Hãy xem lại rồi bấm.", n=count)
        form.blame("left", said)
    return not form.errors


def _ended(unit: Organization, form: ConfirmForm) -> int | None:
    session, reason = current.session(), EndReason(form.reason.data)
    wanted = _listed(unit).with_only_columns(Member.id).where(Member.id.in_(form.left.data or ()))
    ids = session.scalars(wanted).all()
    try:
        with session.begin_nested():  # all of them, or nobody
            for member_id in ids:
                _leave(member_id, form.on, reason)
    except Refusal as refusal:
        form.blame("day", sentence(refusal.code, **refusal.params))
        return None
    return len(ids)


def _leave(member_id: int, last_day: date, reason: EndReason) -> None:
    """End somebody who has not just left along with the person that was belonged through."""
    session, day = current.session(), last_day + ONE_DAY
    span = leaving.last_span(session, member_id)
    if span is not None and span.ended_because is EndReason.THEO_DOAN_VIEN:
        return
    leaving.leave(session, member_id, day, reason)
    note("member_left", member_id, last_day=last_day, reason=reason.value)


def _confirmed(unit: Organization, ended: int) -> int:
    session, by, now = current.session(), current.actor().account_id, current.now()
    people = _count(unit)
    confirming.confirm(session, unit.id, people=people, leavers=ended, by=by, now=now)
    told = {"count": people, "leavers": ended}
    audit.note(session, by, "list_confirmed", "organizations", unit.id, now=now, fields=told)
    return people
