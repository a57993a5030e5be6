"""Which of the eight masks of a QR code leaves it easiest to read, counted as ISO 18004 counts.

A whole code is one number here, a bit a module, and each rule a few operations on it: thousands of
cards are drawn at once, and trying eight masks module by module was most of the work.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from qrcode.util import pattern_position

Modules = Sequence[Sequence[bool | None]]

_MASKS: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _column: row % 2 == 0,
    lambda _row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: (row * column % 3 + (row + column) % 2) % 2 == 0,
)
_LIKE_A_CORNER: Final = ("10111010000", "00001011101")
_FINDER: Final = 9
_LINE: Final = 6
_MARK: Final = 2
_WITH_VERSION: Final = 7


class Whole(NamedTuple):
    """A code as two numbers: row after row, and column after column."""

    rows: int
    columns: int

    def flipped(self, other: "Whole") -> "Whole":
        return Whole(self.rows ^ other.rows, self.columns ^ other.columns)


def best_mask(modules: Modules, version: int) -> int:
    """Return the mask to use, of a code that was made with mask 0."""
    plain, flips = whole(modules), _flips(version)
    penalties = [penalty(plain.flipped(each), len(modules)) for each in flips]
    return penalties.index(min(penalties))


def whole(modules: Modules) -> Whole:
    return Whole(_number(modules), _number(list(zip(*modules, strict=True))))


def penalty(code: Whole, side: int) -> int:
    """Count what makes a code hard to read: runs, blocks, look-alikes of corners, one shade."""
    share = abs(100 * code.rows.bit_count() / side**2 - 50)
    runs = sum(_runs(each, side) + _look_alikes(each, side) for each in code)
    return runs + _blocks(code.rows, side) + int(share / 5) * 10


def _runs(dark: int, side: int) -> int:
    points = 0
    for shade in (dark, _field(side) & ~dark):
        fives = shade & shade >> 1 & shade >> 2 & shade >> 3 & shade >> 4
        points += fives.bit_count() + 2 * (fives & ~(fives << 1)).bit_count()
    return points


def _blocks(dark: int, side: int) -> int:
    """Count squares of two by two, each seen from its last module."""
    above, beside, field = dark >> side + 1, dark >> 1, _field(side)
    alike = ~(dark ^ above) & ~(dark ^ beside) & ~(dark ^ above >> 1)
    inside = field & field >> 1 & field >> side + 1
    return 3 * (alike & inside).bit_count()


def _look_alikes(dark: int, side: int) -> int:
    light = _field(side) & ~dark
    points = 0
    for pattern in _LIKE_A_CORNER:
        found = -1
        for away, shade in enumerate(reversed(pattern)):
            found &= (dark if shade == "1" else light) >> away
        points += 40 * found.bit_count()
    return points


def _number(lines: Iterable[Sequence[bool | None]]) -> int:
    """Set lines beside each other, an empty bit after each: nothing runs on into the next."""
    return int("".join("".join("1" if each else "0" for each in line) + "0" for line in lines), 2)


@cache
def _field(side: int) -> int:
    """Return the bits that are modules."""
    return int(("1" * side + "0") * side, 2)


@cache
def _flips(version: int) -> tuple[Whole, ...]:
    """Return for each mask what it turns over where mask 0 turns something else over."""
    side = 4 * version + 17
    data = [[not _is_fixed(row, column, version) for column in range(side)] for row in range(side)]
    return tuple(
        whole(
            [
                [data[r][c] and mask(r, c) != _MASKS[0](r, c) for c in range(side)]
                for r in range(side)
            ]
        )
        for mask in _MASKS
    )


def _is_fixed(row: int, column: int, version: int) -> bool:
    """Tell modules that no mask touches: corners, lines, marks, format and version."""
    side, places = 4 * version + 17, pattern_position(version)
    far = side - _FINDER + 1
    near_corner = (row < _FINDER and (column < _FINDER or column >= far)) or (
        row >= far and column < _FINDER
    )
    first, last = (places[0], places[-1]) if places else (0, 0)
    on_mark = any(
        max(abs(row - down), abs(column - across)) <= _MARK
        for down in places
        for across in places
        if (down, across) not in {(first, first), (first, last), (last, first)}
    )
    low, high = sorted((row, column))
    tells_version = version >= _WITH_VERSION and low < _LINE and far - 3 <= high < far
    return near_corner or _LINE in {row, column} or on_mark or tells_version
