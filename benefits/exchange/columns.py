"""Files of named columns: which there are, how each cell is read, and what a row then says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benefits.errors import Refusal
from benefits.exchange.outcome import Problem, Row
from benefits.exchange.reading import Row as Cells
from benefits.exchange.reading import Sheet, Unreadable, beyond
from benefits.members.names import clean

Parse = Callable[[str], Any]
"""Reads a cell into something JSON can hold, or raises a Refusal."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    parse: Parse
    is_needed: bool = False


def read_rows(
    sheets: Iterable[Sheet], columns: tuple[Column, ...]
) -> Iterator[Row | list[Problem]]:
    """Turn the first sheet's rows into values; a row with wrong cells becomes its problems.

    An empty cell is absent from the values: it changes nothing. Columns we do not know are
    passed over, a needed one that is missing refuses the file. A row of text that goes on beyond
    the names is refused.
    """
    sheet = next(iter(sheets), None)
    rows = iter(()) if sheet is None else sheet.rows
    first: Cells = next(rows, (1, []))
    names = [clean(cell).lower() for cell in first[1]]
    missing = [column.name for column in columns if column.is_needed and column.name not in names]
    if missing:
        seen = ", ".join(name for name in names if name)
        raise Unreadable("columns_missing", seen, missing=", ".join(missing))
    width = len(names) if sheet and sheet.is_text else None
    while width and not names[width - 1]:
        width -= 1
    places = [(names.index(column.name), column) for column in columns if column.name in names]
    for line, cells in rows:
        if any(clean(cell) for cell in cells):
            yield _beyond(line, cells, width) or _read_row(line, cells, places)


def _beyond(line: int, cells: list[str], width: int | None) -> list[Problem]:
    """Refuse a row of text with more cells than names: its cells may all be in wrong columns."""
    if width is None or len(cells) <= width or not (extra := beyond(cells, width)):
        return []
    return [Problem(line, "", extra, "cells_beyond_headings")]


def _read_row(line: int, cells: list[str], places: list[tuple[int, Column]]) -> Row | list[Problem]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for place, column in places:
        cell = cells[place] if place < len(cells) else ""
        try:
            if clean(cell):
                values[column.name] = column.parse(cell)
            elif column.is_needed:
                problems.append(Problem(line, column.name, "", "missing"))
        except Refusal as refusal:
            problems.append(Problem.of(line, column.name, refusal))
    return problems or Row(line, values)
