"""A manager's cashiers: added with a PIN of their own, given a new one, let go."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from benefits import access, audit
from benefits.access import Account, Permission
from benefits.partners import Outlet
from benefits.web import allow, current
from partner_portal import scope
from partner_portal.forms import CashierForm
from partner_portal.outlets import outlet_page

pages = Blueprint("cashiers", __name__, url_prefix="/diem-ban/<int:outlet_id>/thu-ngan")


@pages.post("")
@allow(Permission.MANAGE_OUTLET)
def add(outlet_id: int) -> ResponseReturnValue:
    outlet, form = scope.outlet(outlet_id), CashierForm()
    if not form.is_sent():
        return outlet_page(outlet, form, 422)
    made = access.add_cashier(
        current.session(), name=form.name.data or "", outlet_id=outlet.id, now=current.now()
    )
    return _pin(outlet, made.account, made.secret, "cashier_added")


@pages.post("/<int:account_id>/pin")
@allow(Permission.MANAGE_OUTLET)
def renew_pin(outlet_id: int, account_id: int) -> ResponseReturnValue:
    outlet = scope.outlet(outlet_id)
    account = scope.cashier(outlet, account_id)
    secret = access.reset(current.session(), account, current.now())
    return _pin(outlet, account, secret, "pin_renewed")


@pages.post("/<int:account_id>/tat")
@allow(Permission.MANAGE_OUTLET)
def disable(outlet_id: int, account_id: int) -> ResponseReturnValue:
    account = scope.cashier(scope.outlet(outlet_id), account_id)
    access.disable(current.session(), account, current.now())
    return _done(outlet_id, account, "account_disabled")


@pages.post("/<int:account_id>/mo")
@allow(Permission.MANAGE_OUTLET)
def enable(outlet_id: int, account_id: int) -> ResponseReturnValue:
    account = scope.cashier(scope.outlet(outlet_id), account_id)
    access.enable(account)
    return _done(outlet_id, account, "account_enabled")


def _pin(outlet: Outlet, account: Account, secret: str, act: str) -> ResponseReturnValue:
    """Show a PIN: this answer is the only place it ever stands."""
    _note(act, account)
    return render_template("partner_portal/pin.html", outlet=outlet, account=account, pin=secret)


def _done(outlet_id: int, account: Account, act: str) -> ResponseReturnValue:
    _note(act, account)
    return redirect(url_for("outlets.page", outlet_id=outlet_id), 303)


def _note(act: str, account: Account) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, "accounts", account.id, now=current.now())
