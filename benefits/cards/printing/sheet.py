"""Where eight cards lie on an A4 sheet, and the marks to cut them along."""

from collections.abc import Iterator, Sequence
from typing import Final

from benefits.cards.printing.face import BLEED, HEIGHT, WIDTH, dots
from benefits.cards.printing.marks import BLACK, WHITE, Box

Spot = tuple[int, int]

SIZE: Final = (dots(210), dots(297))
COLUMNS: Final = 2
ROWS: Final = 4
CARDS: Final = COLUMNS * ROWS

_GAP: Final = 2 * BLEED
LEFT: Final = (SIZE[0] - COLUMNS * WIDTH - (COLUMNS - 1) * _GAP) // 2
_TOP: Final = (SIZE[1] - ROWS * HEIGHT - (ROWS - 1) * _GAP) // 2
NOTE_Y: Final = SIZE[1] - 150
_TICK: Final = dots(2)
_AWAY: Final = dots(1)
_LONG: Final = dots(5)
_HALO: Final = 4
"""How wide the light strip is that lets a mark be seen on dark colour."""


def place(at: int) -> Spot:
    """Return the top left corner of the card with this number on its sheet, counted by rows."""
    row, column = divmod(at, COLUMNS)
    return LEFT + column * (WIDTH + _GAP), _TOP + row * (HEIGHT + _GAP)


def mirrored(spot: Spot) -> Spot:
    """Return where a card's back lies when the sheet turns on its long edge."""
    return SIZE[0] - WIDTH - spot[0], spot[1]


def row_at(y: float) -> int:
    """Return the row of cards a height on the sheet belongs to."""
    return int((y - _TOP) // (HEIGHT + _GAP))


def ticks(spots: Sequence[Spot]) -> Iterator[Box]:
    """Hairlines that point at each corner from outside, so that none stays on a cut card.

    Those between cards lie on the colour that runs over the edges; those around all of them lie
    beyond it, on bare paper, where a knife is laid.
    """
    for x, y in spots:
        for across in (x, x + WIDTH):
            for start in (y - _AWAY - _TICK, y + HEIGHT + _AWAY):
                yield from _upright(across, start, _TICK)
        for down in (y, y + HEIGHT):
            for start in (x - _AWAY - _TICK, x + WIDTH + _AWAY):
                yield from _level(start, down, _TICK)
    yield from _around(spots)


def _around(spots: Sequence[Spot]) -> Iterator[Box]:
    lefts, tops = sorted({x for x, _ in spots}), sorted({y for _, y in spots})
    away = BLEED + _AWAY
    for across in (edge for x in lefts for edge in (x, x + WIDTH)):
        for start in (tops[0] - away - _LONG, tops[-1] + HEIGHT + away):
            yield from _upright(across, start, _LONG)
    for down in (edge for y in tops for edge in (y, y + HEIGHT)):
        for start in (lefts[0] - away - _LONG, lefts[-1] + WIDTH + away):
            yield from _level(start, down, _LONG)


def _upright(across: int, start: int, length: int) -> Iterator[Box]:
    for width, colour in ((_HALO, WHITE), (1, BLACK)):
        yield Box(across - width / 2, start, width, length, colour)


def _level(start: int, down: int, length: int) -> Iterator[Box]:
    for width, colour in ((_HALO, WHITE), (1, BLACK)):
        yield Box(start, down - width / 2, length, width, colour)
