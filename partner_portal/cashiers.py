"""A manager's cashiers: added with a PIN of their own, given a new one, moved, let go."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Account, Permission, Role, passwords, shifts, throttling
from benefits.errors import Refusal
from benefits.partners import Outlet
from benefits.web import allow, current
from benefits.web.telling import told
from partner_portal import scope
from partner_portal.forms import CashierForm, PinChoiceForm
from partner_portal.outlets import outlet_page

pages = Blueprint("cashiers", __name__, url_prefix="/diem-ban/<int:outlet_id>/thu-ngan")


@pages.post("")
@allow(Permission.MANAGE_OUTLET)
def add(outlet_id: int) -> ResponseReturnValue:
    outlet, form = scope.outlet(outlet_id), CashierForm()
    if not form.is_sent() or _is_taken(form, outlet):
        return outlet_page(outlet, form, 422)
    made = access.add_cashier(
        current.session(), name=form.name.data or "", outlet_id=outlet.id, now=current.now()
    )
    return _pin(outlet, made.account, made.secret, "cashier_added")


@pages.get("/<int:account_id>")
@allow(Permission.MANAGE_OUTLET)
def page(outlet_id: int, account_id: int) -> ResponseReturnValue:
    outlet = scope.outlet(outlet_id)
    return _page(outlet, scope.cashier(outlet, account_id))


@pages.post("/<int:account_id>/ten")
@allow(Permission.MANAGE_OUTLET)
def rename(outlet_id: int, account_id: int) -> ResponseReturnValue:
    outlet, form = scope.outlet(outlet_id), CashierForm()
    account = scope.cashier(outlet, account_id)
    if not form.is_sent() or _is_taken(form, outlet, but=account.id):
        return _page(outlet, account, 422, form=form)
    if account.name != form.name.data:
        account.name = form.name.data or account.name
        _note("cashier_renamed", account)
    flash(_("Đã lưu tên thu ngân."), "good")
    return _back(outlet_id, account_id)


@pages.post("/<int:account_id>/pin")
@allow(Permission.MANAGE_OUTLET)
def renew_pin(outlet_id: int, account_id: int) -> ResponseReturnValue:
    """Give a new PIN: one that the cashier types here, or else one shown once."""
    outlet, form = scope.outlet(outlet_id), PinChoiceForm()
    account = scope.cashier(outlet, account_id)
    chosen = (form.pin.data or "").strip() or None
    if chosen is not None and not _is_good(chosen, form):
        return _page(outlet, account, 422, pin_form=form)
    secret = access.reset(current.session(), account, current.now(), secret=chosen)
    throttling.let_try(current.session(), account.login)
    if chosen is None:
        return _pin(outlet, account, secret, "pin_renewed")
    _note("pin_renewed", account)
    flash(_("Đã đặt mã PIN mới. Mã cũ không dùng được nữa."), "good")
    return _back(outlet_id, account_id)


@pages.post("/<int:account_id>/thu-lai")
@allow(Permission.MANAGE_OUTLET)
def let_try(outlet_id: int, account_id: int) -> ResponseReturnValue:
    """Let somebody who mistyped the PIN too often try again at once."""
    account = scope.cashier(scope.outlet(outlet_id), account_id)
    throttling.let_try(current.session(), account.login)
    _note("cashier_let_try", account)
    flash(_("Thu ngân gõ lại mã PIN được ngay."), "good")
    return _back(outlet_id, account_id)


@pages.post("/<int:account_id>/tat")
@allow(Permission.MANAGE_OUTLET)
def disable(outlet_id: int, account_id: int) -> ResponseReturnValue:
    account = scope.cashier(scope.outlet(outlet_id), account_id)
    access.disable(current.session(), account, current.now())
    _note("account_disabled", account)
    flash(_("Đã khóa %(name)s. Ca đang mở đã đóng.", name=account.name), "good")
    return _back(outlet_id, account_id)


@pages.post("/<int:account_id>/mo")
@allow(Permission.MANAGE_OUTLET)
def enable(outlet_id: int, account_id: int) -> ResponseReturnValue:
    outlet = scope.outlet(outlet_id)
    account = scope.cashier(outlet, account_id)
    form = CashierForm(formdata=None, data={"name": account.name})
    if _is_taken(form, outlet, but=account.id):
        return _page(outlet, account, 422, form=form)
    access.enable(account)
    _note("account_enabled", account)
    flash(_("Đã mở lại. %(name)s vào ca được với mã PIN cũ.", name=account.name), "good")
    return _back(outlet_id, account_id)


def _page(
    outlet: Outlet,
    account: Account,
    status: int = 200,
    *,
    form: CashierForm | None = None,
    pin_form: PinChoiceForm | None = None,
) -> ResponseReturnValue:
    waits = throttling.waits_of(current.session(), [account.login], current.now())
    places = scope.places_of_cashier(account)
    body = render_template(
        "partner_portal/cashier.html",
        outlet=outlet,
        account=account,
        waits_until=waits.get(account.login),
        form=form or CashierForm(formdata=None, data={"name": account.name}),
        pin_form=pin_form or PinChoiceForm(formdata=None),
        places=[where for role, where in places if role.role is Role.CASHIER],
        others=_others({where.id for _role, where in places}),
    )
    return body, status


def _others(known: set[int]) -> list[Outlet]:
    return [each for each in scope.outlets() if each.id not in known]


def _is_taken(form: CashierForm, outlet: Outlet, *, but: int | None = None) -> bool:
    session, now = current.session(), current.now()
    is_taken = shifts.is_cashiers_name(session, form.name.data or "", outlet.id, now, but=but)
    if is_taken:
        form.blame("name", told("cashier_name_taken"))
    return is_taken


def _is_good(pin: str, form: PinChoiceForm) -> bool:
    try:
        passwords.check_pin(pin)
    except Refusal as refusal:
        form.validate()
        form.blame("pin", told(refusal.code, refusal.params))
        return False
    return True


def _pin(outlet: Outlet, account: Account, secret: str, act: str) -> ResponseReturnValue:
    """Show a PIN: this answer is the only place it ever stands."""
    _note(act, account)
    return render_template("partner_portal/pin.html", outlet=outlet, account=account, pin=secret)


def _back(outlet_id: int, account_id: int) -> ResponseReturnValue:
    return redirect(url_for(".page", outlet_id=outlet_id, account_id=account_id), 303)


def _note(act: str, account: Account) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, "accounts", account.id, now=current.now())
