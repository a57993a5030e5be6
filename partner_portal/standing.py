"""A manager who opens a page of the counter: where to stand at one is offered, not hidden."""

from typing import Any, Final

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits.access import HOLDERS, Role, Standing
from benefits.partners import Outlet
from benefits.web import current
from benefits.web.declaring import permission_of
from partner_portal import scope
from partner_portal.phone import this_phone
from partner_portal.wants import is_open

MOST: Final = 8


def watch(pages: Blueprint) -> None:
    """Answer for every page of the face that only whoever stands at a counter may read."""
    pages.before_app_request(_offered)


def offer() -> dict[str, Any]:
    """Return where the manager asking may stand: where this phone is, or the first open outlets.

    `leaves` is the phone that another outlet would lose by it, with that outlet.
    """
    if not current.actor().is_a(Role.MANAGER):
        return {"places": [], "has_more": False, "leaves": None}
    session, phone = current.session(), this_phone()
    theirs = select(Outlet).where(Outlet.id.in_(scope.outlet_ids()), is_open())
    if phone is not None:
        here = session.scalar(theirs.where(Outlet.id == phone.outlet_id))
        if here is not None:
            return {"places": [here], "has_more": True, "leaves": None}
    found = session.scalars(theirs.order_by(Outlet.name_key, Outlet.id).limit(MOST + 1)).all()
    leaves = None if phone is None else (phone, scope.place(phone.outlet_id)[0])
    return {"places": found[:MOST], "has_more": len(found) > MOST, "leaves": leaves}


def _offered() -> ResponseReturnValue | None:
    if request.method not in current.SAFE or not _is_of_counters():
        return None
    if not current.actor().is_a(Role.MANAGER):
        return None
    wanted = request.full_path.rstrip("?")
    return render_template("partner_portal/stand.html", wanted=wanted, **offer()), 403


def _is_of_counters() -> bool:
    permission = permission_of(current_app.view_functions.get(request.endpoint or ""))
    holders = HOLDERS[permission] if permission is not None else frozenset()
    return Standing.CASHIER in holders and Standing.MANAGER not in holders
