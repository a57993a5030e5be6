"""Long names: broken into even lines, then made smaller, and cut only when nothing else is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from benefits.cards.printing.marks import Colour, Text
from benefits.cards.printing.typefaces import Weight, blank_of, width_of

Measured = tuple[str, float]
"""A word and its width, in ems."""

_SAFETY = 1
_UNKERNED = 0.95
"""Of a width, what letters measured one by one may take: kerning could move them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The place for a text, and the sizes it may take; `leading` is line to line, in ems."""

    width: int
    height: int
    largest: int
    smallest: int
    leading: float = 1.28

    def lines_at(self, size: int) -> int:
        return max(1, int(self.height / (size * self.leading)))

    def width_at(self, size: int) -> float:
        return (self.width - _SAFETY) / size


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size; `step` is the way from one baseline to the next."""

    lines: tuple[str, ...]
    weight: Weight
    size: int
    step: float

    @property
    def height(self) -> float:
        return self.step * len(self.lines)

    def texts(self, x: float, y: float, colour: Colour) -> list[Text]:
        """Place the lines below `y`."""
        return [
            Text(x, y + self.step * row, line, self.weight, self.size, colour)
            for row, line in enumerate(self.lines, start=1)
        ]


@lru_cache(maxsize=512)
def fit(text: str, weight: Weight, room: Room) -> Fitted:
    """Return the largest size at which a text keeps to its room, broken into even lines.

    A text stays on one line when that costs no more than an eighth of its size.
    """
    words = [(word, width_of(word, weight)) for word in text.split()]
    blank = blank_of(weight)
    for size, most in _tries(room):
        width = room.width_at(size)
        lines = _broken(words, blank, width)
        if len(lines) <= most and _keeps(lines, weight, width):
            even = _evened(words, blank, width, len(lines))
            lines = even if _keeps(even, weight, width) else lines
            return Fitted(tuple(lines), weight, size, size * room.leading)
    lines = _cut(words, weight, room)
    return Fitted(tuple(lines), weight, room.smallest, room.smallest * room.leading)


def _tries(room: Room) -> Iterator[tuple[int, int]]:
    """Sizes and how many lines are allowed at each, in the order of how well they look."""
    least = max(room.smallest, room.largest * 7 // 8)
    yield from ((size, 1) for size in range(room.largest, least - 1, -1))
    yield from ((size, room.lines_at(size)) for size in range(room.largest, room.smallest - 1, -1))


def _keeps(lines: list[str], weight: Weight, width: float) -> bool:
    return all(width_of(line, weight) <= width for line in lines)


def _broken(words: list[Measured], blank: float, width: float) -> list[str]:
    """Fill one line after the other; a word wider than a line has one to itself."""
    lines: list[str] = []
    taken = width
    for word, needed in words:
        if lines and taken + blank + needed <= width:
            lines[-1] += f" {word}"
            taken += blank + needed
        else:
            lines.append(word)
            taken = needed
    return lines


def _evened(words: list[Measured], blank: float, width: float, count: int) -> list[str]:
    """Narrow the lines as long as they do not grow in number, so that none is left nearly empty."""
    narrowest, widest = max((needed for _, needed in words), default=width), width
    for _ in range(6):
        middle = (narrowest + widest) / 2
        if len(_broken(words, blank, middle)) <= count:
            widest = middle
        else:
            narrowest = middle
    return _broken(words, blank, widest)


def _cut(words: list[Measured], weight: Weight, room: Room) -> list[str]:
    """Break inside words and end with an ellipsis: nothing may ever leave the card."""
    width, most = room.width_at(room.smallest) * _UNKERNED, room.lines_at(room.smallest)
    pieces = [piece for word, _ in words for piece in _pieces(word, weight, width)]
    lines = _broken(pieces, blank_of(weight), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while width_of(f"{last}…", weight) > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]


def _pieces(word: str, weight: Weight, width: float) -> Iterator[Measured]:
    piece, taken = "", 0.0
    for character in word:
        needed = width_of(character, weight)
        if piece and taken + needed > width:
            yield piece, taken
            piece, taken = "", 0.0
        piece += character
        taken += needed
    yield piece, taken
