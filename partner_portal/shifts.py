"""A cashier's shift: a name and a PIN on a phone of the outlet, until signing out."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Account, AccountRole, Device, Permission, Refused, Role, shifts
from benefits.access.logins import has_pin
from benefits.web import allow, current, sign_in, wanted_next, wanted_path
from partner_portal import at_counter, kept_sales, scope, standing
from partner_portal.forms import PinForm
from partner_portal.phone import led_to, this_phone, was_a_phone, word_of_this_phone
from partner_portal.sign_in import refusal_text

pages = Blueprint("shifts", __name__)
at_counter.watch(pages)
standing.watch(pages)


@pages.get("/ca")
@allow(Permission.OPEN_SHIFT)
def page() -> ResponseReturnValue:
    device = this_phone()
    if device is None:
        return render_template(
            "partner_portal/not_paired.html",
            tiep=wanted_path(),
            was_paired=was_a_phone(),
            **standing.offer(),
        )
    if _stands_at(device):
        return redirect(to_work(), 303)
    return _page(device, _form(_cashiers(device), tiep=wanted_path()))


@pages.post("/ca")
@allow(Permission.OPEN_SHIFT)
def begin() -> ResponseReturnValue:
    device = this_phone()
    if device is None:
        return redirect(url_for(".page", tiep=wanted_path()), 303)
    people = _cashiers(device)
    form = _form(people)
    chosen = next((each for each in people if each[0].id == form.account.data), None)
    if form.is_sent() and chosen is not None and _knows_pin(form, chosen[0]):
        open_shift(device, *chosen)
        return led_to(to_work(), word_of_this_phone())
    return _page(device, form, 422)


@pages.post("/ve-quan-ly")
@allow(Permission.OWN_ACCOUNT)
def leave_counter() -> ResponseReturnValue:
    """Let an owner who stood at the counter be the manager again, on the page that was wanted."""
    role = scope.manager_role()
    if role is not None:
        sign_in(current.account(), role)
    return redirect(wanted_next(url_for("home.page")), 303)


def open_shift(device: Device, account: Account, role: AccountRole) -> None:
    """Begin a shift at a phone and sign this browser in to it."""
    session, now = current.session(), current.now()
    shift = shifts.open_shift(session, device, account, now)
    sign_in(account, role, device=device, shift=shift)
    audit.note(session, account.id, "shift_opened", "devices", device.id, now=now)


def _stands_at(phone: Device) -> bool:
    """Whether this browser's shift is at the phone that it is, not at one that it was."""
    actor = current.actor()
    at = actor.device
    return actor.is_a(Role.CASHIER) and at is not None and at.id == phone.id


def to_work() -> str:
    """Go on to what was wanted; whoever wanted nothing in particular wants to scan.

    A sale that was cut off comes first.
    """
    if kept_sales.is_kept():
        return url_for("till.kept")
    scanner = url_for("scanning.scanner")
    return scanner if wanted_path() == "/" else wanted_next(scanner)


def _cashiers(device: Device) -> Sequence[tuple[Account, AccountRole]]:
    """Those who have a PIN; an owner with a password comes in through the manager's page."""
    found = shifts.cashiers_of(current.session(), device.outlet_id, current.now())
    return [each for each in found if has_pin(each[0].login)]


def _form(people: Sequence[tuple[Account, AccountRole]], **filled: object) -> PinForm:
    form = PinForm(**filled)
    form.account.choices = {str(account.id): account.name for account, _role in people}
    if len(people) == 1 and form.account.data is None:
        form.account.data = people[0][0].id
    return form


def _knows_pin(form: PinForm, account: Account) -> bool:
    """Check the PIN; whoever else guesses behind this address, the counter's phone may try."""
    session, now = current.session(), current.now()
    answer = access.sign_in(session, account.login, form.pin.data or "", now=now)
    if isinstance(answer, Refused):
        form.blame("pin", refusal_text(answer))
        if answer.code == "locked":
            form.blame("pin", _("Đang vội thì nhờ quản lý cho thử lại ngay."))
        return False
    return True


def _page(device: Device, form: PinForm, status: int = 200) -> ResponseReturnValue:
    outlet, _partner = scope.place(device.outlet_id)
    body = render_template(
        "partner_portal/shift.html",
        form=form,
        outlet=outlet,
        phone=device,
        tiep=wanted_path(),
        **standing.offer(),
    )
    return body, status
