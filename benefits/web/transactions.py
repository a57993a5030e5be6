"""One request, one transaction, and a second chance for who only lost a race."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, make_response
from flask import session as cookie

from benefits.database import retrying
from benefits.web import current
from benefits.web.declaring import View


def in_one_transaction(view: View) -> Callable[..., Response]:
    """Commit when the view returns, roll back when it raises.

    A twin of this request may have won the race to a row. Answering again lets this one find
    what the twin wrote, so that a double tap gets one receipt and no error.
    """

    @wraps(view)
    def answer(**arguments: Any) -> Response:
        held: Any = cookie._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented by Flask
        before = dict(held)

        def once() -> Response:
            try:
                told = view(**arguments)
                response = told if isinstance(told, Response) else make_response(told)
                current.finish()
            except BaseException:
                current.abandon()
                _restore(before)
                raise
            return response

        return retrying(once)

    return answer


def _restore(before: dict[str, Any]) -> None:
    """Take back what the failed try told the browser: a notice must not come twice."""
    if dict(cookie) != before:
        cookie.clear()
        cookie.update(before)
