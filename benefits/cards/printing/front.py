"""The front: who, of which union, until when, and the code."""

from functools import cache
from typing import Final

from benefits.cards import typed_code
from benefits.cards.printing.code import squares
from benefits.cards.printing.face import BLEED, WIDTH, CardFace
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
    Text,
)
from benefits.cards.printing.typefaces import Weight

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


def _heading(face: CardFace) -> list[Text]:
    issuer = fit(face.issuer_name, Weight.MEDIUM, _ISSUER)
    title, first = ((72, 58), 124) if issuer.height < 2 * issuer.step else ((62, 46), 104)
    return [
        Text(LEFT, title[0], TITLE, Weight.BOLD, title[1], WHITE),
        *issuer.texts(LEFT, first - issuer.step, MIST),
    ]


def _person(face: CardFace) -> list[Text]:
    name = fit(face.full_name, Weight.BOLD, _NAME)
    below = _PERSON_Y + name.height + 14
    room = Room(width=_COLUMN, height=int(_PERSON_END - below), largest=30, smallest=20)
    unit = fit(face.unit_name, Weight.MEDIUM, room)
    return [*name.texts(LEFT, _PERSON_Y, INK), *unit.texts(LEFT, below, PINE)]


def _typed(face: CardFace) -> Text:
    shown = typed_code.shown(face.typed_code)
    line = Text(0, 592, shown, Weight.SEMIBOLD, 36, INK, spacing=24)
    x = _QR_X + (_QR - line.width) / 2
    return Text(x, line.y, shown, line.weight, line.size, INK, line.spacing)
