"""Files of pages: found under an address that changes with their content, and kept for ever."""

import mimetypes
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Response, current_app, request, url_for

from benefits.web.headers import YEAR

KIT: Final = Path(__file__).parent / "static"
KIT_ADDRESS: Final = "/static"
NAMED_BY_CONTENT: Final = re.compile(r"-[0-9a-f]{12}\.[a-z0-9]+$")

mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


def kit_url(name: str) -> str:
    """Where the kit's file is, the same for every face."""
    return f"{KIT_ADDRESS}/{name}?v={_version(KIT / name)}"


def face_url(name: str) -> str:
    """Where a file of this face's own static folder is."""
    version = _version(Path(current_app.static_folder or "") / name)
    return url_for("static", filename=name, v=version)


def keep(response: Response) -> Response:
    """Let browsers keep a file for ever when its address says what is in it."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        if request.args.get("v") or NAMED_BY_CONTENT.search(request.path):
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        else:
            response.headers["Cache-Control"] = "no-cache"
    return response


def _version(path: Path) -> str:
    return _digest(path, path.stat().st_mtime_ns) if path.is_file() else "0"


@lru_cache(maxsize=512)
def _digest(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]
