"""Pick the cells of a row by what their columns mean."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from benefits.exchange.days import Order
from benefits.exchange.roster.birth_parts import PARTS, joined, side_of
from benefits.exchange.roster.headings import BELOW, Field
from benefits.exchange.roster.layout import Layout
from benefits.members.names import clean

TICK = "x"
_LONGEST_SHOWN = 120


class Cell(NamedTuple):
    """A written cell under the words of its column, and what 5/7/1990 says in that column."""

    column: str
    text: str
    order: Order = Order.DAY_FIRST


Picked = Mapping[Field, Cell]


class Picker:
    """Knows the columns of one list."""

    def __init__(self, layout: Layout) -> None:
        self._has_parts = not layout.columns().keys().isdisjoint(PARTS)
        self._columns = [
            (field, [(heading.column, heading.words, heading.order) for heading in headings])
            for field, headings in layout.columns().items()
        ]
        self._sides = {
            heading.column: (side, Cell(heading.words, TICK))
            for heading in (layout.headings if self._has_parts else ())
            if heading.field in PARTS and (side := side_of(heading.words)) is not None
        }

    def pick(self, cells: list[str]) -> Picked:
        """Return the cleaned cells by field; of several columns the first that is written."""
        picked: dict[Field, Cell] = {}
        width = len(cells)
        for field, columns in self._columns:
            for column, words, order in columns:
                if column < width and (text := cells[column]):
                    picked[field] = Cell(words, text, order)
                    break
        if self._has_parts:
            _put_together(picked)
        for column, (side, tick) in self._sides.items():
            if column < width and cells[column]:
                picked.setdefault(side, tick)
        return picked


def _put_together(picked: dict[Field, Cell]) -> None:
    """Make one birth of what its day, month and year say, unless it stands there as a whole."""
    parts = {part: picked.pop(part) for part in PARTS if part in picked}
    text = joined({part: cell.text for part, cell in parts.items()})
    if text and Field.BIRTH not in picked:
        column = next(iter(parts.values())).column.split(BELOW)[0]
        picked[Field.BIRTH] = Cell(column, text)


def row_text(cells: Iterable[str]) -> str:
    """Return what a row says, short enough for a list of skipped rows."""
    return " | ".join(filter(None, map(clean, cells)))[:_LONGEST_SHOWN]
