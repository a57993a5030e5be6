"""XLS, the Excel of before 2007, through xlrd: it knows the fonts, what is merged and hidden."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import time

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as Page

from benefits.exchange.encodings import Encoding, Script, script_of
from benefits.exchange.reading.decoding import Lettering, Runs, made_unicode
from benefits.exchange.reading.sheets import (
    Merge,
    Notes,
    Row,
    Sheet,
    Source,
    Unreadable,
    opened,
    texts_of,
)
from benefits.exchange.reading.writing import ERROR_TEXT, as_text

_VISIBLE = 0


def sheets(source: Source, filename: str, encoding: Encoding = Encoding.AUTO) -> list[Sheet]:
    """Open a workbook; xlrd takes many shapes of damage as many errors, and all say the same."""
    with opened(source) as file:
        content = file.read()
    try:
        with open(os.devnull, "w") as silence:  # noqa: PTH123 - not a file of ours
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, ragged_rows=True, logfile=silence
            )
        return [_sheet(book, place, encoding, filename) for place in range(book.nsheets)]
    except xlrd.XLRDError as error:
        is_locked = "encrypted" in str(error).lower()
        raise Unreadable("file_encrypted" if is_locked else "file_damaged", filename) from error
    except Exception as error:
        raise Unreadable("file_damaged", filename) from error


def _sheet(book: Book, place: int, encoding: Encoding, filename: str) -> Sheet:
    page = book.sheet_by_index(place)
    columns = {at for at, about in page.colinfo_map.items() if about.hidden}
    lines = {at + 1 for at, about in page.rowinfo_map.items() if about.hidden}
    merges = tuple(
        Merge(top + 1, left, bottom, right - 1) for top, bottom, left, right in page.merged_cells
    )
    notes = Notes(frozenset(columns), frozenset(lines), merges)
    rows = made_unicode(_rows(book, page, filename), notes, encoding, _letterings(book, page))
    texts = texts_of(lambda: _rows(book, page, filename))
    return Sheet(page.name, rows, page.visibility != _VISIBLE, notes, texts=texts)


def _rows(book: Book, page: Page, filename: str) -> Iterator[Row]:
    try:
        for line in range(page.nrows):
            yield line + 1, [_text(book, cell.ctype, cell.value) for cell in page.row(line)]
    except Exception as error:
        raise Unreadable("file_damaged", filename) from error


def _text(book: Book, kind: int, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if kind == xlrd.XL_CELL_ERROR:
        return ERROR_TEXT
    if kind == xlrd.XL_CELL_BOOLEAN:
        return as_text(bool(value))
    if kind == xlrd.XL_CELL_DATE:
        return _day(value, book.datemode)
    return as_text(value)


def _day(value: float, datemode: int) -> str:
    """Write a day; a number that is none, though it is formatted as one, stays a number."""
    try:
        if value < 1:
            moment = xlrd.xldate_as_datetime(value, datemode).time()
            return as_text(time(moment.hour, moment.minute, moment.second))
        return as_text(xlrd.xldate_as_datetime(value, datemode))
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return as_text(value)


def _letterings(book: Book, page: Page) -> Iterator[tuple[int, Lettering]]:
    scripts = {number: script_of(font.name) for number, font in enumerate(book.font_list)}
    if not any(scripts.values()):
        return
    with suppress(LookupError, ValueError, TypeError):  # of broken styles, nothing
        for line in range(page.nrows):
            columns = range(page.row_len(line))
            runs = {column: _runs(book, page, scripts, (line, column)) for column in columns}
            if found := {at: of for at, of in runs.items() if any(script for _, script in of)}:
                yield line + 1, found


def _runs(book: Book, page: Page, scripts: dict[int, Script | None], at: tuple[int, int]) -> Runs:
    style = book.xf_list[page.cell_xf_index(*at)]
    pieces = page.rich_text_runlist_map.get(at, [])
    own = () if pieces and pieces[0][0] == 0 else ((0, scripts.get(style.font_index)),)
    return (*own, *((start, scripts.get(font)) for start, font in pieces))
