"""Pick the cells of a row by what their columns mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benefits.exchange.roster.headings import Field, Heading
from benefits.exchange.roster.layout import Layout
from benefits.members.names import clean

_LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A written cell under the words of its column."""

    column: str
    text: str


Picked = Mapping[Field, Cell]


class Picker:
    """Knows the columns of one list."""

    def __init__(self, layout: Layout) -> None:
        self._columns: list[tuple[Field, list[Heading]]] = list(layout.columns().items())

    def pick(self, cells: list[str]) -> Picked:
        """Return the cleaned cells by field; of several columns the first that is written."""
        picked: dict[Field, Cell] = {}
        for field, headings in self._columns:
            for heading in headings:
                if heading.column < len(cells) and (text := cells[heading.column]):
                    picked[field] = Cell(heading.words, text)
                    break
        return picked


def row_text(cells: Iterable[str]) -> str:
    """Return what a row says, short enough for a list of skipped rows."""
    return " | ".join(filter(None, map(clean, cells)))[:_LONGEST_SHOWN]
