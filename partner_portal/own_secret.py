"""Changing one's own password, or a cashier's own PIN."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Account, Permission, passwords, sessions
from benefits.errors import Refusal
from benefits.web import allow, current
from benefits.web.telling import told
from partner_portal.forms import SecretForm

pages = Blueprint("own_secret", __name__, url_prefix="/doi-mat-khau")


@pages.get("")
@allow(Permission.OWN_ACCOUNT)
def page() -> ResponseReturnValue:
    return _page(SecretForm())


@pages.post("")
@allow(Permission.OWN_ACCOUNT)
def change() -> ResponseReturnValue:
    form, account = SecretForm(), current.account()
    if not form.is_sent() or not _changes(account, form):
        return _page(form, 422)
    session, row = current.session(), current.actor().session
    sessions.revoke_all(session, account.id, current.now(), but=row.token_hash if row else "")
    audit.note(session, account.id, "secret_changed", "accounts", account.id, now=current.now())
    flash(_("Đã đổi. Các máy khác đã được đăng xuất."), "good")
    return redirect(url_for("home.page"), 303)


def _changes(account: Account, form: SecretForm) -> bool:
    if not passwords.is_right(account.secret_hash, form.present.data or ""):
        form.blame("present", told("wrong"))
    elif form.chosen.data != form.again.data:
        form.blame("again", _("Hai lần gõ không giống nhau."))
    else:
        try:
            access.change_secret(account, form.chosen.data or "")
        except Refusal as refusal:
            form.blame("chosen", told(refusal.code, refusal.params))
    return not form.errors


def _page(form: SecretForm, status: int = 200) -> ResponseReturnValue:
    has_pin = current.account().login.startswith("cashier:")
    return render_template("partner_portal/own_secret.html", form=form, has_pin=has_pin), status
