"""The front: who, of which union, until when, and the code."""

from functools import cache
from typing import Final

from benefits.cards import typed_code
from benefits.cards.printing.code import squares
from benefits.cards.printing.face import BLEED, WIDTH, CardFace, Design
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.marks import (
    BRASS,
    GREY,
    INK,
    MIST,
    PINE,
    PINE_LIGHT,
    PINE_LIGHTER,
    WHITE,
    Box,
    Disc,
    Mark,
    Picture,
    Text,
)
from benefits.cards.printing.typefaces import Weight, legible

TITLE: Final = "Thẻ ưu đãi"
LEFT: Final = 48
_BAND: Final = 164
_QR: Final = 392
_QR_X: Final = WIDTH - _QR - 16
_QR_Y: Final = _BAND + 8
_PERSON_Y: Final = 188
_PERSON_END: Final = 492
_COLUMN: Final = _QR_X - LEFT
_ISSUER: Final = Room(width=WIDTH - 2 * LEFT, height=72, largest=29, smallest=19)
_NAME: Final = Room(width=_COLUMN, height=158, largest=52, smallest=30, leading=1.2)
_UNIT_SIZES: Final = (30, 20)
_PHOTO: Final = Box(LEFT, 190, 216, 288, MIST)
_BESIDE: Final = LEFT + 216 + 24
_BESIDE_WIDTH: Final = _QR_X - _BESIDE
_NAME_BESIDE: Final = Room(width=_BESIDE_WIDTH, height=170, largest=42, smallest=24, leading=1.2)
_INITIALS: Final = Room(width=200, height=110, largest=96, smallest=40, leading=1.0)


@cache
def ground() -> tuple[Mark, ...]:
    """Return what every front has in common."""
    band = Box(-BLEED, -BLEED, WIDTH + 2 * BLEED, _BAND + BLEED, PINE)
    return (
        band,
        Disc(WIDTH - 40, -60, 330, PINE_LIGHT, window=band),
        Disc(WIDTH + 30, -40, 210, PINE_LIGHTER, window=band),
        Box(-BLEED, _BAND, WIDTH + 2 * BLEED, 6, BRASS),
        Text(LEFT, 538, "Số thẻ", Weight.REGULAR, 25, GREY),
        Text(LEFT + 220, 538, "Có giá trị đến hết", Weight.REGULAR, 25, GREY),
    )


def front_marks(face: CardFace) -> list[Mark]:
    """Return what is this card's own."""
    return [
        *_heading(face),
        *_person(face),
        Text(LEFT, 588, face.serial, Weight.SEMIBOLD, 40),
        Text(LEFT + 220, 588, f"{face.last_day:%d/%m/%Y}", Weight.SEMIBOLD, 40),
        squares(face.url, _QR_X, _QR_Y, _QR),
        _typed(face),
    ]


def portrait(face: CardFace) -> Picture | None:
    """Return the photo in its place, where the design has one and its owner too."""
    if face.design is not Design.PHOTO or face.photo is None:
        return None
    return Picture(int(_PHOTO.x), int(_PHOTO.y), int(_PHOTO.width), int(_PHOTO.height), face.photo)


def _heading(face: CardFace) -> list[Text]:
    issuer = fit(face.issuer_name, Weight.MEDIUM, _ISSUER)
    title, first = ((72, 58), 124) if issuer.height < 2 * issuer.step else ((62, 46), 104)
    return [
        Text(LEFT, title[0], TITLE, Weight.BOLD, title[1], WHITE),
        *issuer.texts(LEFT, first - issuer.step, MIST),
    ]


def _person(face: CardFace) -> list[Mark]:
    if face.design is Design.PHOTO:
        return [*_no_photo(face), *_names(face, _BESIDE, _NAME_BESIDE, (27, 18))]
    return [*_names(face, LEFT, _NAME, _UNIT_SIZES)]


def _names(face: CardFace, x: int, room: Room, sizes: tuple[int, int]) -> list[Text]:
    name = fit(legible(face.full_name), Weight.BOLD, room)
    below = _PERSON_Y + name.height + 14
    largest, smallest = sizes
    left = Room(
        width=room.width, height=int(_PERSON_END - below), largest=largest, smallest=smallest
    )
    unit = fit(legible(face.unit_name), Weight.MEDIUM, left)
    return [*name.texts(x, _PERSON_Y, INK), *unit.texts(x, below, PINE)]


def _no_photo(face: CardFace) -> list[Mark]:
    """Put initials where somebody has no photo: so the place is not taken for a faded one."""
    if face.photo is not None:
        return []
    words = legible(face.full_name).split() or [""]
    letters = (words[0][0] + words[-1][0] if len(words) > 1 else words[0][:1]).upper()
    shown = fit(letters, Weight.BOLD, _INITIALS)
    [line] = shown.texts(0, 0, PINE)[:1] or [Text(0, 0, "", Weight.BOLD, 96, PINE)]
    x = _PHOTO.x + (_PHOTO.width - line.width) / 2
    y = _PHOTO.y + _PHOTO.height / 2 + line.size * 0.36
    return [_PHOTO, Text(x, y, line.text, line.weight, line.size, PINE)]


def _typed(face: CardFace) -> Text:
    shown = typed_code.shown(face.typed_code)
    line = Text(0, 592, shown, Weight.SEMIBOLD, 36, INK, spacing=24)
    x = _QR_X + (_QR - line.width) / 2
    return Text(x, line.y, shown, line.weight, line.size, INK, line.spacing)
