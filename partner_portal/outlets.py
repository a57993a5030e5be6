"""A manager's outlet: how it does today, how it is reached, and standing at its counter oneself."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit, partners, purchases
from benefits.access import Permission, Refused, Role, devices, throttling
from benefits.errors import NotFound
from benefits.partners import Outlet, Particulars
from benefits.periods import ONE_DAY, day_of
from benefits.web import allow, current
from partner_portal import pairing, scope
from partner_portal.forms import CashierForm, OutletForm
from partner_portal.phone import led_to, this_phone, word_of_this_phone
from partner_portal.shifts import open_shift, to_work
from partner_portal.wants import UNSEEN_FOR

pages = Blueprint("outlets", __name__, url_prefix="/diem-ban/<int:outlet_id>")


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page(outlet_id: int) -> ResponseReturnValue:
    return outlet_page(scope.outlet(outlet_id), CashierForm())


@pages.get("/sua")
@allow(Permission.MANAGE_OUTLET)
def edit(outlet_id: int) -> ResponseReturnValue:
    outlet = scope.outlet(outlet_id)
    told = {name: getattr(outlet, name) or "" for name in ("name", "address", "phone", "hours")}
    form = OutletForm(formdata=None, data=told)
    return render_template("partner_portal/outlet_form.html", outlet=outlet, form=form)


@pages.post("/sua")
@allow(Permission.MANAGE_OUTLET)
def change(outlet_id: int) -> ResponseReturnValue:
    """Let the shop say what its place is called and how it is reached; the union reads of it."""
    outlet, form = scope.outlet(outlet_id), OutletForm()
    if not form.is_sent():
        return render_template("partner_portal/outlet_form.html", outlet=outlet, form=form), 422
    told = Particulars(
        name=form.name.data or outlet.name,
        address=form.address.data or None,
        latitude=outlet.latitude,
        longitude=outlet.longitude,
    )
    fields = partners.correct(outlet, told)
    fields += partners.reach(outlet, phone=form.phone.data, hours=form.hours.data)
    if fields:
        _note_change(outlet, fields)
    flash(_("Đã lưu. Đoàn viên thấy thông tin mới ngay."), "good")
    return redirect(url_for(".page", outlet_id=outlet.id), 303)


@pages.post("/dung-quay")
@allow(Permission.MANAGE_OUTLET)
def stand_at_counter(outlet_id: int) -> ResponseReturnValue:
    """Let the manager of a small shop be its cashier, on the phone in hand."""
    outlet, account = scope.outlet(outlet_id), current.account()
    session, now = current.session(), current.now()
    role = scope.cashier_role(outlet)
    if role is None:
        role = access.give_role(session, account, Role.CASHIER, now, outlet_id=outlet.id)
        audit.note(session, account.id, "role_given", "account_roles", role.id, now=now)
    phone, word = this_phone(), word_of_this_phone()
    if phone is None or phone.outlet_id != outlet.id:
        phone, word = _paired(outlet.id)
    open_shift(phone, account, role)
    return led_to(to_work(), word)


def outlet_page(outlet: Outlet, form: CashierForm, status: int = 200) -> ResponseReturnValue:
    """Show an outlet's day, phones and cashiers, with what was typed about a new one."""
    session, today = current.session(), day_of(current.now())
    cashiers, phone = scope.cashiers(outlet), this_phone()
    is_here = phone is None or phone.outlet_id == outlet.id
    logins = [account.login for account, _role in cashiers]
    body = render_template(
        "partner_portal/outlet.html",
        outlet=outlet,
        day=today,
        totals=purchases.totals_between(session, (outlet.id,), today, today + ONE_DAY),
        phones=devices.in_use_at(session, outlet.id, current.now()),
        cashiers=cashiers,
        waits=throttling.waits_of(session, logins, current.now()),
        form=form,
        phone=phone,
        left=None if phone is None or is_here else scope.place(phone.outlet_id)[0],
        unseen_before=current.now() - UNSEEN_FOR,
    )
    return body, status


def _paired(outlet_id: int) -> tuple[access.Device, str]:
    """Pair the phone in the manager's own hand, which nobody has to be invited to."""
    session, now, by = current.session(), current.now(), current.account().id
    answer = pairing.pair(devices.invite(session, outlet_id, by=by, now=now).token)
    if isinstance(answer, Refused):
        raise NotFound
    return answer.device, answer.token


def _note_change(outlet: Outlet, fields: list[str]) -> None:
    by, now = current.actor().account_id, current.now()
    told = {"fields": fields}
    audit.note(current.session(), by, "outlet_changed", "outlets", outlet.id, now=now, fields=told)
