"""What lets the card's page be kept and installed: a service worker and a manifest."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, current_app, jsonify, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits.access import Permission
from benefits.web import allow
from benefits.web.files import KIT, KIT_ADDRESS, face_url
from benefits.web.languages import language
from member_portal import phone

pages = Blueprint("phone_offline", __name__)

LINKED: Final = re.compile(r'(?:src|href)="([^"]*/static/[^"]+)"')
WORKER: Final = "sw.js"
ICON_SIZES: Final = (192, 512)


@pages.get("/sw.js")
@allow(Permission.ANYONE)
def worker() -> ResponseReturnValue:
    """Name the card's page and its files before the worker; it changes when any of them does."""
    page = phone.shell()
    linked, modules = LINKED.findall(page), [*_modules()]
    source = (_static() / WORKER).read_text(encoding="utf-8")
    known = {
        "CARD": url_for("phone.page"),
        "FILES": [*linked, *(each.partition("?")[0] for each in modules)],
        "MORE": [*_fonts()],
        "VERSION": sha256("\n".join([page, source, *modules]).encode()).hexdigest()[:16],
    }
    told = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    response = Response(told + source, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/the.webmanifest")
@allow(Permission.ANYONE)
def manifest() -> ResponseReturnValue:
    told = {
        "id": url_for("card.page"),
        "name": _("Thẻ ưu đãi đoàn viên"),
        "short_name": _("Thẻ ưu đãi"),
        "lang": language(),
        "start_url": url_for("phone.page"),
        "scope": url_for("card.page"),
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#ffffff",
        "theme_color": "#0d3b7a",
        "icons": [*_icons()],
    }
    response = jsonify(told)
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _icons() -> Iterator[dict[str, str]]:
    for size in ICON_SIZES:
        for purpose in ("any", "maskable"):
            src = face_url(f"icons/{purpose}-{size}.png")
            told = {"src": src, "sizes": f"{size}x{size}", "type": "image/png"}
            yield told | {"purpose": purpose}


def _modules() -> Iterator[str]:
    """List what the page's script imports; browsers ask for it without a version."""
    encoder = _static() / "vendor/lean-qr/index.js"
    for file in (*sorted((_static() / "phone").glob("*.js")), encoder):
        yield face_url(file.relative_to(_static()).as_posix())


def _fonts() -> Iterator[str]:
    for file in sorted((KIT / "vendor/fonts").glob("*.woff2")):
        yield f"{KIT_ADDRESS}/vendor/fonts/{file.name}"


def _static() -> Path:
    return Path(current_app.static_folder or "")
