"""One box to tick on a straightened sheet: where it is, and what is in it and around it."""

from itertools import accumulate
from typing import Final, NamedTuple

from PIL import Image

from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.roll_sheet import SQUARE

SHARPNESS: Final = 150
"""Dots to the inch at which a sheet is looked at."""
SCALE: Final = SHARPNESS / DOTS_PER_INCH
_SIDE: Final = round(SQUARE * SCALE)
_EDGE: Final = 4
_INK: Final = 0.6
_PALE: Final = 0.85
_OUTLINED: Final = 0.4
_TICKED: Final = 0.05
_EMPTY: Final = 0.015
_PENCIL: Final = 0.02
_NEAR: Final = 14
_BESIDE: Final = 0.015
_THROUGH: Final = (6, 14)
Spot = tuple[float, float]


class Box(NamedTuple):
    """How much ink is in a box and right outside of it, and how far off the box was found.

    `pale` is what pencil leaves there. It is struck where a stroke goes through it to both sides,
    as through a whole line.
    """

    ink: float
    pale: float
    beside: float
    is_struck: bool
    off: Spot

    @property
    def is_marked(self) -> bool:
        return self.ink >= _TICKED

    @property
    def is_doubtful(self) -> bool:
        """Tell what is neither empty nor clearly marked."""
        if self.is_marked:
            return self.is_struck
        has_traces = self.ink > _EMPTY or self.pale > _PENCIL or self.beside > _BESIDE
        return self.is_struck or has_traces


def find_box(sheet: Image.Image, spot: Spot, reach: int) -> Box | None:
    """Find a box near where it should be, and look into it and around it."""
    room = reach + _NEAR
    left, top = round(spot[0]) - room, round(spot[1]) - room
    wide = _SIDE + 2 * room
    part = Image.new("L", (wide, wide), 255)  # what lies beyond the sheet is white
    part.paste(sheet, (-left, -top))
    dark = _Dark(part)
    offsets = range(_NEAR, _NEAR + 2 * reach)
    score, x, y = max((dark.outline(x, y), x, y) for y in offsets for x in offsets)
    if score < _OUTLINED:
        return None
    return Box(
        ink=dark.share(x + _EDGE, y + _EDGE, _SIDE - 2 * _EDGE),
        pale=dark.pale(x + _EDGE + 1, y + _EDGE + 1, _SIDE - 2 * _EDGE - 2),
        beside=dark.around(x, y),
        is_struck=dark.goes_through(x, y),
        off=(x - room, y - room),
    )


class _Dark:
    """Where a small picture is dark, as sums from its corner: any square is told at once."""

    def __init__(self, picture: Image.Image) -> None:
        grey = picture.tobytes()
        white = sorted(grey)[len(grey) * 3 // 4]
        self.picture, self.white = picture, white
        self.wide = picture.width
        self.sums = [[0] * (self.wide + 1)]
        for start in range(0, len(grey), self.wide):
            row = accumulate(each < white * _INK for each in grey[start : start + self.wide])
            above = self.sums[-1]
            self.sums.append([0, *(own + up for own, up in zip(row, above[1:], strict=True))])

    def share(self, x: int, y: int, side: int) -> float:
        return self._sum(x, y, side) / side**2

    def pale(self, x: int, y: int, side: int) -> float:
        """Tell how much of a square is less than white."""
        shades = self.picture.crop((x, y, x + side, y + side)).histogram()
        return sum(shades[: int(self.white * _PALE)]) / side**2

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
