"""The figures on screen as a file: the same lines, and above them what they are about."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter
from flask_babel import gettext as _

from benefits.desk.counting.figures_shown import COLUMNS, MORE_COLUMNS, Shown
from benefits.spreadsheets import inert

BOM: Final = "\ufeff"
WIDTHS: Final = (18, 60, 22, 12, 26, 18, 30)
Cell = str | int


def as_csv(shown: Shown) -> bytes:
    """Write UTF-8 with a BOM, without which spreadsheets misread Vietnamese."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows(map(inert, fact) for fact in shown.facts())
    writer.writerow(())
    writer.writerow(_heading(shown))
    writer.writerows(map(inert, line) for line in _lines(shown))
    return (BOM + out.getvalue()).encode()


def as_xlsx(shown: Shown) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Số liệu"))
    bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    at = 0
    for at, (what, value) in enumerate(shown.facts(), start=1):
        sheet.write_string(at - 1, 0, what, bold)
        sheet.write_string(at - 1, 1, value)
    sheet.write_row(at + 1, 0, _heading(shown), bold)
    for row, cells in enumerate(_lines(shown), start=at + 2):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, number)
            else:
                sheet.write_string(row, column, cell)
    book.close()
    return out.getvalue()


def name_of(shown: Shown, ending: str) -> str:
    """Name the file after the unit and the days in it."""
    period = shown.question.period
    return f"so-lieu-{shown.asked.unit.code}-{period.first}-{period.last}.{ending}"


def _heading(shown: Shown) -> Sequence[str]:
    columns = (str(each) for each in (*COLUMNS, *MORE_COLUMNS))
    return (_("Mã"), shown.asked.part_name.capitalize(), *columns)


def _lines(shown: Shown) -> Iterator[tuple[Cell, ...]]:
    for line in shown.lines:
        yield (line.row.key, line.name, *line.row.figures)
    yield ("", _("Cả đơn vị: %(unit)s", unit=shown.unit_name), *shown.total)
