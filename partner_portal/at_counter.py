"""An owner who stands at the counter and opens a page of the manager: said so, not hidden."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from benefits.access import HOLDERS, Role, Standing
from benefits.web import current
from benefits.web.declaring import permission_of
from partner_portal import scope


def watch(pages: Blueprint) -> None:
    """Answer for every page of the face that only a manager may read."""
    pages.before_app_request(_told)


def _told() -> ResponseReturnValue | None:
    if request.method not in current.SAFE or not _is_of_managers():
        return None
    if not current.actor().is_a(Role.CASHIER) or scope.manager_role() is None:
        return None
    wanted = request.full_path.rstrip("?")
    return render_template("partner_portal/at_counter.html", wanted=wanted), 403


def _is_of_managers() -> bool:
    permission = permission_of(current_app.view_functions.get(request.endpoint or ""))
    holders = HOLDERS[permission] if permission is not None else frozenset()
    return Standing.MANAGER in holders and Standing.CASHIER not in holders
