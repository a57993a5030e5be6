"""Builds the app for programs: bearer tokens only, no cookie, problems as RFC 9457."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from json import JSONEncoder
from typing import Any, Final

from flask import Blueprint, Flask, Response, current_app, jsonify
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from benefits import errors, wording
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import current, guarding, headers, here
from benefits.web.answers import OURS, log_unknown, status_of
from benefits.web.here import App
from benefits.web.large_uploads import SMALL

PROBLEM: Final = "application/problem+json"


# Made once: who asks `json` for anything but its usual gets a new one each time.
_WRITER: Final = JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    sort_keys=True,
    default=DefaultJSONProvider.default,
)


class Compact(DefaultJSONProvider):
    """Writes without blanks, names in order: an answer given again is the same to the byte.

    Half a character that somebody sent in the name of a field is told as a question mark.
    """

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        return _WRITER.encode(obj).encode(errors="replace").decode()


def build_machines(
    name: str,
    import_name: str,
    blueprints: Iterable[Blueprint],
    settings: Settings,
    database: Database,
) -> Flask:
    app = App(import_name, static_folder=None)
    app.name = name
    app.json = Compact(app)
    app.config["MAX_CONTENT_LENGTH"] = SMALL  # nothing is a file
    app.extensions.update({current.DATABASE: database, current.SETTINGS: settings})
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.register_error_handler(errors.DomainError, _domain_problem)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _unknown_problem)
    app.before_request(_refuse_unwritable)
    app.teardown_request(current.close)
    telling = headers.Telling(app, is_https=settings.is_https, more=_time)
    app.wsgi_app = telling  # type: ignore[method-assign]
    guarding.seal(app)
    return app


def problem(
    status: int, code: str, params: Mapping[str, object] | None = None, **details: object
) -> Response:
    """Answer that something did not work, so that a program can tell what, and a person why."""
    given = dict(params or {})
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": _sentence(code, "vi", given),
        "detail_en": _sentence(code, "en", given),
        "params": given,
        "server_time": current.now().isoformat(),
        **details,
    }
    answer = jsonify(body)
    answer.status_code = status
    answer.content_type = PROBLEM
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _refuse_unwritable() -> None:
    """Know nothing at an address that no text of ours can name.

    What else is sent are fields, which are refused by their names. A body is JSON whatever it is
    called, and would be gone once it was read as a form.
    """
    if "\x00" in here.asked().path:
        raise errors.NotFound


def _sentence(code: str, language: str, params: Mapping[str, object]) -> str:
    if code in wording.codes():
        return wording.say(code, params, language=language).headline
    return wording.sentence(code, language=language, **params)


def _domain_problem(error: errors.DomainError) -> Response:
    status = status_of(error)
    if status >= OURS:
        log_unknown(error)
        return problem(status, "unknown_error", request_id=current.request_id())
    return problem(status, error.code, error.params)


def _http_problem(error: HTTPException) -> Response:
    answer = problem(error.code or 500, error.name.lower().replace(" ", "_"))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def _unknown_problem(error: Exception) -> Response:
    log_unknown(error)
    if current_app.testing:
        raise error
    return problem(500, "unknown_error", request_id=current.request_id())


def _time() -> tuple[str, str]:
    """Programs and phones set their clocks by this."""
    return "X-Server-Time", current.now().isoformat()
