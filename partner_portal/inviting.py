"""Inviting a phone to an outlet: a QR to open there, eight characters to type, and who came."""

from base64 import b64encode
from io import BytesIO
from typing import Final

import qrcode
from flask import Blueprint, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from benefits import audit
from benefits.access import Device, Enrolment, Permission, devices
from benefits.partners import Outlet
from benefits.web import allow, current
from partner_portal import scope

pages = Blueprint("inviting", __name__, url_prefix="/diem-ban/<int:outlet_id>/ghep-may")

INVITED: Final = "invited"


@pages.post("")
@allow(Permission.MANAGE_OUTLET)
def invite(outlet_id: int) -> ResponseReturnValue:
    """Make an invitation; its words stay in this browser until it is used or too old."""
    session, now, by = current.session(), current.now(), current.actor().account_id
    outlet = scope.outlet(outlet_id)
    made = devices.invite(session, outlet.id, by=by, now=now)
    cookie[INVITED] = {"id": made.enrolment.id, "token": made.token, "code": made.code}
    audit.note(session, by, "phone_invited", "enrolments", made.enrolment.id, now=now)
    where = url_for(".invited", outlet_id=outlet.id, invitation_id=made.enrolment.id)
    return redirect(where, 303)


@pages.get("/<int:invitation_id>")
@allow(Permission.MANAGE_OUTLET)
def invited(outlet_id: int, invitation_id: int) -> ResponseReturnValue:
    """Show the invitation; once it was used, which phone came."""
    outlet = scope.outlet(outlet_id)
    invitation = scope.invitation(outlet, invitation_id)
    words = cookie.get(INVITED, {})
    is_open = invitation.consumed_at is None and invitation.expires_at > current.now()
    return render_template(
        "partner_portal/invited.html",
        outlet=outlet,
        invitation=invitation,
        words=words if is_open and words.get("id") == invitation.id else None,
        phone=_phone_of(outlet, invitation),
        picture=_picture_of(words.get("token", "")),
        address=url_for("enrolment.by_code", _external=True),
    )


def _phone_of(outlet: Outlet, invitation: Enrolment) -> Device | None:
    if invitation.device_id is None:
        return None
    return scope.phone(outlet, invitation.device_id)


def _picture_of(token: str) -> str:
    """Draw the invitation's address as a QR code."""
    drawn = BytesIO()
    address = url_for("enrolment.invitation", token=token or "-", _external=True)
    qrcode.make(address, border=4, box_size=6).save(drawn, "PNG")
    return f"data:image/png;base64,{b64encode(drawn.getvalue()).decode()}"
