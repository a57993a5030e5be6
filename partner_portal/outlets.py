"""A manager's outlet: what was sold on a day, and standing at its counter oneself."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from benefits import access, audit, purchases
from benefits.access import Permission, Role, devices
from benefits.errors import NotFound
from benefits.partners import Outlet
from benefits.periods import day_of
from benefits.web import allow, current
from partner_portal import scope
from partner_portal.browsers import this_browser
from partner_portal.forms import CashierForm, DayForm
from partner_portal.phone import led_to, this_phone, word_of_this_phone
from partner_portal.shifts import open_shift

pages = Blueprint("outlets", __name__, url_prefix="/diem-ban/<int:outlet_id>")


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page(outlet_id: int) -> ResponseReturnValue:
    return outlet_page(scope.outlet(outlet_id), CashierForm())


@pages.get("/luot")
@allow(Permission.MANAGE_OUTLET)
def uses(outlet_id: int) -> ResponseReturnValue:
    outlet, form = scope.outlet(outlet_id), DayForm(request.args)
    day = day_of(current.now())
    if form.validate() and form.ngay.data is not None:
        day = form.ngay.data
    lines = purchases.of_outlet(current.session(), outlet.id, day)
    return render_template(
        "partner_portal/uses.html",
        outlet=outlet,
        form=DayForm(formdata=None, data={"ngay": day}),
        day=day,
        lines=lines,
        totals=purchases.totals_of(lines),
    )


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
    return led_to(url_for("scanning.scanner"), word)


@pages.post("/may/<int:device_id>/go")
@allow(Permission.MANAGE_OUTLET)
def revoke(outlet_id: int, device_id: int) -> ResponseReturnValue:
    session, now = current.session(), current.now()
    phone = scope.phone(scope.outlet(outlet_id), device_id)
    devices.revoke(session, phone, now)
    by = current.actor().account_id
    audit.note(session, by, "phone_revoked", "devices", phone.id, now=now)
    return redirect(url_for(".page", outlet_id=outlet_id), 303)


def outlet_page(outlet: Outlet, form: CashierForm, status: int = 200) -> ResponseReturnValue:
    """Show an outlet's day, phones and cashiers, with what was typed about a new one."""
    session = current.session()
    lines = purchases.of_outlet(session, outlet.id, day_of(current.now()))
    body = render_template(
        "partner_portal/outlet.html",
        outlet=outlet,
        totals=purchases.totals_of(lines),
        phones=session.scalars(devices.devices_of(outlet.id)).all(),
        cashiers=scope.cashiers(outlet),
        form=form,
        phone=this_phone(),
    )
    return body, status


def _paired(outlet_id: int) -> tuple[access.Device, str]:
    """Pair the phone in the manager's own hand, which nobody has to be invited to."""
    session, now, by = current.session(), current.now(), current.account().id
    invitation = devices.invite(session, outlet_id, by=by, now=now)
    answer = devices.pair(session, invitation.token, name=this_browser().name, now=now)
    if not isinstance(answer, devices.Paired):
        raise NotFound
    audit.note(session, by, "phone_paired", "devices", answer.device.id, now=now)
    return answer.device, answer.token
