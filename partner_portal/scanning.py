"""The page that stays open at the counter, and photos of cards where no camera may be used."""

from http import HTTPStatus
from typing import Final

import zxingcpp
from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from PIL import Image, UnidentifiedImageError

from benefits.access import Permission
from benefits.cards.letters import PAGE
from benefits.cards.tokens import TokenRefused, parse
from benefits.web import allow, current, page
from benefits.web.assets import vendored
from partner_portal import scope
from partner_portal.forms import CodeForm

pages = Blueprint("scanning", __name__, url_prefix="/quet")

LARGEST_PHOTO: Final = 12 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 2000
KINDS: Final = ("JPEG", "PNG", "WEBP")

# Why no card was read: the scanner has its own words for each.
UNREADABLE, TOO_LARGE, NOT_OURS, LETTER = (
    "photo_unreadable",
    "photo_too_large",
    "not_ours",
    "letter",
)


@pages.get("")
@allow(Permission.VERIFY_CARD)
@page(camera=True, wasm=True)
def scanner() -> ResponseReturnValue:
    return render_template(
        "partner_portal/scanner.html",
        form=CodeForm(),
        outlet=scope.own_outlet(),
        wasm=url_for("static", filename=vendored("zxing_reader.wasm")),
    )


@pages.post("/anh")
@allow(Permission.VERIFY_CARD)
def photo() -> ResponseReturnValue:
    """Read the code in a photo; the photo itself is kept nowhere."""
    if (request.content_length or 0) > LARGEST_PHOTO:
        return _unread(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
    current.close()  # nobody waits for the database while a picture is read
    token, why = _read_in_photo()
    if token is None:
        return _unread(HTTPStatus.UNPROCESSABLE_ENTITY, why)
    if "X-Fragment" in request.headers:
        return jsonify(token=token)
    return redirect(url_for("landing.card", token=token), 303)


def _unread(status: HTTPStatus, why: str) -> ResponseReturnValue:
    if "X-Fragment" in request.headers:
        return jsonify(token=None, why=why), status
    return render_template("partner_portal/photo_unreadable.html", why=why), status


def _read_in_photo() -> tuple[str | None, str]:
    """Return a card's token, or none and why not."""
    file = request.files.get("photo")
    if file is None:
        return None, UNREADABLE
    try:
        with Image.open(file.stream, formats=KINDS) as opened:
            return _read_in(opened)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None, UNREADABLE


def _read_in(picture: Image.Image) -> tuple[str | None, str]:
    if picture.width * picture.height > MOST_PIXELS:
        return None, UNREADABLE
    picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
    grey = picture.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    why = UNREADABLE
    for found in zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ):
        try:
            return parse(found.text).text, ""
        except TokenRefused:
            why = LETTER if PAGE in found.text.lower() else NOT_OURS
    return None, why
