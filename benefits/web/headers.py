"""What browsers are told about every answer: what may run, what may be kept, who may look."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from flask import Flask

from benefits.web import here
from benefits.web.declaring import PLAIN, PagePowers, powers_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Header = tuple[str, str]
ENDPOINT: Final = "benefits.endpoint"
"""Where the environment of a request names the view that answered, for the counts."""
YEAR: Final = 31_536_000
PART: Final = "X-Fragment"
WASM_WORKERS: Final = "benefits.wasm_workers"

POLICY: Final = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
DEVICES: Final = "camera={camera}, microphone=(), geolocation={geolocation}, payment=(), usb=()"


class Telling:
    """Wraps an app: adds to its answers what it has not said itself, and names who answered.

    Here headers are a plain list. Put one by one into a response of Flask's, they cost a scan more
    than its offers do.
    """

    def __init__(
        self, app: Flask, *, is_https: bool, more: Callable[[], Header] | None = None
    ) -> None:
        self._answer, self._name, self._is_https, self._more = (
            app.wsgi_app,
            app.name,
            is_https,
            more,
        )

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[Header], *rest: Any) -> Any:
            environ[ENDPOINT] = f"{self._name}.{here.asked().endpoint or 'none'}"
            return start_response(status, self._completed(headers), *rest)

        return self._answer(environ, start)

    def _completed(self, headers: list[Header]) -> list[Header]:
        is_file = _is_file()
        told = _told(_powers(is_file=is_file), is_file=is_file, is_https=self._is_https)
        said = {name.lower() for name, _ in headers}
        if not is_file and "vary" in said:
            headers = _varying_by_part(headers)
        more = () if self._more is None else (self._more(),)
        return [*headers, *[header for name, header in told if name not in said], *more]


def _varying_by_part(headers: list[Header]) -> list[Header]:
    """Add to what an answer depends on that it may be a page's main part only."""
    place, (name, text) = next((n, e) for n, e in enumerate(headers) if e[0].lower() == "vary")
    changed = list(headers)
    changed[place] = name, f"{text}, {PART}"
    return changed


@cache
def _told(powers: PagePowers, *, is_file: bool, is_https: bool) -> tuple[tuple[str, Header], ...]:
    """Return what is told wherever a view has not said otherwise, by names in lower case."""
    wasm = " 'wasm-unsafe-eval'" if powers.wasm else ""
    told = {
        "Content-Security-Policy": POLICY.format(wasm=wasm),
        "Permissions-Policy": _devices(powers),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if is_https:
        told["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if not is_file:
        told |= {"Cache-Control": "no-store", "Vary": PART}
    return tuple((name.lower(), (name, text)) for name, text in told.items())


def _devices(powers: PagePowers) -> str:
    said = {True: "(self)", False: "()"}
    return DEVICES.format(camera=said[powers.camera], geolocation=said[powers.geolocation])


def _is_file() -> bool:
    return (here.asked().endpoint or "").rpartition(".")[2] == "static"


def _powers(*, is_file: bool) -> PagePowers:
    app, asked = here.app(), here.asked()
    if is_file:
        workers: tuple[str, ...] = app.extensions.get(WASM_WORKERS, ())
        name = (asked.view_args or {}).get("filename", "")
        return PagePowers(wasm=name in workers)
    view = app.view_functions.get(asked.endpoint or "")
    return PLAIN if view is None else powers_of(view)
