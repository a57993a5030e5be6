"""Changing one's own password, or a cashier's own PIN."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits.access import Permission
from benefits.web import allow, current, own_secret
from partner_portal.forms import SecretForm

pages = Blueprint("own_secret", __name__, url_prefix="/doi-mat-khau")


@pages.get("")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return _page(SecretForm())


@pages.post("")
@allow(Permission.OWN_ACCOUNT)
def change() -> ResponseReturnValue:
    form = SecretForm()
    if not own_secret.changed(form, act="secret_changed"):
        return _page(form, 422)
    flash(_("Đã đổi. Các máy khác đã được đăng xuất."), "good")
    return redirect(url_for("home.page"), 303)


def _page(form: SecretForm, status: int = 200) -> ResponseReturnValue:
    has_pin = current.account().login.startswith("cashier:")
    return render_template("partner_portal/own_secret.html", form=form, has_pin=has_pin), status
