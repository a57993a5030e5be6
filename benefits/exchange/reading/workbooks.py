"""XLSX through calamine: fast, but it reads a sheet at once, so a survey bounds it first."""

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from benefits.exchange.encodings import Encoding
from benefits.exchange.reading.decoding import made_unicode
from benefits.exchange.reading.lettering import Fonts
from benefits.exchange.reading.packages import check_package
from benefits.exchange.reading.sheets import (
    Doubt,
    Merge,
    Notes,
    Row,
    Sheet,
    Source,
    Unreadable,
    opened,
)
from benefits.exchange.reading.survey import ErrorCells, Seen, survey
from benefits.exchange.reading.writing import ERROR_TEXT, as_text

_AT_ONCE = 250
_WIDE = 256
_MOST_BLANK = 1000
"""Blank rows in a run; of more, as a stray cell far below makes, nothing is told."""


def sheets(source: Source, filename: str, encoding: Encoding = Encoding.AUTO) -> list[Sheet]:
    check_package(source, filename)
    workbook = _open(source, filename)
    fonts = Fonts(source) if encoding is Encoding.AUTO else None
    seen = survey(source, filename, workbook.sheet_names)
    found = []
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        look = seen.get(about.name, Seen())
        notes = Notes(frozenset(look.hidden_columns), frozenset(look.hidden_lines))
        page = _Page(workbook, about.name, filename)
        notes.doubts.update(_unworked(look))
        rows = _rows(page, look.errors, notes)
        rows = made_unicode(rows, notes, encoding, fonts.of_sheet(place) if fonts else None)
        is_hidden = about.visible != SheetVisibleEnum.Visible
        found.append(Sheet(about.name, rows, is_hidden, notes, texts=page.texts))
    return found


def _unworked(look: Seen) -> dict[int, list[Doubt]]:
    return {
        line: [Doubt(column, "formula_without_result") for column in columns]
        for line, columns in look.unworked.items()
    }


def _open(source: Source, filename: str) -> CalamineWorkbook:
    try:
        with opened(source) as file:
            return CalamineWorkbook.from_object(file)
    except PasswordError as error:
        raise Unreadable("file_encrypted", filename) from error
    except CalamineError as error:
        raise Unreadable("file_damaged", filename) from error


class _Page:
    """One sheet of a workbook, unpacked when it is first wanted."""

    def __init__(self, workbook: CalamineWorkbook, name: str, filename: str) -> None:
        self._workbook, self._name, self._filename = workbook, name, filename

    @cached_property
    def sheet(self) -> CalamineSheet:
        try:
            return self._workbook.get_sheet_by_name(self._name)
        except CalamineError as error:
            raise Unreadable("file_damaged", self._filename) from error

    def texts(self, columns: Collection[int]) -> dict[int, set[str]]:
        sheet = self.sheet
        begin = sheet.start[1] if sheet.start else 0
        found: dict[int, set[Any]] = {
            column - begin: set() for column in columns if column >= begin
        }
        rows = sheet.iter_rows()
        while some := list(zip(*islice(rows, _AT_ONCE), strict=True)):
            for column, values in found.items():
                if column < len(some):
                    values.update(some[column])
        return {column + begin: set(map(as_text, values)) for column, values in found.items()}


def _rows(page: _Page, errors: ErrorCells, notes: Notes) -> Iterator[Row]:
    sheet = page.sheet
    notes.merges = tuple(
        Merge(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    before = [""] * (sheet.start[1] if sheet.start else 0)
    blank = 0
    for line, values in enumerate(sheet.iter_rows(), start=1):
        blank = 0 if any(values) or any(value != "" for value in values) else blank + 1
        if blank > _MOST_BLANK and line not in errors:
            continue
        cells = before + [value if type(value) is str else as_text(value) for value in values]
        for column in errors.get(line, ()):
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = ERROR_TEXT
        yield line, cells if len(cells) < _WIDE else _without_the_void(cells)


def _without_the_void(cells: list[str]) -> list[str]:
    """Drop what is empty at the end of rows that one stray cell has made thousands wide."""
    last = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
    return cells[:last]
