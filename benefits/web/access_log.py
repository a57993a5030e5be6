"""A number for every request, one line about it, and its place in the counts."""

import re
import secrets
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from benefits.web import measures
from benefits.web.headers import ENDPOINT
from benefits.web.logs import answering, tell, without_secrets

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FILES: Final = ("/static/", "/the/static/", "/doi-tac/static/", "/cong-doan/static/")
REQUEST_ID: Final = "benefits.request_id"
NUMBER: Final = re.compile(r"[0-9A-Za-z-]{8,64}")


class AccessLog:
    """Wraps the whole site; a trusted proxy's own X-Request-Id is kept, to join logs by."""

    def __init__(self, application: "WSGIApplication", *, trusts_proxy: bool = False) -> None:
        self.application, self.trusts_proxy = application, trusts_proxy

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        began, number = time.perf_counter(), self._number(environ)
        environ[REQUEST_ID] = number
        answering.set(number)
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            code, seconds = int(status.split(" ", 1)[0]), time.perf_counter() - began
            if not (path.startswith(FILES) and code < 400):  # noqa: PLR2004 - a file, as asked
                tell(
                    "request",
                    method=environ["REQUEST_METHOD"],
                    path=without_secrets(path),
                    status=code,
                    milliseconds=round(seconds * 1000, 1),
                )
                measures.count(environ.get(ENDPOINT, ""), environ["REQUEST_METHOD"], code, seconds)
            return start_response(status, [*headers, ("X-Request-Id", number)], *rest)

        return self.application(environ, start)

    def _number(self, environ: "WSGIEnvironment") -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.trusts_proxy else ""
        return given if NUMBER.fullmatch(given) else secrets.token_hex(8)
