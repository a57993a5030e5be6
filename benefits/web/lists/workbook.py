"""A list as a workbook: days as days, amounts as numbers, and text never anything else."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benefits.web.lists.columns import Shape
from benefits.web.lists.register import Register

LOOKS: Final = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", int: "#,##0"}
NARROW, WIDE = 16, 32
LONGEST_SHEET_NAME: Final = 31


def write_workbook(register: Register, rows: Iterable[tuple[Any, ...]], path: Path) -> int:
    """Write row by row; return how many there were below the heading."""
    book = Workbook(str(path), {"constant_memory": True})
    looks = {kind: book.add_format({"num_format": look}) for kind, look in LOOKS.items()}
    sheet = book.add_worksheet(register.name[:LONGEST_SHEET_NAME])
    _head(sheet, register, book.add_format({"bold": True}))
    count = 0
    for count, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write(sheet, count, at, value, looks)
    book.close()
    return count


def _head(sheet: Worksheet, register: Register, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(register.columns):
        sheet.set_column(at, at, WIDE if column.shape is Shape.TEXT else NARROW)
        sheet.write_string(0, at, str(column.label), bold)


def _write(sheet: Worksheet, row: int, at: int, value: Any, looks: dict[type[Any], Format]) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, at, value, looks[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, time()), looks[date])
    elif isinstance(value, int):
        sheet.write_number(row, at, value, looks[int])
    elif value is not None:
        sheet.write_string(row, at, value)
