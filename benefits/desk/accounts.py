"""Accounts the officer looks after: adding, a new first password, locking and unlocking."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from benefits import access, audit
from benefits.access import Account, Added, Permission
from benefits.desk import account_list, account_scope, scope
from benefits.desk.forms import ManagerForm, OfficerForm
from benefits.errors import Conflict, NotFound, Refusal
from benefits.web import allow, current
from benefits.wording import signing_in

pages = Blueprint("accounts", __name__, url_prefix="/tai-khoan")


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def page() -> ResponseReturnValue:
    typed = request.args.get("tim", "").strip()
    listing = account_list.listed(typed, request.args.get("sau", 0, type=int))
    return render_template("desk/accounts/list.html", listing=listing, typed=typed)


@pages.get("/can-bo/them")
@allow(Permission.MANAGE_ACCOUNTS)
def new_officer() -> ResponseReturnValue:
    return _officer_page(OfficerForm(unit=request.args.get("don_vi", "")))


@pages.post("/can-bo/them")
@allow(Permission.MANAGE_ACCOUNTS)
def add_officer() -> ResponseReturnValue:
    form = OfficerForm()
    if form.is_sent():
        try:
            unit = scope.unit(form.unit.data or "")
            added = access.add_officer(
                current.session(),
                login=form.login.data or "",
                name=form.name.data or "",
                organization_id=unit.id,
                now=current.now(),
            )
        except NotFound:
            form.blame("unit", "Không có đơn vị này trong phạm vi của bạn.")
        except (Conflict, Refusal) as refusal:
            form.blame("login", signing_in.told(refusal.code, refusal.params))
        else:
            return _welcome(added)
    return _officer_page(form), 422


@pages.get("/quan-ly/them")
@allow(Permission.MANAGE_ACCOUNTS)
def new_manager() -> ResponseReturnValue:
    return _manager_page(ManagerForm(partner=request.args.get("doi_tac", "")))


@pages.post("/quan-ly/them")
@allow(Permission.MANAGE_ACCOUNTS)
def add_manager() -> ResponseReturnValue:
    form = ManagerForm()
    if form.is_sent():
        try:
            partner = account_scope.partner(form.partner.data or "")
            added = access.add_manager(
                current.session(),
                login=form.login.data or "",
                name=form.name.data or "",
                partner_id=partner.id,
                now=current.now(),
            )
        except NotFound:
            form.blame("partner", "Không có đối tác này trong phạm vi của bạn.")
        except (Conflict, Refusal) as refusal:
            form.blame("login", signing_in.told(refusal.code, refusal.params))
        else:
            return _welcome(added)
    return _manager_page(form), 422


@pages.post("/<int:account_id>/cap-lai")
@allow(Permission.MANAGE_ACCOUNTS)
def renew(account_id: int) -> ResponseReturnValue:
    """Show the new first password: this answer is the only place it ever stands."""
    account = account_scope.subordinate(account_id)
    secret = access.reset(current.session(), account, current.now())
    _note("account_reset", account)
    return render_template("desk/accounts/secret.html", account=account, secret=secret)


@pages.post("/<int:account_id>/khoa")
@allow(Permission.MANAGE_ACCOUNTS)
def lock(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    access.disable(current.session(), account, current.now())
    _note("account_disabled", account)
    flash(f"Đã khóa tài khoản {account.name}.", "good")
    return redirect(url_for(".page"), 303)


@pages.post("/<int:account_id>/mo")
@allow(Permission.MANAGE_ACCOUNTS)
def unlock(account_id: int) -> ResponseReturnValue:
    account = account_scope.subordinate(account_id)
    access.enable(account)
    _note("account_enabled", account)
    flash(f"Đã mở lại tài khoản {account.name}.", "good")
    return redirect(url_for(".page"), 303)


def _officer_page(form: OfficerForm) -> str:
    places = account_list.units()
    return render_template("desk/accounts/form.html", form=form, title="Thêm cán bộ", places=places)


def _manager_page(form: ManagerForm) -> str:
    places, title = account_list.partners(), "Thêm quản lý đối tác"
    return render_template("desk/accounts/form.html", form=form, title=title, places=places)


def _welcome(added: Added) -> ResponseReturnValue:
    _note("account_added", added.account)
    return render_template("desk/accounts/secret.html", account=added.account, secret=added.secret)


def _note(act: str, account: Account) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, "accounts", account.id, now=current.now())
