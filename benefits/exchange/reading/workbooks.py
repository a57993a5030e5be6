"""XLSX through calamine: fast, but it reads a sheet at once, so a survey bounds it first."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from benefits.exchange.reading.sheets import Row, Sheet, Source, Unreadable, opened
from benefits.exchange.reading.survey import ErrorCells, survey

Cell = int | float | str | bool | time | date | datetime | timedelta

LARGEST_UNPACKED = 400 << 20
_WORKBOOK = "xl/workbook.xml"
_ERROR_TEXT = "#N/A"
_ENCRYPTED_BIT = 0x1


def sheets(source: Source, filename: str) -> list[Sheet]:
    _check_package(source, filename)
    workbook = _open(source, filename)
    found = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    errors = survey(source, filename, workbook.sheet_names)
    return [
        Sheet(
            sheet.name,
            _rows(workbook, sheet.name, filename, errors.get(sheet.name, {})),
            is_hidden=sheet.visible != SheetVisibleEnum.Visible,
        )
        for sheet in found
    ]


def _check_package(source: Source, filename: str) -> None:
    try:
        with opened(source) as file, ZipFile(file) as package:
            entries = package.infolist()
    except (BadZipFile, zipfile.LargeZipFile, ValueError) as error:
        raise Unreadable("file_damaged", filename) from error
    if any(entry.flag_bits & _ENCRYPTED_BIT for entry in entries):
        raise Unreadable("file_encrypted", filename)
    if _WORKBOOK not in {entry.filename for entry in entries}:
        raise Unreadable("file_no_table", filename)
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unreadable("file_too_large", filename, megabytes=LARGEST_UNPACKED >> 20)


def _open(source: Source, filename: str) -> CalamineWorkbook:
    try:
        with opened(source) as file:
            return CalamineWorkbook.from_object(file)
    except PasswordError as error:
        raise Unreadable("file_encrypted", filename) from error
    except CalamineError as error:
        raise Unreadable("file_damaged", filename) from error


def _rows(
    workbook: CalamineWorkbook, name: str, filename: str, errors: ErrorCells
) -> Iterator[Row]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Unreadable("file_damaged", filename) from error
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for line, values in enumerate(sheet.iter_rows(), start=1):
        cells = before + [value if type(value) is str else as_text(value) for value in values]
        for column in errors.get(line, ()):
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = _ERROR_TEXT
        yield line, cells


def as_text(value: Cell) -> str:
    """Write a cell the way a person would type it: 12.0 is 12, a day is a day."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}"
        case datetime():
            is_day = value.time() == time.min
            return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
