"""The second grouping of units: KCN, ngành, tổ công tác địa bàn, beside the legal tree."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from benefits import audit, organization
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.tree import tag_list, tag_page, tag_scope
from benefits.desk.tree.tag_forms import MembersForm, TagForm
from benefits.errors import Invalid
from benefits.organization import Tag, TagKind
from benefits.web import allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("tags", __name__, url_prefix="/nhom")
lists.offer_files(pages, tag_list.asked, Permission.READ_UNITS)
lists.offer_files(
    pages,
    tag_list.units_asked,
    Permission.READ_UNITS,
    at="/<int:tag_id>/don-vi/xuat",
    name="units_file",
)


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
    return render_template("desk/tags/one.html", **tag_page.about(tag, tag_page.blank()))


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
        return render_template("desk/tags/one.html", **tag_page.about(tag, form)), 422
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
        return render_template(
            "desk/tags/one.html", **tag_page.about(tag, tag_page.blank(), form)
        ), 422
    news = organization.take_out_of(current.session(), tag, units, form.since, now=current.now())
    _told("tag_taken_out", tag, [units[each] for each in news], form)
    n = len(news)
    flash(ngettext("Đã đưa %(num)s đơn vị ra.", "Đã đưa %(num)s đơn vị ra.", n), "good")
    return redirect(url_for(".one", tag_id=tag.id), 303)


def _meant(tag: Tag, form: MembersForm) -> dict[int, str] | None:
    """Find the units a form names; what is wrong, and whose the group is, is said beside it."""
    if not form.is_sent():
        return None
    if tag_scope.is_given_above(tag):
        form.blame("codes", _("Thỏa thuận của cấp trên đang cho nhóm này hưởng."))
        return None
    return tag_page.meant(form)


def _told(act: str, tag: Tag, codes: Sequence[str], form: MembersForm) -> None:
    if codes:
        day = form.since.isoformat()
        _note(act, tag.id, count=len(codes), day=day, units=", ".join(codes[:20]))


def _note(act: str, tag_id: int, **fields: object) -> None:
    session, by = current.session(), current.actor().account_id
    audit.note(session, by, act, "tags", tag_id, now=current.now(), fields=fields)
