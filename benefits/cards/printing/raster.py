"""Faces as pictures, drawn with Pillow at 300 dots to the inch."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from math import ceil, floor
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from benefits.cards.printing.back import back_marks
from benefits.cards.printing.face import HEIGHT, WIDTH, CardFace
from benefits.cards.printing.front import front_marks, ground, portrait
from benefits.cards.printing.marks import WHITE, Box, Disc, Mark, Picture, Squares, Text
from benefits.cards.printing.typefaces import EM, Weight, file_of, shape, starts_of

_FINER = 4
"""Pillow sets letters on whole dots and cuts circles hard, so both are drawn finer and reduced."""


class _Letter(NamedTuple):
    """A letter, and where its ink begins, seen from its place on the line."""

    left: int
    above: int
    ink: Image.Image


_AROUND = 4
_ABOVE = 1.2
_TALL = 1.6
"""Room around a line for what sticks out of it: marks above a capital, tails below, in ems."""


def front(face: CardFace) -> Image.Image:
    """Return the front of a card."""
    picture = _front_ground().copy()
    if photo := portrait(face):
        _show(picture, photo)
    _draw(picture, front_marks(face))
    return picture


def back(face: CardFace) -> Image.Image:
    """Return the back of a card."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    _draw(picture, back_marks(face))
    return picture


@lru_cache(maxsize=1)
def _front_ground() -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    _draw(picture, ground())
    return picture


def _draw(picture: Image.Image, marks: Iterable[Mark]) -> None:
    pen = ImageDraw.Draw(picture)
    for mark in marks:
        match mark:
            case Text():
                _write(picture, mark)
            case Box():
                corner = (mark.x + mark.width - 1, mark.y + mark.height - 1)
                pen.rectangle(((mark.x, mark.y), corner), fill=mark.colour)
            case Disc():
                _round(picture, mark)
            case Squares():
                _dark(pen, mark)


def _write(picture: Image.Image, line: Text) -> None:
    """Set each glyph where HarfBuzz wants it, whatever text engine Pillow was built with."""
    left, top = floor(line.x) - _AROUND, floor(line.y - line.size * _ABOVE)
    width, height = ceil(line.width) + 2 * _AROUND + 1, ceil(line.size * _TALL)
    finer = Image.new("L", (width * _FINER, height * _FINER))
    y = (line.y - top) * _FINER
    starts = starts_of(line.text, line.weight, line.spacing)
    for glyph, start in zip(shape(line.text, line.weight), starts, strict=True):
        x = (line.x - left + (start + glyph.right / EM) * line.size) * _FINER
        above = y - glyph.up / EM * line.size * _FINER
        letter = _letter(glyph.character, line.weight, line.size * _FINER)
        finer.paste(255, (round(x) + letter.left, round(above) + letter.above), letter.ink)
    picture.paste(line.colour, (left, top), finer.reduce(_FINER))


def _show(picture: Image.Image, photo: Picture) -> None:
    with Image.open(BytesIO(photo.jpeg), formats=["JPEG"]) as opened:
        sized = opened.convert("RGB").resize((photo.width, photo.height), Image.Resampling.LANCZOS)
    picture.paste(sized, (photo.x, photo.y))


def _dark(pen: ImageDraw.ImageDraw, code: Squares) -> None:
    side = code.side
    for row, column, length in code.runs:
        x, y = code.x + column * side, code.y + row * side
        pen.rectangle((x, y, x + length * side - 1, y + side - 1), fill=0)


def _round(picture: Image.Image, disc: Disc) -> None:
    window = disc.window or Box(0, 0, WIDTH, HEIGHT, disc.colour)
    left, top = max(0, int(window.x)), max(0, int(window.y))
    right = min(picture.width, int(window.x + window.width))
    bottom = min(picture.height, int(window.y + window.height))
    finer = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
    x, y, radius = (disc.x - left) * _FINER, (disc.y - top) * _FINER, disc.radius * _FINER
    ImageDraw.Draw(finer).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    picture.paste(disc.colour, (left, top), finer.reduce(_FINER))


@lru_cache(maxsize=384)
def _letter(character: str, weight: Weight, size: float) -> _Letter:
    """Draw a letter once: cards of one union are made of the same few."""
    font = _font(weight, size)
    left, above, right, below = map(int, font.getbbox(character, anchor="ls"))
    ink = Image.new("L", (max(1, right - left), max(1, below - above)))
    ImageDraw.Draw(ink).text((-left, -above), character, fill=255, font=font, anchor="ls")
    return _Letter(left, above, ink)


@lru_cache(maxsize=64)
def _font(weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file_of(weight), size)
