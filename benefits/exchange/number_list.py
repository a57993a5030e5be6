"""A list of member numbers as people have it: pasted, or a column of some file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benefits.exchange.reading import Row, Unreadable, open_table
from benefits.folding import folded

HEADINGS: Final = frozenset(
    {"member_no", "ma doan vien", "ma so doan vien", "ma dv", "so doan vien", "ma", "ma so"}
)
LOOKED_AT: Final = 10


def numbers_in(file: Path) -> Iterator[tuple[int, str]]:
    """Read line and number; of a table, the column whose heading says so, else the first."""
    sheet = next((each for each in open_table(file) if not each.is_hidden), None)
    if sheet is None:
        raise Unreadable("file_empty", file.name)
    rows = iter(sheet.rows)
    first = [row for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    heading, column = _heading(first)
    for line, cells in (*first[heading:], *rows):
        number = cells[column].strip() if column < len(cells) else ""
        if number:
            yield line, number


def pasted(text: str) -> str:
    """Write what somebody pasted as a column: one number a line, whatever stood between them."""
    numbers = text.replace(";", "\n").replace(",", "\n").replace("\t", "\n").splitlines()
    return "\n".join(number.strip() for number in numbers if number.strip())


def _heading(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows stand above the numbers, and in which column these are."""
    for above, (_line, cells) in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if folded(cell).replace("*", "").strip() in HEADINGS:
                return above, column
    return 0, 0
