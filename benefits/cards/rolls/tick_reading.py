"""What the boxes of a signed sheet seem to say: proposed to whoever looks at it, never written.

The sheet is laid straight by its code; each box is then looked for around where it was printed, as
paper stretches and phones see at a slant. The farther from the code, the farther a box may be off:
each row is looked for where the rows before it lead. What stands above the first row and below the
last tells whether a row was taken for its neighbour; then nothing on the sheet is certain.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import zxingcpp
from PIL import Image

from benefits.cards.printing.roll_sheet import (
    CONSENT_BOX,
    LINE,
    RECEIVED_BOX,
    SIZE,
    box_at,
    code_square,
    lines_of,
)
from benefits.cards.rolls.box_reading import SCALE, Box, Spot, find_box

_COLUMNS: Final = (RECEIVED_BOX, CONSENT_BOX)
_NEXT: Final = 12
_FIRST: Final = round(LINE * SCALE / 2) - 1
"""How far off the first row may be: no farther than half of the way to the next."""


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
    return _laid(picture, (left * SCALE, top * SCALE, side * SCALE), seen)


def ticks_on(sheet: Image.Image, page: int, lines: int) -> Ticks:
    """Read the boxes of a straightened page; what is neither empty nor clearly marked is unsure."""
    rows = _rows(page, lines)
    course = _Course(sheet, page)
    found = {number: course.boxes(row) for number, row in rows}
    if not course.ends_with(rows[0][1], rows[-1][1]):
        return Ticks(unsure=frozenset(found))
    received, consented, unsure = set[int](), set[int](), set[int]()
    for number, boxes in found.items():
        for column, marked in zip(_COLUMNS, (received, consented), strict=True):
            box = boxes[column]
            if box is None or box.is_doubtful:
                unsure.add(number)
            elif box.is_marked:
                marked.add(number)
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
    size = (round(SIZE[0] * SCALE), round(SIZE[1] * SCALE))
    turn = (along[0], down[0], origin[0], along[1], down[1], origin[1])
    return picture.transform(
        size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR, fillcolor=255
    )


class _Course:
    """Rows of boxes one after the other, each looked for where those before it lead."""

    def __init__(self, sheet: Image.Image, page: int) -> None:
        self.sheet, self.page = sheet, page
        self.off: dict[int, Spot] = {}
        self.step: Spot = (0, 0)
        self.rows: dict[int, list[Spot]] = {}

    def boxes(self, row: int) -> dict[int, Box | None]:
        """Find the boxes of the next row; a column that shows none goes on beside the other."""
        off = {column: _moved(before, self.step) for column, before in self.off.items()}
        boxes: dict[int, Box | None] = {}
        for column in _COLUMNS:
            led = off.get(column) or next(iter(off.values()), None)
            spot = _moved(self._printed(row, column), led or (0, 0))
            box = boxes[column] = find_box(self.sheet, spot, _NEXT if led else _FIRST)
            if box is not None:
                off[column] = _moved(led or (0, 0), box.off)
        ways = [_moved(off[each], self.off[each], -1) for each in self.off if boxes[each]]
        if ways:
            self.step = _middle([self.step, _middle(ways)])
        self.off = off
        if any(boxes.values()):
            self.rows[row] = [
                _moved(self._printed(row, each), off.get(each) or _middle([*off.values()]))
                for each in _COLUMNS
            ]
        return boxes

    def ends_with(self, first: int, last: int) -> bool:
        """Tell whether the first and the last row were found, and no row stands beyond them."""
        return (
            first in self.rows
            and last in self.rows
            and not self._is_row(self.rows[first], -LINE * SCALE)
            and not self._is_row(self.rows[last], LINE * SCALE)
        )

    def _is_row(self, spots: Sequence[Spot], away: float) -> bool:
        return all(find_box(self.sheet, _moved(spot, (0, away)), _NEXT) for spot in spots)

    def _printed(self, row: int, column: int) -> Spot:
        across, down = box_at(self.page, row, column)
        return across * SCALE, down * SCALE


def _moved(spot: Spot, by: Spot, times: int = 1) -> Spot:
    return spot[0] + by[0] * times, spot[1] + by[1] * times


def _middle(spots: Sequence[Spot]) -> Spot:
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
