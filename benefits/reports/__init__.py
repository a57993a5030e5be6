"""The official forms, filled in from the same definitions as every other figure."""

from collections.abc import Callable
from pathlib import Path

from benefits.reports.filling import Cell, Report, prepare
from benefits.reports.form import Form, FormRow, RowKind, codes, form
from benefits.reports.sheets import write_csv, write_json
from benefits.reports.word import write_docx
from benefits.reports.workbook import write_xlsx

WRITERS: dict[str, Callable[[Report, Path], None]] = {
    "json": write_json,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "csv": write_csv,
}

__all__ = ["WRITERS", "Cell", "Form", "FormRow", "Report", "RowKind", "codes", "form", "prepare"]
