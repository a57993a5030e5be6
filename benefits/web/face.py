"""Builds one face: who may pass, one transaction a request, one voice for errors."""

import hmac
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from benefits.access import Face
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import (
    compressing,
    current,
    files,
    guarding,
    headers,
    large_uploads,
    navigation,
)
from benefits.web.answers import answer_errors
from benefits.web.here import App
from benefits.web.navigation import Way
from benefits.web.rendering import render_like_us
from benefits.web.signed_in import keep_signed_in

LARGEST_KEY = 2**31 - 1
LARGEST_UPLOAD = 32 * 1024 * 1024


class KeyConverter(IntegerConverter):
    """A key in an address: a number no key of ours can be leads nowhere."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:  # noqa: A002 - werkzeug's
        super().__init__(map, *args, **{"max": LARGEST_KEY, **options})


def build_face(
    name: str,
    import_name: str,
    blueprints: Iterable[Blueprint],
    settings: Settings,
    database: Database,
    *,
    face: Face,
    prefix: str,
    title: str,
    sign_in: str | None = None,
    renewal: str | None = None,
    ways: tuple[Way, ...] = (),
    account_ways: tuple[Way, ...] = (),
    sign_out: str | None = None,
    wasm_workers: tuple[str, ...] = (),
) -> Flask:
    """Build the app of a face mounted under `prefix`.

    Endpoints: `sign_in` is where strangers are shown to, `renewal` where a first password is
    changed, `sign_out` takes the POST of the account menu, `ways` are the bar and `account_ways`
    the menu. `wasm_workers` names the static files that may compile WebAssembly.
    """
    app = _named(name, import_name, prefix, settings, database)
    app.extensions.update(
        {headers.WASM_WORKERS: wasm_workers, guarding.SIGN_IN: sign_in, guarding.RENEWAL: renewal}
    )
    keep_signed_in(app, face)
    app.register_blueprint(Blueprint("kit", __name__, template_folder="templates"))
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    render_like_us(app, title)
    large_uploads.prepare(app)  # before anybody reads what was sent
    app.before_request(guarding.refuse_forgeries(CSRFProtect(app)))
    dress(app, settings)
    navigation.lay_out(app, ways, account_ways, sign_out)
    everywhere = (way.endpoint for way in (*ways, *account_ways))
    guarding.insist_on(app, sign_in, sign_out, renewal, *everywhere)
    guarding.seal(app)
    return app


def _named(
    name: str, import_name: str, prefix: str, settings: Settings, database: Database
) -> Flask:
    app = App(import_name, static_folder="static", template_folder="templates")
    app.name = name
    app.url_map.converters["int"] = KeyConverter
    app.config.update(_cookies(name, prefix, settings))
    app.extensions.update({current.DATABASE: database, current.SETTINGS: settings})
    return app


def dress(app: Flask, settings: Settings) -> None:
    """Give an app what every app has: honest errors, headers, and an end to each session."""
    answer_errors(app)
    app.before_request(guarding.refuse_unwritable)
    app.after_request(compressing.compress)
    app.after_request(files.keep)
    app.teardown_request(current.close)
    app.wsgi_app = headers.Telling(app, is_https=settings.is_https)  # type: ignore[method-assign]
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD


def key_of(name: str, settings: Settings) -> str:
    """Derive a key per face: with a shared one, a face would believe another's cookie."""
    return hmac.new(settings.key_of_web().encode(), name.encode(), "sha256").hexdigest()


def _cookies(name: str, prefix: str, settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": key_of(name, settings),
        "SESSION_COOKIE_NAME": f"{name}_session",
        "SESSION_COOKIE_PATH": prefix,
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_NAME": f"{name}_remember",
        "REMEMBER_COOKIE_PATH": prefix,
        "REMEMBER_COOKIE_SECURE": settings.is_https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_CHECK_DEFAULT": False,  # we ask ourselves, because bearers need no token
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # in-app browsers cut the referrer; Sec-Fetch-Site is asked
    }
