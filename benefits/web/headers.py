"""What browsers are told about every answer: what may run, what may be kept, who may look."""

from collections.abc import Callable
from functools import cache
from typing import Final

from flask import Response, current_app, request

from benefits.web.declaring import PLAIN, PagePowers, powers_of

YEAR: Final = 31_536_000
WASM_WORKERS: Final = "benefits.wasm_workers"

POLICY: Final = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
DEVICES: Final = "camera={camera}, microphone=(), geolocation={geolocation}, payment=(), usb=()"


def telling_browsers(*, is_https: bool) -> Callable[[Response], Response]:
    """Return what is done to every response of a face."""

    def tell(response: Response) -> Response:
        is_file = _is_file()
        said = {name.lower() for name, _ in response.headers}
        for name, value in _told(_powers(is_file=is_file), is_file=is_file, is_https=is_https):
            if name.lower() not in said:
                response.headers.add(name, value)
        if not is_file and "vary" in said:
            response.vary.add("X-Fragment")
        return response

    return tell


@cache
def _told(powers: PagePowers, *, is_file: bool, is_https: bool) -> tuple[tuple[str, str], ...]:
    """Return what is told wherever a view has not said otherwise; the same for most of them."""
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
        told |= {"Cache-Control": "no-store", "Vary": "X-Fragment"}
    return tuple(told.items())


def _devices(powers: PagePowers) -> str:
    said = {True: "(self)", False: "()"}
    return DEVICES.format(camera=said[powers.camera], geolocation=said[powers.geolocation])


def _is_file() -> bool:
    return (request.endpoint or "").rpartition(".")[2] == "static"


def _powers(*, is_file: bool) -> PagePowers:
    if is_file:
        workers: tuple[str, ...] = current_app.extensions.get(WASM_WORKERS, ())
        name = (request.view_args or {}).get("filename", "")
        return PagePowers(wasm=name in workers)
    view = current_app.view_functions.get(request.endpoint or "")
    return PLAIN if view is None else powers_of(view)
