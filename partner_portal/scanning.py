"""The page that stays open at the counter, and photos of cards where no camera may be used."""

from http import HTTPStatus
from typing import Final

import zxingcpp
from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from PIL import Image, UnidentifiedImageError

from benefits.access import Permission
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
        return _unread(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    current.close()  # nobody waits for the database while a picture is read
    token = _token_in_photo()
    if token is None:
        return _unread(HTTPStatus.UNPROCESSABLE_ENTITY)
    if "X-Fragment" in request.headers:
        return jsonify(token=token)
    return redirect(url_for("landing.card", token=token), 303)


def _unread(status: HTTPStatus) -> ResponseReturnValue:
    if "X-Fragment" in request.headers:
        return Response('{"token":null}', status, mimetype="application/json")
    is_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return render_template("partner_portal/photo_unreadable.html", is_large=is_large), status


def _token_in_photo() -> str | None:
    file = request.files.get("photo")
    if file is None:
        return None
    try:
        with Image.open(file.stream, formats=KINDS) as opened:
            return _token_in(opened)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def _token_in(picture: Image.Image) -> str | None:
    if picture.width * picture.height > MOST_PIXELS:
        return None
    picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
    grey = picture.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    for found in zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ):
        try:
            return parse(found.text).text
        except TokenRefused:
            continue
    return None
