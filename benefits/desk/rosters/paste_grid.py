"""What was pasted, split into cells that can be corrected before anything is read from them."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from flask import request
from flask_babel import lazy_gettext as _l

from benefits.exchange.reading import Encoding, pasted

CELL, COLUMNS = "o", "cot"
MOST_ROWS: Final = 100
MOST_COLUMNS: Final = 16
EMPTY_ROWS: Final = 8
HEADING: Final = (
    _l("Họ và tên"),
    _l("Ngày sinh"),
    _l("Giới tính"),
    _l("Số CCCD"),
    _l("Điện thoại"),
)

Grid = Sequence[Sequence[str]]


def is_sent() -> bool:
    """Tell whether the cells were sent rather than one text."""
    return COLUMNS in request.form


def sent() -> Grid:
    """Read the cells back, row by row as they stood; rows that are empty at the end fall away."""
    cells, columns = request.form.getlist(CELL), request.form.get(COLUMNS, "")
    width = int(columns) if columns.isdecimal() and 0 < int(columns) <= MOST_COLUMNS else 1
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def split(text: str) -> Grid | None:
    """Split a text as a spreadsheet gives it; None where it is too large to be shown so."""
    if not text.strip():
        blank = [""] * len(HEADING)
        return [list(map(str, HEADING)), *[blank] * EMPTY_ROWS]
    [sheet] = pasted(text, encoding=Encoding.UNICODE)
    rows = [list(map(_in_one_line, cells)) for _line, cells in sheet.rows]
    width = max(map(len, rows))
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        return None
    return [[*row, *[""] * (width - len(row))] for row in rows]


def joined(rows: Grid) -> str:
    """Write the cells as they come out of a spreadsheet; one column is told from none by a tab."""
    out = StringIO()
    writer = csv.writer(out, dialect="excel-tab")
    writer.writerows([*row, *[""] * (2 - len(row))] for row in rows)
    return out.getvalue()


def _in_one_line(cell: str) -> str:
    """Write the lines of a cell side by side: telephone numbers stay apart, names do not."""
    lines = [line.strip() for line in cell.splitlines()]
    mark = " / " if any(map(str.isdigit, cell)) else " "
    return mark.join(filter(None, lines))
