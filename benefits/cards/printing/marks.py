"""The few things a face is made of, placed in dots from its top left corner.

Both the PNG and the PDF are drawn from the same marks, so they look the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benefits.cards.printing.typefaces import Weight, width_of

Colour = tuple[int, int, int]

BLACK: Final[Colour] = (0, 0, 0)
WHITE: Final[Colour] = (255, 255, 255)
INK: Final[Colour] = (24, 38, 41)
GREY: Final[Colour] = (88, 104, 107)
PINE: Final[Colour] = (14, 79, 78)
PINE_LIGHT: Final[Colour] = (22, 94, 92)
PINE_LIGHTER: Final[Colour] = (31, 110, 106)
MIST: Final[Colour] = (208, 229, 224)
BRASS: Final[Colour] = (201, 151, 63)


@dataclass(frozen=True, slots=True)
class Text:
    """One line, its left end at `x`, its baseline at `y`; `spacing` widens it, in 1/1000 em."""

    x: float
    y: float
    text: str
    weight: Weight
    size: float
    colour: Colour = INK
    spacing: int = 0

    @property
    def width(self) -> float:
        return width_of(self.text, self.weight, self.spacing) * self.size


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle, seen only inside `window` where one is given."""

    x: float
    y: float
    radius: float
    colour: Colour
    window: Box | None = None


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code: dark modules as runs (row, first column, length), each module `side` dots."""

    x: int
    y: int
    side: int
    runs: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, drawn to fill its place."""

    x: int
    y: int
    width: int
    height: int
    jpeg: bytes


Mark = Text | Box | Disc | Squares
