"""One person by hand: added, corrected, with relatives and the household."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, organization, purchases
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.people import member_scope
from benefits.desk.people.member_forms import HouseholdForm, NewForm, PersonForm, given_day
from benefits.desk.people.member_notes import note
from benefits.desk.people.moving import go_on
from benefits.errors import NotFound, Refusal
from benefits.members import BeneficiaryKind, Member, editing, households
from benefits.members.belonging import Belonging
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.telling import sentence

pages = Blueprint("member_acts", __name__, url_prefix="/doan-vien")
BLAMED = {
    "member_no_taken": "member_no",
    "citizen_id_taken": "citizen_id",
    "unit_not_open_then": "since",
    "relative_of_relative": "since",
}


@pages.get("/them")
@allow(Permission.MANAGE_MEMBERS)
def new() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _new_page(unit, NewForm(since=day_of(current.now())))


@pages.post("/them")
@allow(Permission.MANAGE_MEMBERS)
def add() -> ResponseReturnValue:
    unit, form = scope.unit_or_own(request.args.get("donvi")), NewForm()
    member = _added(unit, form)
    if member is None:
        return _new_page(unit, form), 422
    note("member_added", member.id, unit=unit.code, day=form.since.data)
    flash(_("Đã thêm %(name)s.", name=member.full_name), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.get("/<int:member_id>/than-nhan")
@allow(Permission.MANAGE_MEMBERS)
def new_relative(member_id: int) -> ResponseReturnValue:
    member = member_scope.changeable(member_id)
    return _relative_page(member, NewForm.of_relative(since=day_of(current.now())))


@pages.post("/<int:member_id>/than-nhan")
@allow(Permission.MANAGE_MEMBERS)
def add_relative(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), NewForm.of_relative()
    span = member_scope.last(member)
    unit = current.session().get_one(Organization, span.organization_id)
    relative = _added(unit, form, of=member)
    if relative is None:
        return _relative_page(member, form), 422
    households.share(current.session(), relative, member)
    note("relative_added", member.id, day=form.since.data)
    note("member_added", relative.id, unit=unit.code, day=form.since.data)
    flash(_("Đã thêm thân nhân %(name)s.", name=relative.full_name), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.get("/<int:member_id>/sua")
@allow(Permission.MANAGE_MEMBERS)
def edit(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), PersonForm(formdata=None)
    form.fill(member)
    return render_template("desk/members/edit.html", member=member, form=form)


@pages.post("/<int:member_id>/sua")
@allow(Permission.MANAGE_MEMBERS)
def correct(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), PersonForm()
    told = form.told()
    changed = _corrected(member, form, told) if told else None
    if changed is None:
        return render_template("desk/members/edit.html", member=member, form=form), 422
    if changed:
        note("member_changed", member.id, fields=sorted(set(changed) - {"citizen_id_last4"}))
    flash(_("Đã lưu.") if changed else _("Không có gì thay đổi."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.post("/<int:member_id>/gia-dinh")
@allow(Permission.MANAGE_MEMBERS)
def share_household(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.changeable(member_id), HouseholdForm()
    other = _other(member, form.other.data or "") if form.is_sent() else None
    if other is None:
        flash(_("Không có ai khác mang mã này trong phạm vi của bạn."), "bad")
    elif households.share(current.session(), member, other):
        note("household_joined", member.id)
        note("household_joined", other.id)
        flash(_("Đã ghi %(name)s cùng một gia đình.", name=other.full_name), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


@pages.post("/<int:member_id>/gia-dinh/tach")
@allow(Permission.MANAGE_MEMBERS)
def leave_household(member_id: int) -> ResponseReturnValue:
    member = member_scope.changeable(member_id)
    if households.set_apart(member):
        note("household_left", member.id)
        flash(_("Đã tách khỏi gia đình."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


def _other(member: Member, typed: str) -> Member | None:
    """Find somebody else by the own number, or by another that nobody shares."""
    own = member_scope.by_number(typed)
    found = [own] if own else member_scope.by_any_number(typed)
    others = [each for each in found if each.id != member.id]
    return others[0] if len(others) == 1 else None


def _added(unit: Organization, form: NewForm, of: Member | None = None) -> Member | None:
    """Make a person and let the person belong; say beside the fields what stands in the way."""
    told = form.told()
    if told is None or _is_known(form, told):
        return None
    session, now = current.session(), current.now()
    kind = BeneficiaryKind.THAN_NHAN if of else BeneficiaryKind(form.kind.data)
    try:
        since = given_day(form.since)
        member_scope.open_unit(unit.code, since)
        if of is not None:
            member_scope.must_hold(of, since)
        member = editing.add(session, told, now=now)
    except Refusal as refusal:
        form.blame(BLAMED.get(refusal.code, "full_name"), sentence(refusal.code, **refusal.params))
        return None
    place = Belonging(unit.id, kind, since)
    purchases.join(session, member.id, place, now=now, relative_of_id=of.id if of else None)
    go_on(member)
    return member


def _is_known(form: NewForm, told: dict[str, Any]) -> bool:
    """Ask once whether the person is on the list already."""
    if form.anyway.data:
        return False
    alike = editing.like(current.session(), told["full_name"], told["birth"])
    reached = member_scope.within([each.id for each in alike])
    near = [each for each in alike if each.id in reached]
    if near:
        listed = ", ".join(each.member_no for each in near)
        form.blame("anyway", _("Có thể người này đã có trong danh sách: %(codes)s.", codes=listed))
    return bool(near)


def _corrected(member: Member, form: PersonForm, told: dict[str, Any]) -> list[str] | None:
    session = current.session()
    try:
        changed = editing.edit(session, member, told, now=current.now())
    except Refusal as refusal:
        form.blame(BLAMED.get(refusal.code, "full_name"), sentence(refusal.code, **refusal.params))
        return None
    account = access.member_account(session, member.id)
    if account is not None and "full_name" in changed:
        account.name = member.full_name
    return changed


def _new_page(unit: Organization, form: NewForm) -> str:
    today = day_of(current.now())
    name = organization.name_on(current.session(), unit.id, today)
    return render_template("desk/members/new.html", form=form, unit=unit, unit_name=name, of=None)


def _relative_page(member: Member, form: NewForm) -> str:
    span = member_scope.last(member)
    if member_scope.is_relative(span):
        raise NotFound
    unit = current.session().get_one(Organization, span.organization_id)
    name = organization.name_on(current.session(), unit.id, day_of(current.now()))
    return render_template("desk/members/new.html", form=form, unit=unit, unit_name=name, of=member)
