"""Changing one's own PIN."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits.access import Permission, letting_in, passwords
from benefits.web import allow, current, own_secret
from member_portal import scope
from member_portal.forms import PinForm

pages = Blueprint("own_pin", __name__, url_prefix="/doi-pin")


@pages.get("")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return render_template("member_portal/own_pin.html", form=PinForm())


@pages.post("")
@allow(Permission.OWN_ACCOUNT)
def change() -> ResponseReturnValue:
    form = PinForm()
    if not own_secret.changed(form, act="secret_changed", check=_check_own):
        return render_template("member_portal/own_pin.html", form=form), 422
    # a merged record may have had a PIN, and signed a phone in, by itself
    letting_in.leave_one_pin(current.session(), current.account(), scope.records(), current.now())
    flash(_("Đã đổi mã PIN. Các máy khác đã được đăng xuất."), "good")
    return redirect(url_for("card.page"), 303)


def _check_own(pin: str) -> None:
    member = scope.member()
    passwords.check_pin_of(pin, birth=member.birth, phone=member.phone)
