"""What browsers are told about every answer: what may run, what may be kept, who may look."""

from collections.abc import Callable
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
        powers = _powers()
        wasm = " 'wasm-unsafe-eval'" if powers.wasm else ""
        tell_more = response.headers.setdefault
        tell_more("Content-Security-Policy", POLICY.format(wasm=wasm))
        tell_more("Permissions-Policy", _devices(powers))
        tell_more("Referrer-Policy", "same-origin")
        tell_more("X-Content-Type-Options", "nosniff")
        tell_more("Cross-Origin-Opener-Policy", "same-origin")
        if is_https:
            tell_more("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if not _is_file():
            tell_more("Cache-Control", "no-store")
            response.vary.add("X-Fragment")
        return response

    return tell


def _devices(powers: PagePowers) -> str:
    said = {True: "(self)", False: "()"}
    return DEVICES.format(camera=said[powers.camera], geolocation=said[powers.geolocation])


def _is_file() -> bool:
    return (request.endpoint or "").rpartition(".")[2] == "static"


def _powers() -> PagePowers:
    if _is_file():
        workers: tuple[str, ...] = current_app.extensions.get(WASM_WORKERS, ())
        name = (request.view_args or {}).get("filename", "")
        return PagePowers(wasm=name in workers)
    view = current_app.view_functions.get(request.endpoint or "")
    return PLAIN if view is None else powers_of(view)
