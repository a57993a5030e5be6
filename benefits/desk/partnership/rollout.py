"""CĐCS say that they have told their people of an agreement, each for itself or all at once."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import agreements as rolling
from benefits.access import Permission
from benefits.agreements import Agreement
from benefits.desk import scope
from benefits.desk.partnership import partner_scope, rollout_list, rollout_register
from benefits.desk.partnership.agreement_forms import today, told
from benefits.desk.partnership.partner_notes import note
from benefits.desk.partnership.rollout_list import PAGE
from benefits.desk.partnership.rollout_register import RolledFilters, signed
from benefits.errors import DomainError, NotFound
from benefits.money import grouped
from benefits.web import DayField, Form, SomeTicked, allow, current, given, lists, required
from benefits.web.lists.paging import MOST_COUNTED

pages = Blueprint("rollout", __name__, url_prefix="/thoa-thuan")
lists.offer_files(
    pages,
    rollout_register.asked,
    Permission.READ_PARTNERS,
    at="/<int:agreement_id>/trien-khai/xuat",
)


class RolledOutForm(Form):
    """Which units, or which agreements, were told of, by which day."""

    ticked = SelectMultipleField(_l("Đã triển khai"), [SomeTicked()], choices=[])
    day = DayField(_l("Ngày đã phổ biến đến đoàn viên"), [given()])


class UnitForm(Form):
    donvi = HiddenField(validators=[required()])


@pages.get("/trien-khai/")
@allow(Permission.READ_PARTNERS)
def own() -> ResponseReturnValue:
    return _own_page(RolledOutForm(formdata=None, day=today()))


@pages.post("/trien-khai/")
@allow(Permission.MANAGE_PARTNERS)
def say_own() -> ResponseReturnValue:
    """Say of some agreements that the own CĐCS has told its people."""
    unit, form = scope.unit_or_own(None), RolledOutForm()
    waiting = {str(each.id): each for each in rollout_list.awaited(unit)}
    form.ticked.choices = [SelectChoice(key, key) for key in waiting]
    if not form.is_sent():
        return _own_page(form), 422
    chosen = [partner_scope.agreement(int(each)) for each in form.ticked.data or ()]
    count = _said(chosen, form, {unit.id: unit.code})
    if count is None:
        return _own_page(form), 422
    _thank(count)
    return redirect(url_for(".own"), 303)


@pages.get("/<int:agreement_id>/trien-khai/")
@allow(Permission.READ_PARTNERS)
def units(agreement_id: int) -> ResponseReturnValue:
    return _units_page(signed(agreement_id), RolledOutForm(formdata=None, day=today()))


@pages.post("/<int:agreement_id>/trien-khai/")
@allow(Permission.MANAGE_PARTNERS)
def say(agreement_id: int) -> ResponseReturnValue:
    """Say of some CĐCS within reach that they have told their people; many have no officer."""
    agreement, form = signed(agreement_id), RolledOutForm()
    known = {each.code: each.id for each in rollout_list.units_of(agreement)}
    form.ticked.choices = [SelectChoice(code, code) for code in known]
    chosen = {known[each]: each for each in form.ticked.data or () if each in known}
    count = _said([agreement], form, chosen) if form.is_sent() else None
    if count is None:
        return _units_page(agreement, form), 422
    _thank(count)
    return redirect(url_for(".units", agreement_id=agreement.id), 303)


@pages.post("/<int:agreement_id>/trien-khai/bo")
@allow(Permission.MANAGE_PARTNERS)
def take_back(agreement_id: int) -> ResponseReturnValue:
    agreement, form = signed(agreement_id), UnitForm()
    if not form.is_sent():
        raise NotFound
    unit, session = scope.unit(form.donvi.data or ""), current.session()
    if rolling.take_back(session, agreement, unit.id, now=current.now()):
        note("agreement_rollout_gone", "agreements", agreement.id, unit=unit.code)
    flash(_("Đã bỏ xác nhận của %(unit)s.", unit=unit.code), "good")
    return redirect(url_for(".units", agreement_id=agreement.id), 303)


def _said(chosen: Sequence[Agreement], form: RolledOutForm, units: Mapping[int, str]) -> int | None:
    """Note all of what was ticked, or nothing and say why; return how much of it was news."""
    session, day, count = current.session(), form.day.data or today(), 0
    try:
        with session.begin_nested():
            for agreement in chosen:
                news = rolling.acknowledge(session, agreement, units, day, now=current.now())
                for each in news:
                    code = units[each]
                    note("agreement_rolled_out", "agreements", agreement.id, unit=code, day=day)
                count += len(news)
    except DomainError as refusal:
        form.blame("day", told(refusal.code, **refusal.params))
        return None
    return count


def _thank(count: int) -> None:
    told = ngettext(
        "Đã ghi %(n)s xác nhận triển khai.", "Đã ghi %(n)s xác nhận triển khai.", count, n=count
    )
    flash(told, "good")


def _own_page(form: RolledOutForm) -> str:
    unit = scope.unit_or_own(None)
    page = {"unit_name": scope.own_name(), "waiting": rollout_list.awaited(unit)}
    return render_template("desk/agreements/own_rollout.html", form=form, unit=unit, **page)


def _units_page(agreement: Agreement, form: RolledOutForm) -> str:
    found, filters = rollout_list.units_of(agreement), RolledFilters.asked()
    listed = rollout_register.listed(found, filters)
    after = request.args.get("sau", "")
    rest = [each for each in listed if each.code > after]
    return render_template(
        "desk/agreements/rollout.html",
        form=form,
        agreement=agreement,
        typed=filters.typed,
        is_told=filters.is_told,
        listing={"count": len(listed), "is_more": len(listed) > MOST_COUNTED},
        told_count=grouped(sum(each.told_on is not None for each in found)),
        count=grouped(len(found)),
        units=rest[:PAGE],
        more=rest[PAGE - 1].code if len(rest) > PAGE else None,
    )
