"""The report as JSON, CSV or XLSX: what is on the page, cell by cell."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from benefits.reports.filling import Report
from benefits.reports.form import RowKind

WIDTHS = (8, 70, 14, 16)


def write_json(report: Report, file: Path) -> None:
    text = json.dumps(report.to_json(), ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8")


def write_csv(report: Report, file: Path) -> None:
    """Write with a BOM, without which spreadsheets misread Vietnamese."""
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(_lines(report))


def write_xlsx(report: Report, file: Path) -> None:
    """Write the printed values, and the exact ones beside them as numbers."""
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet(report.form.code)
    bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
    plain = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"{report.form.title} – {report.organization_name}")
    sheet.write_string(1, 0, report.notes[0])
    sheet.write_row(3, 0, (*report.form.columns, "Chính xác"), bold)
    for line, cell in enumerate(report.cells, start=4):
        style = bold if cell.row.kind is RowKind.HEADING else plain
        for column, text in enumerate((cell.row.number, cell.row.label, cell.row.unit, cell.value)):
            sheet.write_string(line, column, text, style)
        if cell.exact is not None:
            sheet.write_number(line, len(WIDTHS), cell.exact, plain)
    for line, note in enumerate(report.notes[1:], start=5 + len(report.cells)):
        sheet.write_string(line, 0, note)
    book.close()


def _lines(report: Report) -> Iterator[tuple[str, ...]]:
    yield report.form.columns
    for cell in report.cells:
        yield cell.row.number, cell.row.label, cell.row.unit, cell.value
    for note in report.notes:
        yield "", note, "", ""
