"""A sale that was sent when the browser's session was over: kept as typed until somebody signs in.

The session's own cookie is emptied when a shift begins, so the bill lies in one of its own, signed.
"""

from datetime import timedelta
from typing import Final, TypeVar

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse
from wtforms import ValidationError

from benefits.access import Role
from benefits.web import cookies, current
from benefits.web.guarding import is_from_elsewhere
from partner_portal.sale_forms import OPEN_FOR, SaleForm

COOKIE: Final = "partner_sale"
LASTS: Final[timedelta] = OPEN_FOR
# What a cookie can hold, with room for the others of the face.
LONGEST: Final = 3_000
# What every form of a sale holds that this server made.
SETTLED: Final = frozenset({"id", "card", "bought_at", "seal"})
# Not kept: what belongs to the browser's old session, and what the cashier has to look at again.
LEFT_OUT: Final = frozenset({"csrf_token", "seen", "sure"})

Kept = TypeVar("Kept", bound=AnyResponse)


def watch(pages: Blueprint, *, record: str, shown: str) -> None:
    """Keep what is sent to `record` by a browser that is out, and show it at `shown` again."""

    def before() -> ResponseReturnValue | None:
        if not is_sale() or _is_of_this_session():
            return None
        return _keep(redirect(url_for(shown), 303))

    def after(response: Response) -> Response:
        """Whoever's shift was ended from elsewhere is turned away at the door."""
        if not is_sale() or not _is_of_this_session() or current.actor().is_a(Role.CASHIER):
            return response
        return _keep(response)

    def is_sale() -> bool:
        is_meant = request.endpoint == record and not is_from_elsewhere()
        return is_meant and request.form.keys() >= SETTLED

    pages.before_app_request(before)
    pages.after_request(after)


def is_kept() -> bool:
    return COOKIE in request.cookies


def kept() -> SaleForm | None:
    """Return what was typed, unless it was long ago."""
    try:
        sent = _serializer().loads(
            request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds())
        )
    except BadData:
        return None
    return SaleForm(formdata=MultiDict(sent))


def forget(response: Kept) -> Kept:
    cookies.forget(response, COOKIE)
    return response


def _keep(response: Kept) -> Kept:
    sent = [(name, text) for name, text in request.form.items(multi=True) if name not in LEFT_OUT]
    word = _serializer().dumps(sent)
    if len(word) <= LONGEST:
        cookies.keep(response, COOKIE, word, LASTS)
    return response


def _is_of_this_session() -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept-sale")
