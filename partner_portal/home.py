"""What a shop's people see first: a cashier's day, or a manager's outlets."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission, Role
from benefits.periods import day_of
from benefits.purchases import Line
from benefits.web import allow, current
from partner_portal import scope

pages = Blueprint("home", __name__)


@pages.get("/")
@allow(Permission.SEE_COUNTER)
def page() -> ResponseReturnValue:
    return _outlets() if current.actor().is_a(Role.MANAGER) else _own_day()


def _own_day() -> ResponseReturnValue:
    today = day_of(current.now())
    lines = purchases.of_outlet(current.session(), scope.outlet_id(), today)
    has_account = current.actor().account is not None
    return render_template(
        "partner_portal/today.html",
        outlet=scope.own_outlet(),
        day=today,
        lines=lines,
        totals=purchases.totals_of(lines),
        may_manage=has_account and scope.own_role(Role.MANAGER) is not None,
    )


def _outlets() -> ResponseReturnValue:
    outlets = scope.outlets()
    sold: dict[int, list[Line]] = {outlet.id: [] for outlet in outlets}
    for line in purchases.of_outlets(current.session(), sold.keys(), day_of(current.now())):
        sold[line.purchase.outlet_id].append(line)
    return render_template(
        "partner_portal/outlets.html",
        partner=scope.own_partner(),
        places=[(outlet, purchases.totals_of(sold[outlet.id])) for outlet in outlets],
    )
