"""The page of one group of units, whatever was typed on it."""

from collections.abc import Sequence
from typing import Any, Final

from flask import request
from flask_babel import gettext as _
from sqlalchemy import Select, select

from benefits import audit, organization
from benefits.desk import scope, unit_picker
from benefits.desk.tree import tag_list, tag_proposal_list, tag_scope
from benefits.desk.tree.tag_forms import MembersForm, ProposalForm
from benefits.organization import Organization, Tag
from benefits.periods import day_of
from benefits.web import Form, current, lists

MOST_CHILDREN: Final = 300


def about(
    tag: Tag, adding: Form, leaving: Form | None = None, *, proposing: Form | None = None
) -> dict[str, Any]:
    """Gather the page of a tag: its units, who may change them, and what was asked for."""
    session, today = current.session(), day_of(current.now())
    unit = scope.unit_or_own(request.args.get("donvi"))
    leaving, may_fill = leaving or blank(), not tag_scope.is_given_above(tag)
    leaving.day.id = leaving.day.label.field_id = "day-out"  # two forms, one page
    return {
        "tag": tag,
        "holder": organization.name_on(session, tag.held_by_id, today),
        "listing": lists.opened(tag_list.units_of(tag)),
        "picker": unit_picker.pick(unit),
        "below": _outside(tag, unit) if may_fill else [],
        "adding": adding,
        "leaving": leaving,
        "may_change": tag_scope.holds(tag),
        "may_fill": may_fill,
        "proposals": tag_proposal_list.of_tag(tag),
        "proposing": proposing or ProposalForm(formdata=None, day=today),
        "near": [] if may_fill else _near(unit),
        "noted": audit.about(session, "tags", tag.id),
    }


def blank() -> MembersForm:
    return MembersForm(formdata=None, day=day_of(current.now()))


def _outside(tag: Tag, unit: Organization) -> Sequence[tuple[str, str]]:
    """Name a unit and those right below it, as far as they are not in the tag today."""
    today = day_of(current.now())
    inside = organization.tagged_on(current.session(), tag.id, today)
    return _named(_near_ids(unit).where(Organization.id.not_in(inside)))


def _near(unit: Organization) -> Sequence[tuple[str, str]]:
    """Name a unit and those right below it."""
    return _named(_near_ids(unit))


def _near_ids(unit: Organization) -> Select[int, str]:
    near = organization.children_on(unit.id, day_of(current.now()))
    wanted = (Organization.id == unit.id) | Organization.id.in_(near)
    found = select(Organization.id, Organization.code).where(wanted)
    return found.order_by(Organization.code).limit(MOST_CHILDREN)


def _named(units: Select[int, str]) -> Sequence[tuple[str, str]]:
    session = current.session()
    rows = session.execute(units).all()
    names = organization.names_on(session, {row[0] for row in rows}, day_of(current.now()))
    return [(code, names.get(key) or code) for key, code in rows]


def meant(form: MembersForm) -> dict[int, str] | None:
    """Find the units a form names, by their ids; what is wrong is said beside the field."""
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
