"""A whole list as a file for a spreadsheet, written row by row and never held at once."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from benefits.periods import ONE_DAY, VIETNAM
from benefits.spreadsheets import inert
from benefits.web.lists.columns import Badge, Column, Shape
from benefits.web.lists.paging import counted, every
from benefits.web.lists.register import Register
from benefits.web.lists.workbook import write_workbook

MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Report = Callable[[int, int], None]


def make_file(
    session: Session, register: Register, path: Path, report: Report = lambda _done, _of: None
) -> int:
    """Write what is wanted of a register as CSV or XLSX, by the file's ending; return how many."""
    count = counted(session, register.selection)
    write = write_workbook if path.suffix == ".xlsx" else _write_text
    return write(register, _rows(session, register, count, report), path)


def _rows(
    session: Session, register: Register, count: int, report: Report
) -> Iterator[tuple[Any, ...]]:
    done = 0
    for keys in every(session, register.selection, count):
        for line in register.lines(keys):
            yield tuple(map(_plain, register.columns, line.values))
        done += len(keys)
        report(done, max(done, count))


def _plain(column: Column, value: Any) -> Any:
    """Return a value as a spreadsheet knows it: text, a number, a day or a local time."""
    if isinstance(value, Badge):
        value = value.text
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None)
    if isinstance(value, date):
        return value - ONE_DAY if column.shape is Shape.LAST_DAY else value
    return str(value)


def _write_text(register: Register, rows: Iterable[tuple[Any, ...]], path: Path) -> int:
    """Write UTF-8 with a BOM, without which spreadsheets misread Vietnamese."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(str(column.label) for column in register.columns)
        for row in rows:
            writer.writerow(map(_written, row))
            count += 1
    return count


def _written(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else inert(value)
