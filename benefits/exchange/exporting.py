"""Writes a register or the ledger as a file that reads back to the same figures."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from sqlalchemy.orm import Session

from benefits.exchange.kinds import KINDS


def rows_of(session: Session, kind: str) -> Iterator[Sequence[Any]]:
    """Give the header and then every row."""
    yield KINDS[kind].header
    yield from KINDS[kind].export(session)


def write(session: Session, kind: str, file: Path) -> int:
    """Write CSV (UTF-8 with BOM, which spreadsheets need) or XLSX; return how many rows."""
    if file.suffix.lower() == ".xlsx":
        return _write_workbook(rows_of(session, kind), kind, file)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        return write_csv(rows_of(session, kind), opened)


def write_csv(rows: Iterable[Sequence[Any]], out: TextIO) -> int:
    writer = csv.writer(out)
    count = -1
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


def _write_workbook(rows: Iterable[Sequence[Any]], name: str, file: Path) -> int:
    """Write every cell as text, so that leading zeros and long numbers stay as they are."""
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet(name)
    count = -1
    for count, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write_string(count, column, str(value))
    book.close()
    return count
