"""The report as a .docx an officer can edit and sign: A4, Times New Roman, the unions' layout."""

from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from benefits.reports.filling import Cell, Report
from benefits.reports.form import RowKind
from benefits.reports.letterhead import COUNTRY, MOTTO, SIGNER, Letterhead, letterhead

FONT: Final = "Times New Roman"
WIDTHS: Final = (Mm(15), Mm(95), Mm(25), Mm(30))
HALVES: Final = (Mm(76), Mm(96))
"""Of the letterhead: the country's name at the right takes 89 mm on its one line."""
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
UNDER_UNIT, UNDER_MOTTO = Mm(28), Mm(52)
PADDING: Final = Mm(3.8)
ROOM_TO_SIGN: Final = 4


def write_docx(report: Report, file: Path) -> None:
    """Write the document; number, place, date and signer are left for the officer to fill."""
    document = Document()
    head = letterhead(report)
    _page(document)
    _letterhead(document, head)
    _title(document, report)
    _table(document, report)
    for note in (*report.notes, report.drawn_up):
        _line(document, note, size=11, italic=True, align=LEFT)
    _line(document, "", size=6)
    _signature(document, head)
    document.core_properties.title = f"{report.form.title} {report.period_name}"
    document.core_properties.author = report.organization_name
    document.core_properties.language = "vi-VN"
    document.save(str(file))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(3)


def _letterhead(document: Any, head: Letterhead) -> None:
    table = _cut(document.add_table(rows=2, cols=2), HALVES)
    (left, right), (number, place) = (row.cells for row in table.rows)
    if head.above:
        _say(left, head.above, size=12)
    _say(left, head.unit, size=12, bold=True)
    _ruled(left, UNDER_UNIT, HALVES[0])
    _say(right, COUNTRY, size=12, bold=True)
    _say(right, MOTTO, size=13, bold=True)
    _ruled(right, UNDER_MOTTO, HALVES[1])
    _say(number, head.number, size=13)
    _say(place, head.place_and_day, size=13, italic=True)


def _title(document: Any, report: Report) -> None:
    first, last = report.period.first, report.period.last
    _line(document, "")
    _line(document, report.form.title, size=14, bold=True)
    _line(document, report.form.subtitle, bold=True)
    _line(document, report.form.caption, size=12, italic=True)
    _line(document, f"{report.period_name}: từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}", size=12)


def _table(document: Any, report: Report) -> None:
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style = "Table Grid"
    _cut(table, WIDTHS)
    _write_row(table.rows[0], report.form.columns, is_bold=True, aligned=(CENTRE,) * 4)
    _mark_row(table.rows[0], "w:tblHeader")
    for cell in report.cells:
        texts = (cell.row.number, cell.row.label, cell.row.unit, cell.value)
        is_bold = cell.row.kind is RowKind.HEADING or _is_chapter(cell)
        _write_row(table.add_row(), texts, is_bold=is_bold, aligned=(CENTRE, LEFT, CENTRE, CENTRE))


def _signature(document: Any, head: Letterhead) -> None:
    """Write who it goes to and who signs, on one page."""
    table = _cut(document.add_table(rows=1, cols=2), HALVES)
    left, right = table.rows[0].cells
    _say(left, "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for recipient in head.recipients:
        _say(left, recipient, size=11, align=LEFT)
    _say(right, head.on_behalf_of, size=13, bold=True)
    _say(right, SIGNER, size=13, bold=True)
    for _ in range(ROOM_TO_SIGN):
        _say(right, "", size=13)
    _mark_row(table.rows[0], "w:cantSplit")


def _cut(table: Any, widths: tuple[Length, ...]) -> Any:
    """Give columns their widths: some programs read those of the grid, some those of the cells."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _write_row(
    row: Any,
    texts: tuple[str, ...],
    *,
    is_bold: bool,
    aligned: tuple[WD_ALIGN_PARAGRAPH, ...],
) -> None:
    _mark_row(row, "w:cantSplit")
    for cell, text, width, align in zip(row.cells, texts, WIDTHS, aligned, strict=True):
        cell.width = width
        _say(cell, text, size=12, bold=is_bold, align=align).paragraph_format.space_after = Pt(1)


def _is_chapter(cell: Cell) -> bool:
    return "." not in cell.row.code


def _mark_row(row: Any, mark: str) -> None:
    """Keep a row on one page (`w:cantSplit`), or repeat it on each (`w:tblHeader`)."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    properties.append(properties.makeelement(qn(mark), {qn("w:val"): "true"}))


def _ruled(cell: Any, length: Length, width: Length) -> None:
    """Draw a line of its own length under the last words of a cell."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(2), Pt(0), Pt(4)
    form.left_indent = form.right_indent = Length((width - PADDING - length) // 2)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other way
    border = properties.makeelement(qn("w:pBdr"), {})
    top = {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "auto"}
    border.append(border.makeelement(qn("w:top"), {qn(name): said for name, said in top.items()}))
    properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _line(document: Any, text: str, **looks: Any) -> None:
    _write(document.add_paragraph(), text, **looks)


def _say(cell: Any, text: str, **looks: Any) -> Any:
    """Write a line into a cell; the first takes the paragraph that every cell begins with."""
    is_fresh = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    return _write(cell.paragraphs[0] if is_fresh else cell.add_paragraph(), text, **looks)


def _write(
    paragraph: Any,
    text: str,
    *,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Any:
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph
