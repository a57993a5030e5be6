"""Files for people, opened by programs that calculate: a text in them must stay a text."""

from typing import Final, TypeVar

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = TypeVar("Cell")


def inert(cell: Cell) -> Cell | str:
    """Keep a spreadsheet from taking a text for a formula."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA)
    return f"'{cell}" if is_formula else cell
