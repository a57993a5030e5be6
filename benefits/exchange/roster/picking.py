"""Pick the cells of a row by what their columns mean."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.layout import Layout
from benefits.members.names import clean

_LONGEST_SHOWN = 120


class Cell(NamedTuple):
    """A written cell under the words of its column."""

    column: str
    text: str


Picked = Mapping[Field, Cell]


class Picker:
    """Knows the columns of one list."""

    def __init__(self, layout: Layout) -> None:
        self._columns = [
            (field, [(heading.column, heading.words) for heading in headings])
            for field, headings in layout.columns().items()
        ]

    def pick(self, cells: list[str]) -> Picked:
        """Return the cleaned cells by field; of several columns the first that is written."""
        picked: dict[Field, Cell] = {}
        width = len(cells)
        for field, columns in self._columns:
            for column, words in columns:
                if column < width and (text := cells[column]):
                    picked[field] = Cell(words, text)
                    break
        return picked


def row_text(cells: Iterable[str]) -> str:
    """Return what a row says, short enough for a list of skipped rows."""
    return " | ".join(filter(None, map(clean, cells)))[:_LONGEST_SHOWN]
