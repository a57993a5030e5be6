"""XLSX through calamine: fast, but it reads a sheet at once, so a survey bounds it first."""

from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from benefits.exchange.encodings import Encoding
from benefits.exchange.reading.decoding import made_unicode
from benefits.exchange.reading.lettering import Fonts
from benefits.exchange.reading.packages import check_package
from benefits.exchange.reading.sheets import Merge, Notes, Row, Sheet, Source, Unreadable, opened
from benefits.exchange.reading.survey import ErrorCells, Seen, survey
from benefits.exchange.reading.writing import ERROR_TEXT, as_text

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
        rows = _rows(workbook, about.name, filename, look.errors, notes)
        rows = made_unicode(rows, notes, encoding, fonts.of_sheet(place) if fonts else None)
        found.append(Sheet(about.name, rows, about.visible != SheetVisibleEnum.Visible, notes))
    return found


def _open(source: Source, filename: str) -> CalamineWorkbook:
    try:
        with opened(source) as file:
            return CalamineWorkbook.from_object(file)
    except PasswordError as error:
        raise Unreadable("file_encrypted", filename) from error
    except CalamineError as error:
        raise Unreadable("file_damaged", filename) from error


def _rows(
    workbook: CalamineWorkbook, name: str, filename: str, errors: ErrorCells, notes: Notes
) -> Iterator[Row]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Unreadable("file_damaged", filename) from error
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
