"""What a shop's people see first: a cashier's day, or a manager's outlets."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission, Role
from benefits.periods import day_of
from benefits.web import allow, current
from partner_portal import scope

pages = Blueprint("home", __name__)


@pages.get("/")
@allow(Permission.SEE_COUNTER)
def page() -> ResponseReturnValue:
    if current.actor().is_a(Role.MANAGER):
        return _outlets()
    today = day_of(current.now())
    lines = purchases.of_outlet(current.session(), scope.outlet_id(), today)
    return render_template(
        "partner_portal/today.html",
        outlet=scope.own_outlet(),
        day=today,
        lines=lines,
        totals=purchases.totals_of(lines),
        may_manage=current.actor().account is not None and scope.own_role(Role.MANAGER),
    )


def _outlets() -> ResponseReturnValue:
    session, today = current.session(), day_of(current.now())
    places = [
        (outlet, purchases.totals_of(purchases.of_outlet(session, outlet.id, today)))
        for outlet in scope.outlets()
    ]
    return render_template(
        "partner_portal/outlets.html", partner=scope.own_partner(), places=places
    )
