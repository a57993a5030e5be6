"""Formulas that no spreadsheet has worked out: empty to whoever reads the file, and told."""

from io import BytesIO

import xlsxwriter
from openpyxl import Workbook

from benefits.exchange.reading import open_table
from benefits.exchange.roster import RosterRow, recognise
from tests.support.rosters import TODAY


def flags(content: bytes) -> list[tuple[str, str]]:
    rows = recognise(open_table(content, "a.xlsx"), today=TODAY).rows
    people = [row for row in rows if isinstance(row, RosterRow)]
    assert [row.full_name for row in people] == ["Lê An", "Lê Bé"]
    return [(flag.column, flag.code) for row in people for flag in row.flags]


def test_a_formula_without_a_result_is_flagged_beside_whom_it_stands() -> None:
    book, out = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Điện thoại", "Năm sinh"])
    sheet.append(["=ROW()-1", "Lê An", '="0"&912345671', 1990])
    sheet.append([2, "Lê Bé", "0912345672", 1991])
    book.save(out)
    assert flags(out.getvalue()) == [("Điện thoại", "formula_without_result")]


def test_a_formula_with_its_result_is_read_like_any_cell() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Họ và tên", "Điện thoại"])
        sheet.write_row(1, 0, ["Lê An"])
        sheet.write_formula(1, 1, '="0"&912345671', None, "0912345671")
        sheet.write_row(2, 0, ["Lê Bé"])
    assert flags(out.getvalue()) == []
