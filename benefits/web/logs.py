"""Logs as JSON lines on stderr, without what cards, invitations or people say."""

import logging
import re
import secrets
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import structlog

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What follows /Q/ or /q/, and any part of an address too long to be a name of ours.
SECRETS: Final = re.compile(r"(?<=/[Qq]/).+|(?<=/)[^/]{40,}")
FILES: Final = ("/static/", "/the/static/", "/doi-tac/static/", "/cong-doan/static/")
REQUEST_ID: Final = "benefits.request_id"

log = structlog.get_logger("benefits.access_log")


def configure_logs() -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def without_secrets(path: str) -> str:
    """Cut tokens out of an address; queries are never logged at all."""
    return SECRETS.sub("…", path)


class AccessLog:
    """Gives every request a number, and writes one line about each."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        began, number = time.perf_counter(), secrets.token_hex(8)
        environ[REQUEST_ID] = number
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if not (path.startswith(FILES) and status[0] in "23"):
                log.info(
                    "request",
                    request_id=number,
                    method=environ["REQUEST_METHOD"],
                    path=without_secrets(path),
                    status=int(status.split(" ", 1)[0]),
                    milliseconds=round((time.perf_counter() - began) * 1000, 1),
                )
            return start_response(status, [*headers, ("X-Request-Id", number)], *rest)

        return self.application(environ, start)
