"""Where one person belongs: leaving, moving to another CĐCS, joining the union, coming back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import organization, purchases
from benefits.access import Permission
from benefits.desk.people import member_scope
from benefits.desk.people.member_forms import (
    AgainForm,
    KindForm,
    LeaveForm,
    TransferForm,
)
from benefits.desk.people.member_notes import note
from benefits.desk.people.moving import go_on, move
from benefits.errors import NotFound, Refusal
from benefits.members import BeneficiaryKind, EndReason, Member, kinship, leaving
from benefits.members.belonging import Belonging
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import Form, allow, current
from benefits.web.telling import sentence

pages = Blueprint("member_moves", __name__, url_prefix="/doan-vien")


@pages.get("/<int:member_id>/thoi")
@allow(Permission.MANAGE_MEMBERS)
def leaving_page(member_id: int) -> ResponseReturnValue:
    form = LeaveForm(day=day_of(current.now()))
    return _page("leave", member_scope.changeable(member_id), form)


@pages.post("/<int:member_id>/thoi")
@allow(Permission.MANAGE_MEMBERS)
def leave(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), LeaveForm()

    def act() -> None:
        member_scope.hold_since(member, form.on + ONE_DAY)
        reason = EndReason(form.reason.data)
        leaving.leave(current.session(), member.id, form.on + ONE_DAY, reason)
        note("member_left", member.id, last_day=form.on, reason=reason.value)

    if not _done(form, act):
        return _page("leave", member, form), 422
    flash(_("Đã ghi thôi tham gia. Thẻ không còn dùng được sau ngày đó."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.get("/<int:member_id>/chuyen")
@allow(Permission.MANAGE_MEMBERS)
def transfer_page(member_id: int) -> ResponseReturnValue:
    form = TransferForm(day=day_of(current.now()))
    return _transfer(member_scope.changeable(member_id), form)


@pages.post("/<int:member_id>/chuyen")
@allow(Permission.MANAGE_MEMBERS)
def transfer(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), TransferForm()
    _offer_units(form, request.form.get("unit"))
    if member_scope.is_relative(member_scope.last(member)):
        raise NotFound

    def act() -> None:
        if not move(member, form.unit.data, form.on):
            raise Refusal("same_unit")

    if not (form.is_sent() and form.has_come() and _done(form, act)):
        return _transfer(member, form), 422
    flash(_("Đã chuyển %(name)s sang đơn vị mới.", name=member.full_name), "good")
    is_ours = member.id in member_scope.within([member.id])
    here = url_for("members.one", member_id=member.id)
    return redirect(here if is_ours else url_for("members.page"), 303)


@pages.get("/<int:member_id>/doi-tuong")
@allow(Permission.MANAGE_MEMBERS)
def kind_page(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), KindForm(day=day_of(current.now()))
    _offer_kinds(form, member)
    return _page("kind", member, form)


@pages.post("/<int:member_id>/doi-tuong")
@allow(Permission.MANAGE_MEMBERS)
def change_kind(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), KindForm()
    through = _offer_kinds(form, member)

    def act() -> None:
        member_scope.hold_since(member, form.on)
        kind, other = BeneficiaryKind(form.kind.data), None
        if kind is BeneficiaryKind.THAN_NHAN and through is not None:
            member_scope.must_hold(through, form.on)
            other = through.id
        session, now = current.session(), current.now()
        purchases.change_kind(session, member.id, kind, form.on, now=now, relative_of_id=other)
        note("member_kind_changed", member.id, kind=kind.value, day=form.on)
        go_on(member)

    if not _done(form, act):
        return _page("kind", member, form), 422
    flash(_("Đã đổi đối tượng."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.get("/<int:member_id>/tham-gia-lai")
@allow(Permission.MANAGE_MEMBERS)
def again_page(member_id: int) -> ResponseReturnValue:
    """Offer today, or the first day that is free; and to be again what the person was."""
    member, today = member_scope.changeable(member_id), day_of(current.now())
    span = member_scope.last(member)
    was = BeneficiaryKind.DOAN_VIEN if member_scope.is_relative(span) else span.kind
    day = max(today, span.valid_until or today)
    return _again(member, AgainForm(day=day, kind=was.value, along=True))


@pages.post("/<int:member_id>/tham-gia-lai")
@allow(Permission.MANAGE_MEMBERS)
def come_again(member_id: int) -> ResponseReturnValue:
    """Let somebody belong again to the unit that was left last, the relatives along if said."""
    member, form = member_scope.changeable(member_id), AgainForm()
    family = _left_along(member)

    def act() -> None:
        session, since, ended = current.session(), form.on, member_scope.last(member).valid_until
        if ended is not None and since < ended:
            raise Refusal("belonged_until", last_day=f"{ended - ONE_DAY:%d/%m/%Y}")
        member_scope.hold_since(member, since)
        unit = session.get_one(Organization, member_scope.last(member).organization_id)
        member_scope.open_unit(unit.code, since)
        _join_again(member, unit, BeneficiaryKind(form.kind.data), since)
        for each in family if form.along.data else ():
            _join_again(each, unit, BeneficiaryKind.THAN_NHAN, since, of=member)

    if not _done(form, act):
        return _again(member, form), 422
    flash(_("Đã ghi tham gia lại."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


def _join_again(
    member: Member,
    unit: Organization,
    kind: BeneficiaryKind,
    since: date,
    of: Member | None = None,
) -> None:
    session, now, through = current.session(), current.now(), of.id if of else None
    place = Belonging(unit.id, kind, since)
    if purchases.join(session, member.id, place, now=now, relative_of_id=through):
        note("member_came_again", member.id, unit=unit.code, day=since)
        go_on(member)


def _left_along(member: Member) -> Sequence[Member]:
    """List the relatives within reach who left when a member did."""
    ended = member_scope.last(member).valid_until
    if ended is None:
        return ()
    found = kinship.left_along(current.session(), member.id, ended)
    reached = member_scope.within([each.id for each in found])
    return [each for each in found if each.id in reached]


def _again(member: Member, form: AgainForm) -> str:
    return _page("again", member, form, family=_left_along(member))


def _offer_kinds(form: KindForm, member: Member) -> Member | None:
    """Offer to be a relative again to whoever was one; return of whom."""
    if member_scope.is_relative(member_scope.last(member)):
        return None
    through = kinship.once_through(current.session(), member.id)
    if through is None or through.id not in member_scope.within([through.id]):
        return None
    form.offer_relative_of(through)
    return through


def _done(form: Form, act: Callable[[], None]) -> bool:
    """Do what a form asks for; say beside its day what stands in the way."""
    if not form.is_sent():
        return False
    try:
        with current.session().begin_nested():  # all of it, or nothing
            act()
    except Refusal as refusal:
        form.blame("day", sentence(refusal.code, **refusal.params))
        return False
    return True


def _transfer(member: Member, form: TransferForm) -> str:
    if member_scope.is_relative(member_scope.last(member)):
        raise NotFound
    typed = request.args.get("tim", "").strip()
    found = member_scope.receiving(typed)
    if not form.unit.choices:
        form.unit.choices = [SelectChoice(unit.code, unit.name) for unit in found]
    return _page("transfer", member, form, typed=typed, found=found)


def _offer_units(form: TransferForm, code: str | None) -> None:
    """Let the chosen unit be among what may be chosen, whatever was searched for."""
    form.unit.choices = []
    unit = organization.find(current.session(), code or "")
    if unit is not None:
        name = organization.name_on(current.session(), unit.id, day_of(current.now()))
        form.unit.choices = [SelectChoice(unit.code, name or unit.code)]


def _page(which: str, member: Member, form: Form, **more: Any) -> str:
    session, today = current.session(), day_of(current.now())
    span = member_scope.last(member)
    return render_template(
        f"desk/members/{which}.html",
        member=member,
        form=form,
        span=span,
        unit_name=organization.name_on(session, span.organization_id, today),
        relatives=leaving.relatives_of(session, member.id, today),
        **more,
    )
