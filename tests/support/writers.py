"""The same pages written by openpyxl, by XlsxWriter and by LibreOffice."""

import os
import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.support.quirky_roster import PAGES, In, Page, Pieces, Value

KEPT = Path(__file__).parent / "by_libreoffice"
"""What LibreOffice made of the pages; `python -m tests.support.writers` makes it anew."""
_PATIENCE = 120


def by_openpyxl(pages: list[Page]) -> bytes:
    book, file = Workbook(), BytesIO()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for line, row in enumerate(page.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    _write(sheet.cell(line, column), value)
        for merge in page.merges:
            sheet.merge_cells(merge)
        for letter in page.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        for line in page.hidden_lines:
            sheet.row_dimensions[line].hidden = True
        sheet.sheet_state = "hidden" if page.is_hidden else "visible"
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, value: Value) -> None:
    if isinstance(value, In):
        cell.value, cell.font = value.value, Font(name=value.font)
    elif isinstance(value, Pieces):
        blocks = (TextBlock(InlineFont(rFont=each.font), each.value) for each in value.pieces)
        cell.value = CellRichText(*blocks)
    else:
        cell.value = value


def by_xlsxwriter(pages: list[Page]) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for merge in page.merges:
            sheet.merge_range(merge, "")
        for line, row in enumerate(page.rows):
            for column, value in enumerate(row):
                _put(book, sheet, (line, column), value)
        for letter in page.hidden_columns:
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        for line in page.hidden_lines:
            sheet.set_row(line - 1, None, None, {"hidden": True})
        if page.is_hidden:
            sheet.hide()
    book.close()
    return file.getvalue()


def _put(book: Any, sheet: Any, at: tuple[int, int], value: Value) -> None:
    if isinstance(value, In):
        sheet.write_string(*at, value.value, book.add_format({"font_name": value.font}))
    elif isinstance(value, Pieces):
        pieces: list[Any] = []
        for each in value.pieces:
            pieces += [book.add_format({"font_name": each.font}), each.value]
        sheet.write_rich_string(*at, *pieces)
    elif isinstance(value, date):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(*at, datetime.combine(value, datetime.min.time()), day)
    elif value is not None:
        sheet.write(*at, value)


def by_libreoffice(kind: str, folder: Path) -> bytes:
    """Let the LibreOffice of this machine write the pages; else take what it wrote before."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return (KEPT / f"roster.{kind}").read_bytes()
    source = folder / "roster.xlsx"
    source.write_bytes(by_openpyxl(PAGES))
    out = folder / kind
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, timeout=_PATIENCE, capture_output=True)
    return (out / f"roster.{kind}").read_bytes()


def keep() -> None:
    """Write anew what is kept of LibreOffice; it must be there."""
    with TemporaryDirectory() as folder:
        for kind in ("xlsx", "xls"):
            (KEPT / f"roster.{kind}").write_bytes(by_libreoffice(kind, Path(folder)))


if __name__ == "__main__":
    keep()
