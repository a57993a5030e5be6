"""The second grouping of units: KCN, ngành, tổ công tác địa bàn, beside the legal tree."""

from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from benefits import audit, organization
from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.tree import tag_list, tag_scope
from benefits.desk.tree.tag_forms import MembersForm, TagForm
from benefits.errors import Invalid
from benefits.organization import Organization, Tag, TagKind
from benefits.periods import day_of
from benefits.web import Form, allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("tags", __name__, url_prefix="/nhom")
MOST_CHILDREN: Final = 300
lists.offer_files(pages, tag_list.asked, Permission.READ_UNITS)


@pages.get("/")
@allow(Permission.READ_UNITS)
def page() -> ResponseReturnValue:
    return render_template("desk/tags/list.html", listing=lists.opened(tag_list.asked()))


@pages.get("/moi")
@allow(Permission.MANAGE_UNITS)
def new() -> ResponseReturnValue:
    return render_template("desk/tags/form.html", form=TagForm(), tag=None)


@pages.post("/moi")
@allow(Permission.MANAGE_UNITS)
def make() -> ResponseReturnValue:
    form, held_by = TagForm(), scope.organization_id()
    if form.is_sent():
        told, kind = form.name.data or "", TagKind(form.kind.data)
        try:
            tag = organization.make_tag(current.session(), told, kind, held_by, now=current.now())
        except Invalid as refusal:
            form.blame("name", sentence(refusal.code, **refusal.params))
        else:
            _note("tag_made", tag.id)
            return redirect(url_for(".one", tag_id=tag.id), 303)
    return render_template("desk/tags/form.html", form=form, tag=None), 422


@pages.get("/<int:tag_id>")
@allow(Permission.READ_UNITS)
def one(tag_id: int) -> ResponseReturnValue:
    tag = tag_scope.tag(tag_id)
    return render_template("desk/tags/one.html", **_about(tag, _blank()))


@pages.get("/<int:tag_id>/sua")
@allow(Permission.MANAGE_UNITS)
def edit(tag_id: int) -> ResponseReturnValue:
    tag = tag_scope.own_tag(tag_id)
    return render_template("desk/tags/form.html", form=TagForm(obj=tag), tag=tag)


@pages.post("/<int:tag_id>/sua")
@allow(Permission.MANAGE_UNITS)
def change(tag_id: int) -> ResponseReturnValue:
    tag, form = tag_scope.own_tag(tag_id), TagForm()
    if form.is_sent():
        told, kind = form.name.data or "", TagKind(form.kind.data)
        try:
            changed = organization.change_tag(current.session(), tag, told, kind)
        except Invalid as refusal:
            form.blame("name", sentence(refusal.code, **refusal.params))
        else:
            _note("tag_changed", tag.id) if changed else None
            return redirect(url_for(".one", tag_id=tag.id), 303)
    return render_template("desk/tags/form.html", form=form, tag=tag), 422


@pages.post("/<int:tag_id>/vao")
@allow(Permission.MANAGE_UNITS)
def put_in(tag_id: int) -> ResponseReturnValue:
    tag, form = tag_scope.tag(tag_id), MembersForm()
    units = _meant(tag, form)
    if units is None:
        return render_template("desk/tags/one.html", **_about(tag, form)), 422
    news = organization.put_into(current.session(), tag, units, form.since, now=current.now())
    _told("tag_put_in", tag, [units[each] for each in news], form)
    n = len(news)
    flash(ngettext("Đã đưa %(num)s đơn vị vào nhóm.", "Đã đưa %(num)s đơn vị vào nhóm.", n), "good")
    return redirect(url_for(".one", tag_id=tag.id), 303)


@pages.post("/<int:tag_id>/ra")
@allow(Permission.MANAGE_UNITS)
def take_out(tag_id: int) -> ResponseReturnValue:
    tag, form = tag_scope.tag(tag_id), MembersForm()
    units = _meant(tag, form)
    if units is None:
        return render_template("desk/tags/one.html", **_about(tag, _blank(), form)), 422
    news = organization.take_out_of(current.session(), tag, units, form.since, now=current.now())
    _told("tag_taken_out", tag, [units[each] for each in news], form)
    n = len(news)
    flash(ngettext("Đã đưa %(num)s đơn vị ra.", "Đã đưa %(num)s đơn vị ra.", n), "good")
    return redirect(url_for(".one", tag_id=tag.id), 303)


def _about(tag: Tag, adding: Form, leaving: Form | None = None) -> dict[str, Any]:
    session, today = current.session(), day_of(current.now())
    unit = scope.unit_or_own(request.args.get("donvi"))
    leaving = leaving or _blank()
    leaving.day.id = leaving.day.label.field_id = "day-out"  # two forms, one page
    return {
        "tag": tag,
        "holder": organization.name_on(session, tag.held_by_id, today),
        "listing": lists.opened(tag_list.units_of(tag)),
        "picker": unit_picker.pick(unit),
        "below": _outside(tag, unit),
        "adding": adding,
        "leaving": leaving,
        "may_change": tag_scope.holds(tag),
        "may_fill": not tag_scope.is_given_above(tag),
        "noted": audit.about(session, "tags", tag.id),
    }


def _blank() -> MembersForm:
    return MembersForm(formdata=None, day=day_of(current.now()))


def _outside(tag: Tag, unit: Organization) -> Sequence[tuple[str, str]]:
    """Name a unit and those right below it, as far as they are not in the tag today."""
    session, today = current.session(), day_of(current.now())
    near = organization.children_on(unit.id, today)
    rows = session.execute(
        select(Organization.id, Organization.code)
        .where((Organization.id == unit.id) | Organization.id.in_(near))
        .where(Organization.id.not_in(organization.tagged_on(session, tag.id, today)))
        .order_by(Organization.code)
        .limit(MOST_CHILDREN)
    ).all()
    names = organization.names_on(session, {row.id for row in rows}, today)
    return [(row.code, names.get(row.id) or row.code) for row in rows]


def _meant(tag: Tag, form: MembersForm) -> dict[int, str] | None:
    """Find the units a form names, by their ids; what is wrong is said beside the field."""
    if not form.is_sent():
        return None
    if tag_scope.is_given_above(tag):
        form.blame("codes", _("Thỏa thuận của cấp trên đang cho nhóm này hưởng."))
        return None
    if not form.named:
        form.blame("codes", _("Hãy chọn ít nhất một đơn vị."))
        return None
    found = tag_scope.units(form.named)
    unknown = [code for code in form.named if code not in found]
    if unknown:
        listed = ", ".join(unknown[:10])
        form.blame("codes", _("Không có đơn vị mang mã: %(codes)s.", codes=listed))
        return None
    return {unit_id: code for code, unit_id in found.items()}


def _told(act: str, tag: Tag, codes: Sequence[str], form: MembersForm) -> None:
    if codes:
        day = form.since.isoformat()
        _note(act, tag.id, count=len(codes), day=day, units=", ".join(codes[:20]))


def _note(act: str, tag_id: int, **fields: object) -> None:
    session, by = current.session(), current.actor().account_id
    audit.note(session, by, act, "tags", tag_id, now=current.now(), fields=fields)
