"""The quarterly look through a unit's list: names, ticks for who has left, one button."""

from datetime import date
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from benefits import audit, organization
from benefits.access import Account, Permission
from benefits.desk import scope
from benefits.desk.people import confirming_list
from benefits.desk.people.confirming_list import AFTER, SEEN, ConfirmForm
from benefits.desk.people.member_notes import note
from benefits.errors import Refusal
from benefits.members import EndReason, Member, confirming, leaving, to_confirm
from benefits.members.holding import hold_belonging
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import allow, current
from benefits.web.telling import sentence

pages = Blueprint("confirming", __name__, url_prefix="/xac-nhan")
ONLY: Final = "only"
ONWARD: Final = "tiep"
NAMED: Final = 5


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _page(unit, ConfirmForm(formdata=None, day=day_of(current.now())))


@pages.post("/")
@allow(Permission.MANAGE_MEMBERS)
def confirm() -> ResponseReturnValue:
    """End whoever was ticked; then go on to more names, or confirm the rest at the last of them."""
    unit, form = scope.unit_or_own(request.args.get("donvi")), ConfirmForm()
    hold_belonging(current.session())
    if not (form.is_sent() and form.has_come()):
        return _page(unit, form), 422
    if ONLY in request.form:
        return _left(unit, form)
    people = confirming_list.confirmed_just_now(unit, form)
    if people is None:
        people = _confirmed(unit, form)
    if people is None:
        return _page(unit, form), 422
    told = ngettext("Đã xác nhận: %(num)s người.", "Đã xác nhận: %(num)s người.", people)
    flash(told, "good")
    _name_who_left(unit, form)
    return redirect(url_for("members.page", donvi=unit.code), 303)


def _left(unit: Organization, form: ConfirmForm) -> ResponseReturnValue:
    """Write down who of a page has left, and show the next one or begin anew."""
    more = request.form.get(AFTER, 0, int) if request.form[ONLY] == ONWARD else 0
    already = {member for member, _span in confirming_list.gone(unit, form)}
    if more and not confirming_list.is_unchanged(unit, form):
        return _page(unit, form), 422
    ended = _ended(unit, form)
    if ended is None:
        return _page(unit, form), 422
    count = ended + len(already.intersection(form.left.data or ()))
    if count or not more:
        told = ngettext("Đã ghi %(num)s người rời.", "Đã ghi %(num)s người rời.", count)
        flash(told, "good")
    _name_who_left(unit, form)
    if not more:
        return redirect(url_for(".page", donvi=unit.code), 303)
    seen: dict[str, Any] = {AFTER: more, SEEN: confirming_list.look(unit).mark}
    return redirect(url_for(".page", donvi=unit.code, **seen), 303)


def _name_who_left(unit: Organization, form: ConfirmForm) -> None:
    """A thumb on a small screen ticks a wrong box: name whom it ended, and the way back."""
    ids = dict.fromkeys(member for member, _span in confirming_list.gone(unit, form))
    rows = select(Member.full_name).where(Member.id.in_(ids)).order_by(Member.sort_key, Member.id)
    names = current.session().scalars(rows).all() if ids else ()
    if not names:
        return
    named, others = ", ".join(names[:NAMED]), len(names) - NAMED
    if others > 0:
        more = ngettext("và %(num)s người khác", "và %(num)s người khác", others)
        named = f"{named} {more}"
    told = _(
        "Đã rời: %(names)s. Ghi nhầm thì mở trang của người đó, bấm “Tham gia lại”.", names=named
    )
    flash(told, "warn")


def _page(unit: Organization, form: ConfirmForm) -> str:
    session, today = current.session(), day_of(current.now())
    people, more = confirming_list.people(unit)
    looked = confirming_list.look(unit)
    last = confirming.last_of(session, unit.id)
    by = session.get(Account, last.by_id) if last and last.by_id else None
    return render_template(
        "desk/members/confirm.html",
        unit=unit,
        unit_name=organization.name_on(session, unit.id, today) or unit.code,
        form=form,
        people=people,
        more=more,
        looked=looked,
        seen=looked.mark if form.left.errors or not form.seen.data else form.seen.data,
        is_another=confirming_list.is_another(looked),
        last=last,
        by=by.name if by else None,
        is_due=confirming.is_due(last, today) or confirming.is_late(session, unit.id, today),
    )


def _ended(unit: Organization, form: ConfirmForm) -> int | None:
    ids = confirming_list.ticked(unit, form)
    try:
        with current.session().begin_nested():  # all of them, or nobody
            for member_id in ids:
                _leave(member_id, form.on, form.because)
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


def _confirmed(unit: Organization, form: ConfirmForm) -> int | None:
    """Confirm who stays of the list that was looked at; None where it is another by now."""
    session, by, now = current.session(), current.actor().account_id, current.now()
    ended = _ended(unit, form) if confirming_list.is_unchanged(unit, form) else None
    if ended is None:
        return None
    people = to_confirm.count_listed(session, unit.id, day_of(now))
    confirming.confirm(session, unit.id, people=people, leavers=ended, by=by, now=now)
    told = {"count": people, "leavers": ended, "list": form.seen.data}
    audit.note(session, by, confirming_list.ACT, "organizations", unit.id, now=now, fields=told)
    return people
