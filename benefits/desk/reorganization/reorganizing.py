"""Deciding about units: choose the kind, write it down, see what it touches, confirm."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import organization
from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.counting import period_choices
from benefits.desk.reorganization import (
    reorganizing_decided,
    reorganizing_draft,
    reorganizing_units,
    reorganizing_words,
)
from benefits.desk.reorganization.reorganizing_draft import Draft
from benefits.desk.reorganization.reorganizing_forms import DecisionForm
from benefits.desk.reorganization.reorganizing_units import Days
from benefits.errors import NotFound
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.reorganizations import Kind, OfficersGo, Plan
from benefits.web import allow, current

pages = Blueprint("reorganizing", __name__, url_prefix="/sap-xep")


@pages.get("/")
@allow(Permission.MANAGE_UNITS)
def choose() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    days = reorganizing_units.days_of(unit)
    return render_template(
        "desk/reorganizing/choose.html",
        picker=unit_picker.pick(unit),
        words=reorganizing_words,
        kinds=[kind for kind in Kind if _fits(kind, unit, days)],
    )


@pages.get("/<change>")
@allow(Permission.MANAGE_UNITS)
def form(change: str) -> ResponseReturnValue:
    kind, unit = _kind(change), scope.unit_or_own(request.args.get("donvi"))
    if not _fits(kind, unit, reorganizing_units.days_of(unit)):
        return redirect(url_for(".choose", donvi=unit.code), 303)
    return _written(reorganizing_draft.opened(kind, unit))


@pages.post("/<change>")
@allow(Permission.MANAGE_UNITS)
def look(change: str) -> ResponseReturnValue:
    """Go on writing, or show what the decision would touch; nothing is changed yet."""
    draft = _sent(change)
    if request.form.get("lam") != "xem":
        return _written(draft)
    plan = reorganizing_draft.planned(draft)
    if plan is None:
        return _written(draft), 422
    along = OfficersGo.ALONG if plan.heirs else OfficersGo.OUT
    return _previewed(draft, plan, DecisionForm(formdata=None, officers=along))


@pages.post("/<change>/ghi")
@allow(Permission.MANAGE_UNITS)
def confirm(change: str) -> ResponseReturnValue:
    """Carry it out, or show again what was typed with what speaks against it."""
    draft, paper = _sent(change), DecisionForm()
    plan = reorganizing_draft.planned(draft)
    if plan is None:
        return _written(draft), 422
    if not paper.is_good_on(day_of(current.now())):
        return _previewed(draft, plan, paper), 422
    record_id = reorganizing_decided.carried_out(draft, plan, paper)
    if record_id is None:
        return _previewed(draft, plan, paper), 422
    flash(_("Đã ghi quyết định. Mọi số liệu từ ngày có hiệu lực theo đơn vị mới."), "good")
    return redirect(url_for("decisions.one", decision_id=record_id), 303)


def _kind(change: str) -> Kind:
    kind = reorganizing_words.kind_at(change)
    if kind is None:
        raise NotFound
    return kind


def _sent(change: str) -> Draft:
    kind, unit = _kind(change), scope.unit_or_own(request.form.get("donvi"))
    if not _is_theirs(kind, unit):
        raise NotFound
    return reorganizing_draft.sent(kind, unit)


def _fits(kind: Kind, unit: Organization, days: Days) -> bool:
    """Tell whether a kind can be begun from a unit.

    A closed one only opens again; one that is to close on a later day may be kept open likewise,
    and one that is to open on a later day opened before.
    """
    today, (first, end) = day_of(current.now()), days
    if kind is Kind.TAI_LAP:
        is_ahead = first is not None and first > today
        return (end is not None or is_ahead) and _is_theirs(kind, unit)
    return (end is None or end > today) and _is_theirs(kind, unit)


def _is_theirs(kind: Kind, unit: Organization) -> bool:
    """Tell whether the officer may decide so from a unit, whatever became of it meanwhile."""
    return not reorganizing_words.ASKS[kind].one or reorganizing_units.may_decide_on(unit)


def _written(draft: Draft) -> str:
    return render_template(
        "desk/reorganizing/form.html",
        draft=draft,
        words=reorganizing_words,
        address=reorganizing_words.address_of(draft.kind),
        unit_name=reorganizing_units.named([draft.unit.code])[draft.unit.code],
        around=organization.name_on(current.session(), draft.around.id, day_of(current.now())),
        choices=reorganizing_draft.units_to_type(),
    )


def _previewed(draft: Draft, plan: Plan, paper: DecisionForm) -> str:
    seen = reorganizing_decided.seen(plan, paper)
    changed = list(reorganizing_decided.look_again(paper, seen))
    paper.takes_back.data = sorted(seen.choices.takes_back or ())
    return render_template(
        "desk/reorganizing/preview.html",
        draft=draft,
        form=paper,
        seen=seen,
        changed=changed,
        carried=list(reorganizing_decided.carried(draft)),
        own=reorganizing_units.named([draft.unit.code])[draft.unit.code],
        said=reorganizing_decided.said,
        label_of=period_choices.label_of,
        words=reorganizing_words,
        address=reorganizing_words.address_of(draft.kind),
        choices=reorganizing_draft.units_to_type(),
    )
