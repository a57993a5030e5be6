"""Changing one's own password, or a cashier's own PIN."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits.access import Permission
from benefits.access.logins import has_pin
from benefits.web import allow, current, own_secret
from partner_portal.forms import OwnPinForm, SecretForm

pages = Blueprint("own_secret", __name__, url_prefix="/doi-mat-khau")


@pages.get("")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return _page(_form())


@pages.post("")
@allow(Permission.OWN_ACCOUNT)
def change() -> ResponseReturnValue:
    form = _form()
    if not own_secret.changed(form, act="secret_changed"):
        return _page(form, 422)
    flash(_("Đã đổi. Các máy khác đã được đăng xuất."), "good")
    return redirect(url_for("home.page"), 303)


def _form() -> SecretForm:
    return OwnPinForm() if has_pin(current.account().login) else SecretForm()


def _page(form: SecretForm, status: int = 200) -> ResponseReturnValue:
    is_pin = isinstance(form, OwnPinForm)
    return render_template("partner_portal/own_secret.html", form=form, has_pin=is_pin), status
