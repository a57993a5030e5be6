"""The report as a .docx an officer can edit and sign: A4, the union's document layout.

Margins and sizes follow NĐ 30/2020 as the union's own rules take them over: Times New Roman,
the issuing body at the left, quốc hiệu at the right, signature block and Nơi nhận below.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from benefits.periods import day_of
from benefits.reports.filling import Cell, Report
from benefits.reports.form import RowKind

FONT = "Times New Roman"
WIDTHS = (Mm(15), Mm(95), Mm(25), Mm(30))
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def write_docx(report: Report, file: Path) -> None:
    """Write the document; number, place, date and signer are left for the officer to fill."""
    document = Document()
    _page(document)
    _letterhead(document, report)
    _title(document, report)
    _table(document, report)
    for note in report.notes:
        _line(document, note, size=11, italic=True, align=LEFT)
    _signature(document)
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


def _letterhead(document: Any, report: Report) -> None:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    _fill(
        left,
        [
            ((report.superior_name or "").upper(), False),
            (report.organization_name.upper(), True),
            ("Số:        /BC", False),
        ],
    )
    _fill(
        right,
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
            ("Độc lập – Tự do – Hạnh phúc", True),
            (f"…………, ngày …… tháng …… năm {day_of(report.as_of).year}", False),
        ],
    )


def _fill(cell: Any, lines: list[tuple[str, bool]]) -> None:
    for place, (text, is_bold) in enumerate(line for line in lines if line[0]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = CENTRE
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_bold, Pt(12)


def _title(document: Any, report: Report) -> None:
    first, last = report.period.first, report.period.last
    _line(document, "")
    _line(document, report.form.title, size=14, bold=True)
    _line(document, report.form.subtitle, bold=True)
    _line(document, report.form.caption, size=12, italic=True)
    _line(document, f"{report.period_name}: từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}", size=12)


def _line(
    document: Any,
    text: str,
    *,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(document: Any, report: Report) -> None:
    table = document.add_table(rows=1, cols=len(WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    _write_row(table.rows[0], report.form.columns, is_bold=True, aligned=(CENTRE,) * 4)
    _repeat_on_every_page(table.rows[0])
    for cell in report.cells:
        texts = (cell.row.number, cell.row.label, cell.row.unit, cell.value)
        is_bold = cell.row.kind is RowKind.HEADING or _is_chapter(cell)
        _write_row(table.add_row(), texts, is_bold=is_bold, aligned=(CENTRE, LEFT, CENTRE, CENTRE))


def _is_chapter(cell: Cell) -> bool:
    return "." not in cell.row.code


def _write_row(
    row: Any,
    texts: tuple[str, ...],
    *,
    is_bold: bool,
    aligned: tuple[WD_ALIGN_PARAGRAPH, ...],
) -> None:
    for cell, text, width, align in zip(row.cells, texts, WIDTHS, aligned, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_bold, Pt(12)


def _repeat_on_every_page(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    mark = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(mark)


def _signature(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:").bold = True
    left.add_paragraph("- Như trên;")
    left.add_paragraph("- Lưu: VT.")
    _fill(right, [("TM. BAN CHẤP HÀNH", True), ("CHỦ TỊCH", True)])
