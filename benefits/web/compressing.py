"""Pages and scripts go over the air small: gzip, made once for a file that does not change."""

import gzip
from typing import Final

from flask import Response, request

SMALLEST: Final = 600  # below that the headers are most of what is sent
EFFORT_ONCE, EFFORT_EACH = 9, 5
MOST_FILES: Final = 500
WORTH_IT: Final = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "application/wasm",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)

_files: dict[str, bytes] = {}


def compress(response: Response) -> Response:
    """Shrink what the browser can unfold again; a download made while it is sent stays as it is."""
    if response.mimetype not in WORTH_IT or "Content-Encoding" in response.headers:
        return response
    is_file = response.direct_passthrough and "ETag" in response.headers
    if response.is_streamed and not is_file:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings.best_match(("gzip",)):  # noqa: PLR2004 - whole answers
        return response
    (_shrink_file if is_file else _shrink_page)(response)
    return response


def _shrink_page(response: Response) -> None:
    whole = response.get_data()
    if len(whole) >= SMALLEST:
        _put(response, gzip.compress(whole, EFFORT_EACH, mtime=0))


def _shrink_file(response: Response) -> None:
    """A file's tag tells its content, so what was made of it once is good for as long."""
    tag = f"{request.script_root}{request.path} {response.headers['ETag']}"
    small = _files.get(tag)
    if small is None:
        response.direct_passthrough = False
        small = gzip.compress(response.get_data(), EFFORT_ONCE, mtime=0)
        if len(_files) >= MOST_FILES:
            _files.clear()
        _files[tag] = small
    response.direct_passthrough = False
    response.close()  # the file itself is not needed
    _put(response, small)
    response.set_etag(response.get_etag()[0] or "", weak=True)


def _put(response: Response, small: bytes) -> None:
    response.set_data(small)
    response.headers["Content-Encoding"] = "gzip"
