"""Where eight cards lie on an A4 sheet, and the marks to cut them along."""

from collections.abc import Iterable, Iterator
from typing import Final

from benefits.cards.printing.face import BLEED, HEIGHT, WIDTH, dots
from benefits.cards.printing.marks import BLACK, Box

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


def ticks(spots: Iterable[Spot]) -> Iterator[Box]:
    """Hairlines that point at each corner from outside, so that none stays on a cut card."""
    for x, y in spots:
        for across in (x, x + WIDTH):
            for start in (y - _AWAY - _TICK, y + HEIGHT + _AWAY):
                yield Box(across - 0.5, start, 1, _TICK, BLACK)
        for down in (y, y + HEIGHT):
            for start in (x - _AWAY - _TICK, x + WIDTH + _AWAY):
                yield Box(start, down - 0.5, _TICK, 1, BLACK)
