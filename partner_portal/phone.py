"""The phone this browser is: a cookie no script can read, good until somebody revokes it."""

from datetime import timedelta
from typing import Final

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from benefits.access import Device
from benefits.access.devices import find_device, is_revoked
from benefits.web import cookies, current

COOKIE: Final = "partner_phone"
LASTS: Final = timedelta(days=400)  # browsers keep nothing longer


def this_phone() -> Device | None:
    """Return the phone that this browser was paired as, unless it was revoked."""
    word = request.cookies.get(COOKIE)
    return find_device(current.session(), word) if word else None


def was_a_phone() -> bool:
    """Whether this browser was paired once, and its phone was taken out of use since."""
    word = request.cookies.get(COOKIE)
    return word is not None and is_revoked(current.session(), word)


def word_of_this_phone() -> str | None:
    return request.cookies.get(COOKIE)


def led_to(where: str, word: str | None) -> AnyResponse:
    """Go to a page, and let the browser keep its word for as long as browsers keep anything."""
    response = redirect(where, 303, Response=Response)
    if word is not None:
        cookies.keep(response, COOKIE, word, LASTS)
    return response
