"""The kit's style sheets as one file: a page shows nothing before the last of them is there."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Response, request

from benefits.web import files
from benefits.web.here import App

NAME: Final = "css/kit.css"
# In the order of the layers; the fonts are there once they were copied from their package.
SHEETS: Final = (
    "vendor/fonts.css",
    *(f"css/{name}.css" for name in ("tokens", "base", "components", "shell", "print")),
)


class WithSheets(App):
    """The app whose static files are the kit's: it answers for all sheets at once too."""

    def send_static_file(self, filename: str) -> Response:
        if filename != NAME:
            return super().send_static_file(filename)
        response = Response(_joined(_parts())[0], mimetype="text/css")
        response.add_etag()
        response.direct_passthrough = True  # a file, of which a small one is made once
        response.make_conditional(request)
        return response


def sheets_url() -> str:
    return f"{files.KIT_ADDRESS}/{NAME}?v={_joined(_parts())[1]}"


def _parts() -> tuple[tuple[Path, int], ...]:
    found = (files.KIT / name for name in SHEETS)
    return tuple((path, path.stat().st_mtime_ns) for path in found if path.is_file())


@lru_cache(maxsize=1)
def _joined(parts: tuple[tuple[Path, int], ...]) -> tuple[str, str]:
    """Return the text and what tells it from another one."""
    text = "\n".join(path.read_text(encoding="utf-8") for path, _ in parts)
    return text, sha256(text.encode()).hexdigest()[:12]
