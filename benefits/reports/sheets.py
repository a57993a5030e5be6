"""The report as JSON or CSV: what is on the page, cell by cell."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from benefits.reports.filling import Report


def write_json(report: Report, file: Path) -> None:
    text = json.dumps(report.to_json(), ensure_ascii=False, indent=2)
    file.write_text(text + "\n", encoding="utf-8")


def write_csv(report: Report, file: Path) -> None:
    """Write with a BOM, without which spreadsheets misread Vietnamese."""
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(_lines(report))


def _lines(report: Report) -> Iterator[tuple[str, ...]]:
    yield report.form.columns
    for cell in report.cells:
        yield cell.row.number, cell.row.label, cell.row.unit, cell.value
    for note in report.notes:
        yield "", note, "", ""
