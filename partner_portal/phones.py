"""A counter's phone: called something else, signed out where somebody forgot, taken away."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import Device, Permission, devices
from benefits.errors import NotFound
from benefits.partners import Outlet
from benefits.web import allow, current
from partner_portal import scope
from partner_portal.forms import PhoneForm
from partner_portal.phone import this_phone

pages = Blueprint("phones", __name__, url_prefix="/diem-ban/<int:outlet_id>/may/<int:device_id>")


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page(outlet_id: int, device_id: int) -> ResponseReturnValue:
    outlet = scope.outlet(outlet_id)
    phone = scope.phone(outlet, device_id)
    return _page(outlet, phone, PhoneForm(formdata=None, data={"name": phone.name}))


@pages.post("/ten")
@allow(Permission.MANAGE_OUTLET)
def rename(outlet_id: int, device_id: int) -> ResponseReturnValue:
    outlet, form = scope.outlet(outlet_id), PhoneForm()
    phone = scope.phone(outlet, device_id)
    if not form.is_sent():
        return _page(outlet, phone, form, 422)
    if devices.rename(phone, form.name.data or ""):
        _note("phone_renamed", phone)
    flash(_("Đã lưu tên máy."), "good")
    return redirect(url_for(".page", outlet_id=outlet_id, device_id=device_id), 303)


@pages.post("/dong-ca")
@allow(Permission.MANAGE_OUTLET)
def close_shift(outlet_id: int, device_id: int) -> ResponseReturnValue:
    """Sign out whoever forgot to; the phone stays where it is."""
    phone = scope.phone(scope.outlet(outlet_id), device_id)
    devices.sign_out(current.session(), phone, current.now())
    _note("shift_closed", phone)
    flash(_("Đã đóng ca trên máy này. Thu ngân sau gõ mã PIN để vào."), "good")
    return redirect(url_for(".page", outlet_id=outlet_id, device_id=device_id), 303)


@pages.post("/go")
@allow(Permission.MANAGE_OUTLET)
def revoke(outlet_id: int, device_id: int) -> ResponseReturnValue:
    phone = scope.phone(scope.outlet(outlet_id), device_id)
    devices.revoke(current.session(), phone, current.now())
    _note("phone_revoked", phone)
    flash(_("Đã gỡ máy. Từ lúc này máy không quét và ghi nhận được nữa."), "good")
    return redirect(url_for("outlets.page", outlet_id=outlet_id), 303)


def _page(outlet: Outlet, phone: Device, form: PhoneForm, status: int = 200) -> ResponseReturnValue:
    in_use = devices.in_use_at(current.session(), outlet.id, current.now())
    shown = next((each for each in in_use if each.device.id == phone.id), None)
    if shown is None:
        raise NotFound
    mine = this_phone()
    body = render_template(
        "partner_portal/phone.html",
        outlet=outlet,
        shown=shown,
        form=form,
        is_this=mine is not None and mine.id == phone.id,
    )
    return body, status


def _note(act: str, phone: Device) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, "devices", phone.id, now=now)
