"""Whom a draft covers: units picked from the tree, and whichever are in a tag."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms import HiddenField, IntegerField
from wtforms.widgets import HiddenInput

from benefits import agreements as signing
from benefits import organization
from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.agreement_forms import today
from benefits.desk.partnership.agreement_page import covered_by, tags_of
from benefits.desk.partnership.partner_notes import note
from benefits.desk.tree import tag_scope
from benefits.errors import Conflict, NotFound
from benefits.organization import Organization, Tag
from benefits.web import Form, allow, current, required

pages = Blueprint("coverage", __name__, url_prefix="/thoa-thuan/<int:agreement_id>/pham-vi")
MOST_CHILDREN = 200


class UnitForm(Form):
    donvi = HiddenField(validators=[required()])


class TagForm(Form):
    nhom = IntegerField(widget=HiddenInput(), validators=[required()])


@pages.get("/")
@allow(Permission.MANAGE_PARTNERS)
def page(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    if not agreement.is_draft:
        raise Conflict("agreement_signed")
    unit = scope.unit_or_own(request.args.get("donvi"))
    return render_template(
        "desk/agreements/coverage.html",
        agreement=agreement,
        covered=covered_by(agreement),
        covered_tags=tags_of(agreement),
        picker=unit_picker.pick(unit),
        below=_below(unit),
        tags=tag_scope.tag_names(),
    )


@pages.post("/gom")
@allow(Permission.MANAGE_PARTNERS)
def include(agreement_id: int) -> ResponseReturnValue:
    return _told(agreement_id, is_excluded=False)


@pages.post("/tru")
@allow(Permission.MANAGE_PARTNERS)
def exclude(agreement_id: int) -> ResponseReturnValue:
    return _told(agreement_id, is_excluded=True)


@pages.post("/bo")
@allow(Permission.MANAGE_PARTNERS)
def forget(agreement_id: int) -> ResponseReturnValue:
    agreement, unit = partner_scope.own_agreement(agreement_id), _unit()
    if signing.uncover(current.session(), agreement, unit.id):
        note("agreement_uncovered", "agreements", agreement.id, unit=unit.code)
    return _back(agreement_id, unit)


@pages.post("/nhom")
@allow(Permission.MANAGE_PARTNERS)
def include_tag(agreement_id: int) -> ResponseReturnValue:
    """Cover whichever units are in a tag on a day, those of later included."""
    agreement, tag = partner_scope.own_agreement(agreement_id), _tag()
    if signing.cover_tag(current.session(), agreement, tag.id):
        note("agreement_covered_tag", "agreements", agreement.id, tag=tag.name)
    flash(_("Đã cập nhật phạm vi."), "good")
    return redirect(url_for(".page", agreement_id=agreement_id), 303)


@pages.post("/bo-nhom")
@allow(Permission.MANAGE_PARTNERS)
def forget_tag(agreement_id: int) -> ResponseReturnValue:
    agreement, tag = partner_scope.own_agreement(agreement_id), _tag()
    if signing.uncover_tag(current.session(), agreement, tag.id):
        note("agreement_uncovered_tag", "agreements", agreement.id, tag=tag.name)
    return redirect(url_for(".page", agreement_id=agreement_id), 303)


def _tag() -> Tag:
    form = TagForm()
    if not form.is_sent():
        raise NotFound
    return tag_scope.tag(form.nhom.data or 0)


def _told(agreement_id: int, *, is_excluded: bool) -> ResponseReturnValue:
    agreement, unit = partner_scope.own_agreement(agreement_id), _unit()
    if signing.cover(current.session(), agreement, unit.id, is_excluded=is_excluded):
        act = "agreement_excluded" if is_excluded else "agreement_covered"
        note(act, "agreements", agreement.id, unit=unit.code)
    flash(_("Đã cập nhật phạm vi."), "good")
    return _back(agreement_id, unit)


def _unit() -> Organization:
    form = UnitForm()
    if not form.is_sent():
        raise NotFound
    return scope.unit(form.donvi.data or "")


def _below(unit: Organization) -> Sequence[tuple[str, str]]:
    """Return code and name of the units right below one."""
    session, day = current.session(), today()
    below = select(Organization.id, Organization.code).where(
        Organization.id.in_(organization.children_on(unit.id, day))
    )
    rows = session.execute(below.order_by(Organization.code).limit(MOST_CHILDREN)).all()
    names = organization.names_on(session, {row.id for row in rows}, day)
    return [(row.code, names.get(row.id) or row.code) for row in rows]


def _back(agreement_id: int, unit: Organization) -> ResponseReturnValue:
    return redirect(url_for(".page", agreement_id=agreement_id, donvi=unit.code), 303)
