"""Cookies that a face keeps for itself: no other face is sent them, and no script reads them."""

from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from benefits.web import current


def keep(response: Response, name: str, word: str, lasts: timedelta) -> None:
    response.set_cookie(
        name,
        word,
        max_age=lasts,
        path=_own_path(),
        secure=current.settings().is_https,
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path=_own_path())


def _own_path() -> str:
    return f"{request.script_root}/"
