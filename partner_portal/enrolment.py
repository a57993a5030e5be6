"""Pairing a phone with an outlet: opening the invitation only tells, a button uses it up.

A phone that is in use is told what ends, here or at another outlet, before the button is pressed.
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from benefits.access import Permission, Refused, Role, devices
from benefits.web import allow, current, sign_out
from benefits.web.browsers import in_chrome, this_browser
from partner_portal import pairing, scope
from partner_portal.forms import PairByCodeForm, PairForm
from partner_portal.phone import led_to, this_phone
from partner_portal.sign_in import refusal_text

pages = Blueprint("enrolment", __name__, url_prefix="/ghi-danh")


@pages.get("")
@allow(Permission.ANYONE)
def by_code() -> ResponseReturnValue:
    return _code_page(PairByCodeForm(name=this_browser().name))


@pages.post("")
@allow(Permission.ANYONE)
def pair_by_code() -> ResponseReturnValue:
    form = PairByCodeForm()
    if form.is_sent():
        answer = _pair(form.code.data or "", form)
        if not isinstance(answer, Refused):
            return led_to(url_for("shifts.page"), answer)
        form.blame("code", refusal_text(answer))
    return _code_page(form, 422)


@pages.get("/<token>")
@allow(Permission.ANYONE)
def invitation(token: str) -> ResponseReturnValue:
    """Show what would happen: chat applications open links too, to preview them."""
    return _invitation_page(token, PairForm(name=this_browser().name))


@pages.post("/<token>")
@allow(Permission.ANYONE)
def pair(token: str) -> ResponseReturnValue:
    form = PairForm()
    if not form.is_sent():
        return _invitation_page(token, form, 422)
    answer = _pair(token, form)
    if isinstance(answer, Refused):
        return _gone(refusal_text(answer))
    return led_to(url_for("shifts.page"), answer)


def _pair(word: str, form: PairForm) -> Refused | str:
    """Use an invitation up; return the word by which this browser is known from now on.

    Whoever stood at the counter with it stands at none now: the PIN is asked at the new outlet.
    """
    answer = pairing.pair(word, form.name.data)
    if isinstance(answer, Refused):
        return answer
    if current.actor().is_a(Role.CASHIER):
        sign_out()
    return answer.token


def _until_now() -> dict[str, Any]:
    """Tell of what outlet this browser is a phone before it is paired, and who stands there."""
    actor, phone = current.actor(), this_phone()
    return {
        "before": phone,
        "left": None if phone is None else scope.place(phone.outlet_id)[0],
        "in_shift": actor.account if actor.is_a(Role.CASHIER) else None,
    }


def _invitation_page(token: str, form: PairForm, status: int = 200) -> ResponseReturnValue:
    found = devices.open_invitation(current.session(), token, current.now())
    if found is None:
        return _gone(refusal_text(Refused("invitation_unknown")))
    outlet, partner = scope.place(found.outlet_id)
    body = render_template(
        "partner_portal/invitation.html",
        form=form,
        outlet=outlet,
        partner=partner,
        until=found.expires_at,
        browser=this_browser(),
        chrome=in_chrome(request.base_url),
        address=url_for(".by_code", _external=True),
        **_until_now(),
    )
    return body, status


def _code_page(form: PairByCodeForm, status: int = 200) -> ResponseReturnValue:
    body = render_template(
        "partner_portal/pair.html",
        form=form,
        browser=this_browser(),
        chrome=in_chrome(request.base_url),
        address=request.base_url,
        **_until_now(),
    )
    return body, status


def _gone(why: str) -> ResponseReturnValue:
    return render_template("partner_portal/invitation_gone.html", why=why), 404
