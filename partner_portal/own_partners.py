"""For which of several partners a manager acts now: chosen, and kept with the browser's session."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from benefits import audit
from benefits.access import Permission, Role, sessions
from benefits.partners import Outlet
from benefits.web import allow, current, wanted_next
from partner_portal import scope

pages = Blueprint("own_partners", __name__, url_prefix="/doi-tac-cua-toi")


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page() -> ResponseReturnValue:
    return render_template("partner_portal/own_partners.html", partners=scope.own_partners())


@pages.post("/<int:role_id>")
@allow(Permission.MANAGE_OUTLET)
def switch(role_id: int) -> ResponseReturnValue:
    """Go on as another partner's manager, on the page that was wanted there."""
    role, row, by = scope.own_role(role_id), current.actor().session, current.account().id
    if row is not None and row.role_id != role.id:
        sessions.switch_role(row, role)
        told = {"role": role.id}
        audit.note(
            current.session(), by, "role_switched", "accounts", by, now=current.now(), fields=told
        )
    return redirect(wanted_next(url_for("home.page")), 303)


@pages.before_app_request
def tell_whose() -> ResponseReturnValue | None:
    """Say of an outlet of another of the manager's partners whose it is, instead of hiding it."""
    outlet_id = (request.view_args or {}).get("outlet_id")
    if outlet_id is None or request.method not in current.SAFE:
        return None
    if not current.actor().is_a(Role.MANAGER):
        return None
    outlet = current.session().get(Outlet, outlet_id)
    if outlet is None or outlet.partner_id == scope.own_partner().id:
        return None
    theirs = [each for each in scope.own_partners() if each[1].id == outlet.partner_id]
    if not theirs:
        return None
    wanted = request.full_path.rstrip("?")
    body = render_template(
        "partner_portal/elsewhere.html",
        partner=scope.own_partner(),
        theirs=theirs[0],
        wanted=wanted,
    )
    return body, 403
