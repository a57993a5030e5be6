"""Letting phones and cashiers in at an outlet, for partners that need a hand with it."""

from base64 import b64encode
from io import BytesIO
from typing import Final

import qrcode
from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Device, Permission, devices, shifts
from benefits.desk.forms import CashierForm
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.partner_page import about_outlet
from benefits.web import allow, current
from benefits.web.telling import told

pages = Blueprint("outlets", __name__, url_prefix="/doi-tac/diem/<int:outlet_id>")

INVITED: Final = "invited"
ENROLMENT: Final = "/doi-tac/ghi-danh"


@pages.post("/moi-may")
@allow(Permission.MANAGE_PARTNERS)
def invite(outlet_id: int) -> ResponseReturnValue:
    """Make an invitation; its words stay in this browser until it is used or too old."""
    outlet, by = partner_scope.own_outlet(outlet_id), current.actor().account_id
    made = devices.invite(current.session(), outlet.id, by=by, now=current.now())
    cookie[INVITED] = {"id": made.enrolment.id, "token": made.token, "code": made.code}
    _note("phone_invited", "enrolments", made.enrolment.id)
    where = url_for(".invited", outlet_id=outlet.id, invitation_id=made.enrolment.id)
    return redirect(where, 303)


@pages.get("/moi-may/<int:invitation_id>")
@allow(Permission.MANAGE_PARTNERS)
def invited(outlet_id: int, invitation_id: int) -> ResponseReturnValue:
    """Show the invitation; once it was used, which phone came."""
    invitation = partner_scope.invitation(outlet_id, invitation_id)
    words = cookie.get(INVITED, {})
    is_open = invitation.consumed_at is None and invitation.expires_at > current.now()
    is_shown = is_open and words.get("id") == invitation.id
    address = current.settings().public_url + ENROLMENT
    phone = current.session().get(Device, invitation.device_id) if invitation.device_id else None
    return render_template(
        "desk/partners/invited.html",
        outlet=partner_scope.own_outlet(outlet_id),
        invitation=invitation,
        words=words if is_shown else None,
        picture=_picture_of(f"{address}/{words['token']}") if is_shown else None,
        address=address,
        phone=phone,
    )


@pages.post("/may/<int:device_id>/go")
@allow(Permission.MANAGE_PARTNERS)
def revoke(outlet_id: int, device_id: int) -> ResponseReturnValue:
    phone = partner_scope.phone(outlet_id, device_id)
    devices.revoke(current.session(), phone, current.now())
    _note("phone_revoked", "devices", phone.id)
    flash(_("Đã gỡ máy %(name)s. Máy này không ghi nhận được nữa.", name=phone.name), "good")
    return redirect(url_for("partners.outlet", outlet_id=outlet_id), 303)


@pages.post("/thu-ngan")
@allow(Permission.MANAGE_PARTNERS)
def add_cashier(outlet_id: int) -> ResponseReturnValue:
    """Add a cashier and show the PIN: this answer is the only place it ever stands."""
    outlet, form = partner_scope.own_outlet(outlet_id), CashierForm()
    session, now = current.session(), current.now()
    if form.is_sent() and shifts.is_cashiers_name(session, form.name.data or "", outlet.id, now):
        form.blame("name", told("cashier_name_taken"))
    if form.errors:
        return render_template("desk/partners/outlet.html", **about_outlet(outlet, form=form)), 422
    added = access.add_cashier(session, name=form.name.data or "", outlet_id=outlet.id, now=now)
    _note("account_added", "accounts", added.account.id)
    return render_template(
        "desk/partners/cashier.html", outlet=outlet, name=added.account.name, pin=added.secret
    )


def _picture_of(address: str) -> str:
    drawn = BytesIO()
    qrcode.make(address, border=4, box_size=6).save(drawn, "PNG")
    return f"data:image/png;base64,{b64encode(drawn.getvalue()).decode()}"


def _note(act: str, subject: str, key: int) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, subject, key, now=current.now())
