"""What an officer does to one account: locking, a new password, its roles, its browsers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access
from benefits.access import Account, Corrected, Permission, sessions
from benefits.access.roles import is_over
from benefits.desk.staff import account_letters, account_page, account_scope
from benefits.desk.staff.account_forms import CorrectForm
from benefits.desk.staff.account_notes import note
from benefits.errors import Conflict, Refusal
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.telling import told

pages = Blueprint("account", __name__, url_prefix="/tai-khoan/<int:account_id>")


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def page(account_id: int) -> ResponseReturnValue:
    account = account_scope.account(account_id)
    return render_template("desk/accounts/one.html", page=account_page.of(account))


@pages.get("/sua")
@allow(Permission.MANAGE_ACCOUNTS)
def correction(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    return _correction_page(account, CorrectForm(name=account.name, login=account.login))


@pages.post("/sua")
@allow(Permission.MANAGE_ACCOUNTS)
def correct(account_id: int) -> ResponseReturnValue:
    """Mend a name or a login; an invitation that bore the old login is replaced at once."""
    account, form = account_scope.subordinate(account_id), CorrectForm()
    made = _corrected(account, form) if form.is_sent() else None
    if made is None:
        return _correction_page(account, form), 422
    if made.fields:
        note("account_corrected", account, fields=list(made.fields))
    if made.secret is not None:
        note("account_reset", account)
        return _letter(account, made.secret)
    flash(_("Đã sửa tài khoản của %(name)s.", name=account.name), "good")
    return _back(account_id)


@pages.post("/cap-lai")
@allow(Permission.MANAGE_ACCOUNTS)
def renew(account_id: int) -> ResponseReturnValue:
    """Show the letter with the new first password: it stands nowhere else, ever."""
    account = account_scope.subordinate(account_id)
    secret = access.reset(current.session(), account, current.now())
    note("account_reset", account)
    return _letter(account, secret)


@pages.post("/xac-thuc")
@allow(Permission.MANAGE_ACCOUNTS)
def forget_phone(account_id: int) -> ResponseReturnValue:
    """Let somebody who lost the phone set up the second factor anew."""
    account = account_scope.subordinate(account_id)
    access.forget_second_factor(current.session(), account, current.now())
    note("second_factor_off", account)
    flash(_("Đã xóa xác thực hai bước của %(name)s.", name=account.name), "good")
    return _back(account_id)


@pages.post("/dang-xuat-het")
@allow(Permission.MANAGE_ACCOUNTS)
def sign_out_everywhere(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    sessions.revoke_all(current.session(), account.id, current.now())
    note("account_signed_out", account)
    flash(_("Đã đăng xuất %(name)s ở mọi nơi.", name=account.name), "good")
    return _back(account_id)


@pages.post("/khoa")
@allow(Permission.MANAGE_ACCOUNTS)
def lock(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    access.disable(current.session(), account, current.now())
    note("account_disabled", account)
    flash(_("Đã khóa tài khoản %(name)s.", name=account.name), "good")
    return _back(account_id)


@pages.post("/mo")
@allow(Permission.MANAGE_ACCOUNTS)
def unlock(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    access.enable(account)
    note("account_enabled", account)
    flash(_("Đã mở lại tài khoản %(name)s.", name=account.name), "good")
    return _back(account_id)


def _corrected(account: Account, form: CorrectForm) -> Corrected | None:
    name, login = form.name.data or "", form.login.data or ""
    try:
        return access.correct(current.session(), account, name=name, login=login, now=current.now())
    except (Conflict, Refusal) as refusal:
        form.blame("login", told(refusal.code, refusal.params))
    return None


def _correction_page(account: Account, form: CorrectForm) -> str:
    return render_template("desk/accounts/correct.html", account=account, form=form)


def _letter(account: Account, secret: str) -> str:
    held, today = account_scope.roles(account.id), day_of(current.now())
    roles = [role for role, _is_below in held if not is_over(role, today)]
    return account_letters.of(account, secret, roles)


def _back(account_id: int) -> ResponseReturnValue:
    return redirect(url_for(".page", account_id=account_id), 303)
