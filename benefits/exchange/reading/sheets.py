"""What every kind of file is turned into: named sheets of numbered rows of text."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from benefits.errors import Refusal
from benefits.exchange.encodings import Encoding

Source = Path | bytes
"""A file on disk, or what was uploaded."""

Row = tuple[int, list[str]]
"""The line the row begins on, and its cells as text, the first column first."""

LINES_OF_A_SHEET = 1 << 21
"""More than any spreadsheet has: what the lines of a further sheet are moved up by."""


class Unreadable(Refusal):
    """The file as a whole cannot be read; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell whose letters somebody should look at."""

    column: int
    code: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one; lines from 1, columns from 0, all inside."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(slots=True)
class Notes:
    """What a sheet tells beside its cells; doubts and encodings gather while it is read."""

    hidden_columns: frozenset[int] = frozenset()
    hidden_lines: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    encodings: Counter[Encoding] = field(default_factory=Counter)
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)
    beyond: dict[int, str] = field(default_factory=dict)
    """What stands in lines of text to the right of all headings."""


Texts = Callable[[Collection[int]], Mapping[int, set[str]]]
"""Gathers what is written in some columns, their different cells, beside going through the rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; its rows can be gone through once."""

    name: str
    rows: Iterator[Row]
    is_hidden: bool = False
    notes: Notes = field(default_factory=Notes)
    beside: str | None = None
    """The sheet that this is the right-hand part of, where lists stand side by side."""
    texts: Texts | None = None
    is_text: bool = False
    """Marks between the cells tell where one ends: one too many moves the rest of its row."""


def beyond(cells: list[str], width: int) -> str:
    """Return what is written to the right of the first columns; blank cells are nothing."""
    return " | ".join(text for cell in cells[width:] if (text := cell.strip()))


def texts_of(again: Callable[[], Iterable[Row]]) -> Texts:
    """Gather texts from rows that can be gone through again; what cannot be is told with them."""

    def texts(columns: Collection[int]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {column: set() for column in columns}
        with suppress(Unreadable):
            for _, cells in again():
                for column, written in found.items():
                    if column < len(cells):
                        written.add(cells[column])
        return found

    return texts


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, bytes):
        return nullcontext(BytesIO(source))
    return source.open("rb")


def place_of(line: int) -> tuple[int, int]:
    """Return which of the sheets read, from 0, a line stands in, and the line within it."""
    return divmod(line, LINES_OF_A_SHEET)


def written_line(line: int) -> str:
    """Write a line for people: 14, or 2!14 in the second sheet."""
    sheet, within = place_of(line)
    return f"{sheet + 1}!{within}" if sheet else str(within)
