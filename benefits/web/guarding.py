"""Who may pass: permissions of views, forms of our own pages only."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest

from benefits.access import Permission, Standing, permits
from benefits.errors import NotAllowed, NotFound
from benefits.web import current, here
from benefits.web.declaring import UndeclaredAccess, View, ahead_of, permission_of
from benefits.web.transactions import in_one_transaction

SIGN_IN, RENEWAL = "benefits.sign_in", "benefits.renewal"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
ALWAYS_OPEN = frozenset({Permission.ANYONE, Permission.OWN_ACCOUNT})


class NotSignedIn(NotAllowed):
    """Nobody is signed in, and this is for people who are."""

    code = "not_signed_in"


def seal(app: Flask) -> None:
    """Put the guard and the transaction around every view, and insist that each declares itself."""
    for endpoint, view in app.view_functions.items():
        if endpoint == "static":
            continue
        permission = permission_of(view)
        if permission is None:
            raise UndeclaredAccess(f"{app.name}: {endpoint}")
        app.view_functions[endpoint] = in_one_transaction(_guarded(cast("View", view), permission))


def insist_on(app: Flask, *endpoints: str | None) -> None:
    """Stop a face at start-up that would send people to a page it does not have."""
    missing = {endpoint for endpoint in endpoints if endpoint} - app.view_functions.keys()
    if missing:
        raise LookupError(f"{app.name} has no {', '.join(sorted(missing))}")


def refuse_forgeries(protect: CSRFProtect) -> Callable[[], None]:
    """Return the check of every unsafe request that a browser could have been tricked into."""

    def check() -> None:
        if request.method in current.SAFE:
            return
        if is_from_elsewhere():
            raise NotAllowed("other_site")
        protect.protect()

    return check


def refuse_unwritable() -> None:
    """Refuse the one character that no text of ours holds: PostgreSQL cannot be asked for it."""
    asked = here.asked()
    given = [asked.path]
    if asked.query_string:
        given += asked.args.values()
    if _kind_of_body(asked) in FORMS:  # no other body is read as one
        given += asked.form.values()
    if any("\x00" in text for text in given):
        raise BadRequest


def _kind_of_body(asked: Request) -> str:
    kind: str = asked.environ.get("CONTENT_TYPE", "")
    return kind.partition(";")[0].strip().lower()


def is_from_elsewhere() -> bool:
    """Tell whether another site's page sent this request."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _guarded(view: View, permission: Permission) -> View:
    ask_ahead = ahead_of(view)

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        if ask_ahead is not None:
            ask_ahead()
        actor = current.actor()
        here.kept().account_id = actor.account_id
        if not permits(actor, permission):
            return _turned_away(actor.standing, permission)
        if _must_change_secret(permission):
            return redirect(url_for(current_app.extensions[RENEWAL]), 303)
        return view(**arguments)

    return guarded


def _turned_away(standing: Standing, permission: Permission) -> ResponseReturnValue:
    """Show strangers the way in; tell those who are in that there is nothing here.

    Where nobody signs in, a program is told what its token lacks: the addresses are published.
    """
    where = current_app.extensions.get(SIGN_IN)
    if where is None and standing in {Standing.MACHINE, Standing.DEVICE}:
        raise NotAllowed("scope_missing", scope=permission.value)
    if standing not in {Standing.STRANGER, Standing.HALF_WAY}:
        raise NotFound
    if where is None or "X-Fragment" in request.headers:
        raise NotSignedIn
    wanted = request.full_path.rstrip("?") if request.method in current.SAFE else None
    return redirect(url_for(where, tiep=wanted), 303)


def wanted_path() -> str | None:
    """Where someone wanted to go before signing in: a path of this very face, or nothing."""
    path = request.values.get("tiep", "")
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if is_ours and not parts.scheme and not parts.netloc else None


def wanted_next(otherwise: str) -> str:
    """Return the address to go to after signing in."""
    path = wanted_path()
    return otherwise if path is None else request.script_root + path


def _must_change_secret(permission: Permission) -> bool:
    account = current.actor().account
    if account is None or not account.must_change or permission in ALWAYS_OPEN:
        return False
    has_page = current_app.extensions.get(RENEWAL) is not None
    return current.actor().is_signed_in and has_page
