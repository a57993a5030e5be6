"""What a shop's people see first: a cashier's day, or how a manager's shop is doing."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from benefits import purchases
from benefits.access import Permission, Role
from benefits.partners import Outlet
from benefits.periods import ONE_DAY, day_of
from benefits.purchases import NOTHING, Purchase, Totals
from benefits.web import allow, current
from partner_portal import scope, wants

pages = Blueprint("home", __name__)

SHOWN: Final = 8
LATEST: Final = 100


class Month(NamedTuple):
    """A month so far, and as many days of the one before."""

    so_far: Totals
    before: Totals
    last_day_before: date


@pages.get("/")
@allow(Permission.SEE_COUNTER)
def page() -> ResponseReturnValue:
    return _shop() if current.actor().is_a(Role.MANAGER) else _own_day()


def _own_day() -> ResponseReturnValue:
    today = day_of(current.now())
    session, here = current.session(), scope.outlet_id()
    has_account = current.actor().account is not None
    return render_template(
        "partner_portal/today.html",
        outlet=scope.own_outlet(),
        day=today,
        lines=purchases.of_outlet(session, here, today, most=LATEST),
        totals=purchases.totals_between(session, (here,), today, today + ONE_DAY),
        may_manage=has_account and scope.manager_role() is not None,
    )


def _shop() -> ResponseReturnValue:
    session, today = current.session(), day_of(current.now())
    ids = scope.outlet_ids()
    sold = purchases.totals_by(session, Purchase.outlet_id, ids, today, today + ONE_DAY)
    outlets = _first_outlets()
    return render_template(
        "partner_portal/shop.html",
        partner=scope.own_partner(),
        partners=scope.own_partners(),
        day=today,
        today=_summed(sold.values()),
        month=_month(today),
        wants=wants.all_of_them(),
        places=[(outlet, sold.get(outlet.id, NOTHING)) for outlet in outlets],
        count=session.scalar(select(func.count()).select_from(ids.subquery())),
    )


def _first_outlets() -> list[Outlet]:
    """Those that are open come first."""
    wanted = select(Outlet).where(Outlet.id.in_(scope.outlet_ids()))
    some = wanted.order_by(~wants.is_open(), Outlet.name_key, Outlet.id).limit(SHOWN)
    return list(current.session().scalars(some))


def _month(today: date) -> Month:
    """Compare equal parts of two months: a whole one would make every beginning look bad."""
    session, ids = current.session(), scope.outlet_ids()
    first = today.replace(day=1)
    first_before = (first - ONE_DAY).replace(day=1)
    last_before = min(first_before + (today - first), first - ONE_DAY)
    so_far = purchases.totals_between(session, ids, first, today + ONE_DAY)
    before = purchases.totals_between(session, ids, first_before, last_before + ONE_DAY)
    return Month(so_far, before, last_before)


def _summed(parts: Iterable[Totals]) -> Totals:
    total = NOTHING
    for each in parts:
        total = total.with_more(each)
    return total
