"""The report as an .xlsx laid out like the .docx, on A4; exact figures stand beside the print."""

from pathlib import Path
from typing import Any, Final, NamedTuple

import xlsxwriter

from benefits.reports.filling import Report
from benefits.reports.form import RowKind
from benefits.reports.letterhead import COUNTRY, MOTTO, SIGNER, Letterhead, letterhead

A4: Final = 9
WIDTHS: Final = (7, 43, 17, 25)
"""In letters: the right half has room for the country's name on one line."""
LEFT_HALF, RIGHT_HALF, ALL = (0, 1), (2, 3), (0, 3)
EXACT: Final = len(WIDTHS)
LINE: Final = 16.5
SMALL, CAPITALS = 1.2, 0.75
"""How many of such letters fit into a column's width of one."""
ROOM_TO_SIGN: Final = 4
AS_TEXT: Final = dict.fromkeys(("strings_to_formulas", "strings_to_urls"), False)
"""A name is what it says, also one that begins like a formula or an address."""
FONT: Final = {"font_name": "Times New Roman", "font_size": 12}


class _Sheet(NamedTuple):
    book: Any
    sheet: Any

    def say(self, row: int, half: tuple[int, int], text: str, **looks: Any) -> None:
        """Write over several columns, in as many lines as the words need."""
        first, last = half
        centred = {"align": "center", "valign": "top", "text_wrap": True}
        style = self.book.add_format({**FONT, **centred, **looks})
        self.sheet.merge_range(row, first, row, last, text, style)

    def tall(self, row: int, half: tuple[int, int], text: str, share: float = SMALL) -> None:
        """Make a row as high as a text needs: merged cells do not grow, and some programs' none."""
        first, last = half
        fitting = int(sum(WIDTHS[first : last + 1]) * share)
        self.sheet.set_row(row, LINE * max(1, -(-len(text) // fitting)))


def write_xlsx(report: Report, file: Path) -> None:
    """Write the printed values, and the exact ones beside them as numbers, which do not print."""
    with xlsxwriter.Workbook(str(file), AS_TEXT) as book:
        book.set_properties({"title": f"{report.form.title} {report.period_name}"})
        made = _Sheet(book, book.add_worksheet(report.form.code))
        head = letterhead(report)
        for column, width in enumerate((*WIDTHS, 20)):
            made.sheet.set_column(column, column, width)
        table = _title(made, report, _letterhead(made, head))
        notes = _table(made, report, table)
        last = _signature(made, head, _notes(made, report, notes))
        _page(made.sheet, table, last)


def _page(sheet: Any, table: int, last: int) -> None:
    sheet.set_paper(A4)
    sheet.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, EXACT - 1)
    sheet.repeat_rows(table)
    # figures are printed the Vietnamese way, as words; no mark in the corner shall doubt them
    sheet.ignore_errors({"number_stored_as_text": f"A1:D{last + 1}"})


def _letterhead(made: _Sheet, head: Letterhead) -> int:
    made.say(0, LEFT_HALF, head.above)
    made.say(0, RIGHT_HALF, COUNTRY, bold=True, font_size=11)
    made.tall(0, LEFT_HALF, head.above, CAPITALS)
    made.say(1, LEFT_HALF, head.unit, bold=True)
    made.say(1, RIGHT_HALF, MOTTO, bold=True, underline=1)
    made.tall(1, LEFT_HALF, head.unit, CAPITALS)
    made.say(2, LEFT_HALF, head.number)
    made.say(2, RIGHT_HALF, head.place_and_day, italic=True)
    return 4


def _title(made: _Sheet, report: Report, row: int) -> int:
    first, last = report.period.first, report.period.last
    days = f"{report.period_name}: từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}"
    made.say(row, ALL, report.form.title, bold=True, font_size=14)
    made.say(row + 1, ALL, report.form.subtitle, bold=True)
    made.say(row + 2, ALL, report.form.caption, italic=True)
    made.say(row + 3, ALL, days)
    return row + 5


def _table(made: _Sheet, report: Report, row: int) -> int:
    looks = {**FONT, "text_wrap": True, "border": 1, "valign": "top"}
    styles = {
        (is_bold, is_centred): made.book.add_format(
            {**looks, "bold": is_bold, "align": "center" if is_centred else "left"}
        )
        for is_bold in (True, False)
        for is_centred in (True, False)
    }
    exact = made.book.add_format({**FONT, "num_format": "#,##0", "valign": "top"})
    for column, name in enumerate(report.form.columns):
        made.sheet.write_string(row, column, name, styles[True, True])
    made.sheet.write_string(row, EXACT, "Chính xác", made.book.add_format({**FONT, "bold": True}))
    for at, cell in enumerate(report.cells, start=row + 1):
        is_bold = cell.row.kind is RowKind.HEADING or "." not in cell.row.code
        texts = (cell.row.number, cell.row.label, cell.row.unit, cell.value)
        for column, text in enumerate(texts):
            made.sheet.write_string(at, column, text, styles[is_bold, column != 1])
        made.tall(at, (1, 1), cell.row.label)
        if cell.exact is not None:
            made.sheet.write_number(at, EXACT, cell.exact, exact)
    return row + len(report.cells) + 2


def _notes(made: _Sheet, report: Report, row: int) -> int:
    for at, note in enumerate((*report.notes, report.drawn_up), start=row):
        made.say(at, ALL, note, italic=True, align="left", font_size=11)
        made.tall(at, ALL, note)
    return row + len(report.notes) + 2


def _signature(made: _Sheet, head: Letterhead, row: int) -> int:
    made.say(row, LEFT_HALF, "Nơi nhận:", bold=True, italic=True, align="left")
    made.say(row, RIGHT_HALF, head.on_behalf_of, bold=True)
    made.say(row + 1, RIGHT_HALF, SIGNER, bold=True)
    for at, recipient in enumerate(head.recipients, start=row + 1):
        made.say(at, LEFT_HALF, recipient, align="left", font_size=11)
        made.tall(at, LEFT_HALF, recipient)
    return row + 1 + ROOM_TO_SIGN
