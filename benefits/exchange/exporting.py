"""Writes a register or the ledger as a file that reads back to the same figures."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import xlsxwriter
from sqlalchemy.orm import Session

from benefits.errors import Conflict
from benefits.exchange.applying import Progress, print_nothing
from benefits.exchange.kinds import KINDS

_TOLD_EVERY: Final = 1_000


def rows_of(session: Session, kind: str) -> Iterator[Sequence[Any]]:
    """Give the header and then every row."""
    yield KINDS[kind].header
    yield from KINDS[kind].export(session)


def write(session: Session, kind: str, file: Path, progress: Progress = print_nothing) -> int:
    """Write CSV (UTF-8 with BOM, which spreadsheets need) or XLSX; return how many rows."""
    rows = _watched(rows_of(session, kind), progress)
    if file.suffix.lower() == ".xlsx":
        return write_workbook(rows, kind, file)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        return write_csv(rows, opened)


def _watched(rows: Iterable[Sequence[Any]], progress: Progress) -> Iterator[Sequence[Any]]:
    for count, row in enumerate(rows):
        yield row
        if count % _TOLD_EVERY == 0:
            progress(count, 0)


def write_csv(rows: Iterable[Sequence[Any]], out: TextIO) -> int:
    writer = csv.writer(out)
    count = -1
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


def write_workbook(rows: Iterable[Sequence[Any]], name: str, file: Path | BinaryIO) -> int:
    """Write every cell as text: zeros that lead stay, and nothing becomes a formula.

    Raises Conflict("cell_too_long") rather than cut what no cell of a workbook can hold.
    """
    target = str(file) if isinstance(file, Path) else file
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet(name)
    count, is_whole = -1, True
    for count, row in enumerate(rows):
        for column, value in enumerate(row):
            is_whole &= sheet.write_string(count, column, str(value)) == 0
    book.close()
    if not is_whole:
        raise Conflict("cell_too_long")
    return count
