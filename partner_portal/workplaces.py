"""At which of the manager's outlets a cashier stands: one more, one less."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import AccountRole, Permission, Role, Shift, shifts
from benefits.errors import NotFound
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.telling import told
from partner_portal import scope
from partner_portal.forms import PlaceForm

pages = Blueprint(
    "workplaces", __name__, url_prefix="/diem-ban/<int:outlet_id>/thu-ngan/<int:account_id>/noi-lam"
)


@pages.post("/them")
@allow(Permission.MANAGE_OUTLET)
def add(outlet_id: int, account_id: int) -> ResponseReturnValue:
    """Let a cashier stand at another outlet too, with the same PIN."""
    session, now = current.session(), current.now()
    account, where = scope.cashier(scope.outlet(outlet_id), account_id), scope.outlet(_chosen())
    back = redirect(url_for("cashiers.page", outlet_id=outlet_id, account_id=account_id), 303)
    if shifts.is_cashiers_name(session, account.name, where.id, now, but=account.id):
        flash(f"{where.name}: {told('cashier_name_taken')}", "bad")
        return back
    role = access.give_role(session, account, Role.CASHIER, now, outlet_id=where.id)
    _note("role_given", role)
    flash(_("%(name)s đứng quầy được ở %(outlet)s.", name=account.name, outlet=where.name), "good")
    return back


@pages.post("/thoi")
@allow(Permission.MANAGE_OUTLET)
def leave(outlet_id: int, account_id: int) -> ResponseReturnValue:
    """Let a cashier stand at an outlet no longer, from this moment on."""
    session, now = current.session(), current.now()
    account, chosen = scope.cashier(scope.outlet(outlet_id), account_id), _chosen()
    places = scope.places_of_cashier(account)
    role = next((role for role, where in places if where.id == chosen), None)
    if role is None:
        raise NotFound
    _note("role_ended", role)
    access.end_role(session, role, day_of(now))
    shifts.close_unheld(session, now, Shift.account_id == account.id)
    flash(_("%(name)s không còn đứng quầy ở đó.", name=account.name), "good")
    return redirect(url_for("outlets.page", outlet_id=outlet_id), 303)


def _chosen() -> int:
    form = PlaceForm()
    form.outlet.choices = [(each.id, each.name) for each in scope.outlets()]
    if not form.is_sent():
        raise NotFound
    return int(form.outlet.data)


def _note(act: str, role: AccountRole) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, "account_roles", role.id, now=now)
