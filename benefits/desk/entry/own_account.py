"""What officers do about themselves: their name, another role, another password."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import Permission, sessions
from benefits.desk import scope
from benefits.desk.forms import PasswordForm
from benefits.web import allow, current, own_name, own_secret
from benefits.web.own_name import NameForm

pages = Blueprint("own_account", __name__, url_prefix="/toi")


@pages.get("/")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return render_template("desk/own_account.html", roles=scope.own_roles())


@pages.get("/ho-ten")
@allow(Permission.OWN_ACCOUNT)
def name() -> ResponseReturnValue:
    return _name_page(own_name.form_of_own())


@pages.post("/ho-ten")
@allow(Permission.OWN_ACCOUNT)
def rename() -> ResponseReturnValue:
    form = NameForm()
    if own_name.renamed(form):
        return redirect(url_for(".page"), 303)
    return _name_page(form), 422


def _name_page(form: NameForm) -> str:
    back = (url_for(".page"), _("Tài khoản của tôi"))
    return render_template("web/own_name.html", form=form, back=back)


@pages.post("/vai-tro/<int:role_id>")
@allow(Permission.OWN_ACCOUNT)
def switch(role_id: int) -> ResponseReturnValue:
    role, row = scope.own_role(role_id), current.actor().session
    if row is not None:
        sessions.switch_role(row, role)
        _note("role_switched", role=role.id)
    return redirect(url_for("home.page"), 303)


@pages.get("/mat-khau")
@allow(Permission.OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    return render_template("desk/password.html", form=PasswordForm())


@pages.post("/mat-khau")
@allow(Permission.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    form = PasswordForm()
    if own_secret.changed(form, act="password_changed"):
        flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."), "good")
        return redirect(url_for("home.page"), 303)
    return render_template("desk/password.html", form=form), 422


def _note(act: str, **fields: object) -> None:
    by = current.account().id
    audit.note(current.session(), by, act, "accounts", by, now=current.now(), fields=fields)
