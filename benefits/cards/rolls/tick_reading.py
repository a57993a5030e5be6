"""What the boxes of a signed sheet seem to say: proposed to whoever looks at it, never written.

The sheet is laid straight by its code; each box is then looked for around where it was printed, as
paper stretches and phones see at a slant.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import zxingcpp
from PIL import Image

from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.roll_sheet import (
    CONSENT_BOX,
    RECEIVED_BOX,
    SIZE,
    SQUARE,
    box_at,
    code_square,
    lines_of,
)

SHARPNESS: Final = 150
"""Dots to the inch at which a sheet is looked at."""
_SCALE: Final = SHARPNESS / DOTS_PER_INCH
_SIDE: Final = round(SQUARE * _SCALE)
_ROUND: Final = 12
_EDGE: Final = 4
_INK: Final = 0.6
_OUTLINED: Final = 0.4
_TICKED: Final = 0.05
_EMPTY: Final = 0.015
_NEAR: Final = 14
_BESIDE: Final = 0.015
_THROUGH: Final = (6, 14)
Spot = tuple[float, float]


class Ticks(NamedTuple):
    """Lines whose boxes bear a mark; `unsure` are those of which one cannot be told."""

    received: frozenset[int] = frozenset()
    consented: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()


def straightened(picture: Image.Image, code: zxingcpp.Barcode) -> Image.Image:
    """Lay a sheet straight by where its code is seen, at a known size."""
    left, top, side = code_square(code.text)
    at = code.position
    seen = [(each.x, each.y) for each in (at.top_left, at.top_right, at.bottom_left)]
    return _laid(picture, (left * _SCALE, top * _SCALE, side * _SCALE), seen)


def ticks_on(sheet: Image.Image, page: int, lines: int) -> Ticks:
    """Read the boxes of a straightened page; what is neither empty nor clearly marked is unsure."""
    received, consented, unsure = set[int](), set[int](), set[int]()
    moved: dict[int, Spot] = {RECEIVED_BOX: (0, 0), CONSENT_BOX: (0, 0)}
    for number, row in _rows(page, lines):
        for column, marked in ((RECEIVED_BOX, received), (CONSENT_BOX, consented)):
            across, down = box_at(page, row, column)
            aside, below = moved[column]
            found = _box(sheet, (across * _SCALE + aside, down * _SCALE + below))
            if found is None:
                unsure.add(number)
                continue
            moved[column] = (aside + found.off[0], below + found.off[1])
            if found.is_struck or _EMPTY < found.ink < _TICKED:
                unsure.add(number)
            elif found.ink >= _TICKED:
                marked.add(number)
            elif found.beside > _BESIDE:
                unsure.add(number)
    return Ticks(frozenset(received), frozenset(consented), frozenset(unsure))


def _rows(page: int, lines: int) -> list[tuple[int, int]]:
    """Give the numbers of the lines on a page of a list, each with its row."""
    first, last = lines_of(page, lines)
    return [(number, number - first) for number in range(first, last + 1)]


def _laid(
    picture: Image.Image, square: tuple[float, float, float], seen: Sequence[Spot]
) -> Image.Image:
    left, top, side = square
    (x, y), right, below = seen
    along = ((right[0] - x) / side, (right[1] - y) / side)
    down = ((below[0] - x) / side, (below[1] - y) / side)
    origin = (x - left * along[0] - top * down[0], y - left * along[1] - top * down[1])
    size = (round(SIZE[0] * _SCALE), round(SIZE[1] * _SCALE))
    turn = (along[0], down[0], origin[0], along[1], down[1], origin[1])
    return picture.transform(
        size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR, fillcolor=255
    )


class _Box(NamedTuple):
    """How much ink is in a box and right outside of it, and how far off the box was found.

    It is struck where a stroke goes through it to both sides, as through a whole line.
    """

    ink: float
    beside: float
    is_struck: bool
    off: Spot


def _box(sheet: Image.Image, spot: Spot) -> _Box | None:
    """Find a box near where it should be, and look into it and around it."""
    room = _ROUND + _NEAR
    left, top = round(spot[0]) - room, round(spot[1]) - room
    wide = _SIDE + 2 * room
    dark = _Dark(sheet.crop((left, top, left + wide, top + wide)))
    offsets = range(_NEAR, _NEAR + 2 * _ROUND)
    score, x, y = max((dark.outline(x, y), x, y) for y in offsets for x in offsets)
    if score < _OUTLINED:
        return None
    return _Box(
        ink=dark.share(x + _EDGE, y + _EDGE, _SIDE - 2 * _EDGE),
        beside=dark.around(x, y),
        is_struck=dark.goes_through(x, y),
        off=(x - room, y - room),
    )


class _Dark:
    """Where a small picture is dark, as sums from its corner: any square is told at once."""

    def __init__(self, picture: Image.Image) -> None:
        grey = picture.tobytes()
        white = sorted(grey)[len(grey) * 3 // 4]
        self.wide = picture.width
        self.sums = [[0] * (self.wide + 1)]
        for start in range(0, len(grey), self.wide):
            row = accumulate(each < white * _INK for each in grey[start : start + self.wide])
            above = self.sums[-1]
            self.sums.append([0, *(own + up for own, up in zip(row, above[1:], strict=True))])

    def share(self, x: int, y: int, side: int) -> float:
        return self._sum(x, y, side) / side**2

    def outline(self, x: int, y: int) -> float:
        """Tell how much of the frame of a box would be dark there, less what lies right inside."""
        frame = self._sum(x, y, _SIDE) - self._sum(x + 2, y + 2, _SIDE - 4)
        inside = self._sum(x + 2, y + 2, _SIDE - 4) - self._sum(x + 4, y + 4, _SIDE - 8)
        return frame / (8 * _SIDE - 16) - inside / (8 * _SIDE - 48) / 2

    def around(self, x: int, y: int) -> float:
        """Tell how much of the strip around a box is dark, a little off its frame."""
        inner, outer = _SIDE + 2 * _EDGE, _SIDE + 2 * (_NEAR - 2)
        ring = self._sum(x - _NEAR + 2, y - _NEAR + 2, outer)
        return (ring - self._sum(x - _EDGE, y - _EDGE, inner)) / (outer**2 - inner**2)

    def goes_through(self, x: int, y: int) -> bool:
        """Tell whether ink crosses the whole of a strip on either side of a box."""
        near, far = _THROUGH
        sides = (range(x - far, x - near), range(x + _SIDE + near, x + _SIDE + far))
        return all(self._area(each, y, 1, _SIDE) for side in sides for each in side)

    def _sum(self, x: int, y: int, side: int) -> int:
        return self._area(x, y, side, side)

    def _area(self, x: int, y: int, wide: int, tall: int) -> int:
        upper, lower = self.sums[y], self.sums[y + tall]
        return lower[x + wide] - lower[x] - upper[x + wide] + upper[x]
