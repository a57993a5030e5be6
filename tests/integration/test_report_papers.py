"""The monthly form on paper: what an officer opens in Word or Excel, prints and signs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from benefits import reports
from benefits.organization import Level, Organization
from benefits.reports import Report
from tests.world import World

NOW = datetime(2026, 5, 20, 17, 5, tzinfo=UTC)
TEXT_WIDTH = Mm(210 - 30 - 15)


def of(world: World, unit: Organization) -> Report:
    world.session.flush()
    return reports.prepare(world.session, "bt259-pl01", unit.code, "2026-05", as_of=NOW)


def word(report: Report, folder: Path) -> Any:
    file = folder / "bao-cao.docx"
    reports.WRITERS["docx"](report, file)
    return Document(str(file))


def excel(report: Report, folder: Path) -> Worksheet:
    file = folder / "bao-cao.xlsx"
    reports.WRITERS["xlsx"](report, file)
    sheet = load_workbook(file).active
    assert isinstance(sheet, Worksheet)
    return sheet


def lines(table: Any) -> list[str]:
    return [each.text for row in table.rows for cell in row.cells for each in cell.paragraphs]


def said(sheet: Worksheet) -> list[str]:
    return [
        each for row in sheet.iter_rows(values_only=True) for each in row if isinstance(each, str)
    ]


def test_programs_that_read_the_grid_see_the_widths_that_cells_have(
    world: World, tmp_path: Path
) -> None:
    table = word(of(world, world.north), tmp_path).tables[1]
    widths = [column.width for column in table.columns]
    assert widths == [cell.width for cell in table.rows[3].cells]
    assert sum(widths) == pytest.approx(TEXT_WIDTH, abs=1_000)
    assert widths[1] > 3 * widths[2]


def test_rows_stay_on_one_page_and_the_heading_is_on_each(world: World, tmp_path: Path) -> None:
    table = word(of(world, world.north), tmp_path).tables[1]
    marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]  # noqa: SLF001
    assert all(qn("w:cantSplit") in each for each in marks)
    assert [qn("w:tblHeader") in each for each in marks] == [True] + [False] * (len(marks) - 1)


def test_the_letterhead_names_the_superior_the_unit_and_the_country(
    world: World, tmp_path: Path
) -> None:
    report = of(world, world.lotus)
    head = word(report, tmp_path).tables[0]
    assert lines(head)[:5] == [
        "CÔNG ĐOÀN PHƯỜNG BẮC",
        "CĐCS CÔNG TY HOA SEN",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert head.columns[1].width >= Mm(93), "the country's name takes 89 mm"
    assert set(lines(head)) - {""} <= set(said(excel(report, tmp_path)))


@pytest.mark.parametrize(
    ("level", "body"),
    [
        (Level.TONG_LIEN_DOAN, "TM. ĐOÀN CHỦ TỊCH"),
        (Level.TINH, "TM. BAN THƯỜNG VỤ"),
        (Level.NGANH, "TM. BAN THƯỜNG VỤ"),
        (Level.CAP_TREN, "TM. BAN THƯỜNG VỤ"),
        (Level.CO_SO, "TM. BAN CHẤP HÀNH"),
        (Level.BO_PHAN, "TM. BAN CHẤP HÀNH"),
    ],
)
def test_who_signs_follows_from_the_level(
    world: World, tmp_path: Path, level: Level, body: str
) -> None:
    report = of(world, world.unit("X", "Đơn vị X", level, world.province))
    signing = word(report, tmp_path).tables[2]
    assert [each.text for each in signing.rows[0].cells[1].paragraphs][:2] == [body, "CHỦ TỊCH"]
    assert [each for each in said(excel(report, tmp_path)) if each in {body, "CHỦ TỊCH"}] == [
        body,
        "CHỦ TỊCH",
    ]


def test_it_goes_to_the_superior_who_is_named(world: World, tmp_path: Path) -> None:
    expected = {
        world.lotus: ["Nơi nhận:", "- Công đoàn phường Bắc;", "- Lưu: VT."],
        world.province: ["Nơi nhận:", "- Lưu: VT."],
    }
    for unit, recipients in expected.items():
        report = of(world, unit)
        left = word(report, tmp_path).tables[2].rows[0].cells[0]
        assert [each.text for each in left.paragraphs] == recipients
        assert set(recipients) <= set(said(excel(report, tmp_path)))


def test_the_paper_says_as_of_when_its_figures_are(world: World, tmp_path: Path) -> None:
    report = of(world, world.lotus)
    note = "Lập lúc 00:05 ngày 21/05/2026; lượt ghi hoặc hủy sau đó không có trong bản này."
    assert note in [each.text for each in word(report, tmp_path).paragraphs]
    assert note in said(excel(report, tmp_path))


def test_the_workbook_prints_on_a4_as_wide_as_the_page_without_the_exact_figures(
    world: World, tmp_path: Path
) -> None:
    sheet = excel(of(world, world.lotus), tmp_path)
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert sheet.page_setup.fitToWidth in {None, 1}, "one page, which files may leave unsaid"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    area, last = str(sheet.print_area).rsplit("$", 1)
    assert area == f"'{sheet.title}'!$A$1:$D"
    assert int(last) > sheet.max_row, "there is room to sign"
    heading = next(cell.row for cell in sheet["A"] if cell.value == "STT")
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.cell(heading, 5).value == "Chính xác"


def test_a_long_name_gets_a_row_that_is_high_enough(world: World, tmp_path: Path) -> None:
    name = "CĐCS Công ty Trách nhiệm hữu hạn một thành viên " + "Xuất nhập khẩu Thủy sản " * 4
    long, short = world.unit("DAI", name.strip(), Level.CO_SO, world.north), world.lotus
    heights = [
        excel(of(world, unit), tmp_path).row_dimensions[2].height or 0 for unit in (short, long)
    ]
    assert heights[1] >= 4 * heights[0]


def test_a_name_that_looks_like_a_formula_is_text(world: World, tmp_path: Path) -> None:
    unit = world.unit("X", "=1+2 CĐCS Hoa Sen", Level.CO_SO, world.north)
    named = excel(of(world, unit), tmp_path)["A2"]
    assert (named.value, named.data_type) == ("=1+2 CĐCS HOA SEN", "s")
