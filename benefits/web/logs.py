"""Logs as JSON lines on stderr, without what cards, invitations or people say."""

import json
import logging
import logging.config
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

import structlog
from sqlalchemy.exc import DBAPIError
from structlog.typing import Processor

from benefits.errors import KeysUnusable

# What follows /Q/ or /q/, and any part of an address too long to be a name of ours.
SECRETS: Final = re.compile(r"(?<=/[Qq]/).+|(?<=/)[^/]{40,}")
# What a fault quotes, from the first mark to the last, and any number as long as a telephone's.
QUOTED: Final = re.compile(r"""['"].*['"]|\d[\d .-]{4,}\d""", re.DOTALL)
SERVER: Final = "gunicorn.error"
# The line or heading that it could not read, or the address after it.
CAME: Final = re.compile(r"""['"].*['"]|(?<=Error handling request ).+""", re.DOTALL)
OF_PLACES: Final = (OSError, KeysUnusable)
"""These quote names of files and folders, which are ours."""

_WRITER: Final = json.JSONEncoder(ensure_ascii=False)

answering: Final[ContextVar[str | None]] = ContextVar("answering", default=None)
"""The number of the request that is being answered."""


def without_secrets(path: str) -> str:
    """Cut tokens out of an address; queries are never logged at all."""
    return SECRETS.sub("…", path)


def told_of(error: BaseException) -> dict[str, Any]:
    """Say where it broke, without a database's words and what others quote: a name, a number."""
    code = _code_of(error)
    return {
        "error": type(error).__name__,
        **({"code": code} if code else {}),
        "message": None if is_from_database(error) else _words_of(error),
        "frames": [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }


def _words_of(error: BaseException) -> str:
    return str(error) if isinstance(error, OF_PLACES) else QUOTED.sub("…", str(error))


def _code_of(error: BaseException) -> str | None:
    """Return a database's name for what went wrong (`53100`, `SQLITE_FULL`): it quotes nothing."""
    said = getattr(error, "orig", None)
    code: str | None = getattr(said, "sqlstate", None) or getattr(said, "sqlite_errorname", None)
    return code


def is_from_database(error: BaseException | None) -> bool:
    """Tell whether a database said it, or something that a database's words led to."""
    while error is not None:
        if isinstance(error, DBAPIError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tell_error(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put what is fit to be read of an exception in the place of its traceback."""
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event.update(told_of(error))
    return event


def _name_request(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Let what is logged on the way to an answer bear the number of its request."""
    if number := answering.get():
        event.setdefault("request_id", number)
    return event


def _leave_out_what_came(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Cut what the web's server quotes of requests that it cannot read, or could not answer."""
    if event.get("logger") == SERVER:
        event["event"] = CAME.sub("…", str(event["event"]))
    return event


BEFORE: Final[tuple[Processor, ...]] = (
    _name_request,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Return what makes one JSON line of anything logged, by us or by a library."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=(*BEFORE, structlog.stdlib.add_logger_name, _leave_out_what_came),
        processors=(
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _tell_error,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ),
    )


# For the server of the web too, which reads it before the site is built.
CONFIGURATION: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": formatter}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stderr",
            "formatter": "json",
        }
    },
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        SERVER: {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        "alembic": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}


def tell(event: str, **facts: Any) -> None:
    """Write a line in the same shape, past all machinery: for what is said at every request."""
    line = {
        "event": event,
        "request_id": answering.get(),
        "level": "info",
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        **facts,
    }
    sys.stderr.write(_WRITER.encode(line) + "\n")


def configure_logs() -> None:
    """Send everything that is logged, by whomever, to stderr in one shape."""
    logging.config.dictConfig(CONFIGURATION)
    speak_through_logging()


def speak_through_logging() -> None:
    """Hand our own lines to the standard library, whose handlers know where they go."""
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
