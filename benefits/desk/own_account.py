"""What officers do about themselves: another role, another password, new recovery codes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from benefits import access, audit
from benefits.access import Permission, passwords, second_factor, sessions
from benefits.desk import scope
from benefits.desk.forms import PasswordForm
from benefits.errors import Refusal
from benefits.web import allow, current
from benefits.web.telling import told

pages = Blueprint("own_account", __name__, url_prefix="/toi")


@pages.get("/")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return render_template("desk/own_account.html", roles=scope.own_roles())


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
    if form.is_sent() and _changes(current.session(), form):
        flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."), "good")
        return redirect(url_for("home.page"), 303)
    return render_template("desk/password.html", form=form), 422


@pages.post("/ma-du-phong")
@allow(Permission.OWN_ACCOUNT)
def renew_codes() -> ResponseReturnValue:
    """Show ten new recovery codes: this answer is the only place they ever stand."""
    account = current.account()
    codes = second_factor.renew_recovery_codes(current.session(), account)
    _note("recovery_codes_renewed")
    return render_template("desk/recovery_codes.html", codes=codes, where=url_for("home.page"))


def _changes(session: Session, form: PasswordForm) -> bool:
    """Change the password, or say beside a field why not."""
    account, row = current.account(), current.actor().session
    if not passwords.is_right(account.secret_hash, form.present.data or ""):
        form.blame("present", told("wrong"))
        return False
    if form.chosen.data != form.again.data:
        form.blame("again", told("passwords_differ"))
        return False
    try:
        access.change_secret(account, form.chosen.data or "")
    except Refusal as refusal:
        form.blame("chosen", told(refusal.code, refusal.params))
        return False
    kept = row.token_hash if row else ""
    sessions.revoke_all(session, account.id, current.now(), but=kept)
    _note("password_changed")
    return True


def _note(act: str, **fields: object) -> None:
    by = current.account().id
    audit.note(current.session(), by, act, "accounts", by, now=current.now(), fields=fields)
