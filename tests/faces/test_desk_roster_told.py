"""How a list is told of at the desk: its sheets, its rows of nobody, its cells to correct."""

from io import BytesIO

import pytest
import xlsxwriter

from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import IMPORTS, ROSTER, again, figures, upload
from tests.faces.test_desk_rosters import part
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def test_a_line_of_a_second_sheet_is_named_by_its_sheet(lotus: Visitor, work: Work) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, phone in (("Tổ cắt", "0912345678"), ("Tổ may", "12345")):
            rows = [["Họ và tên", "Ngày sinh", "Điện thoại"], ["Phạm Thị Mười", "2/3/1990", phone]]
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            sheet.write_row(2, 0, ["Phạm Thị Mười", "2/3/1990"])
    page = upload(lotus, out.getvalue(), "danh sách.xlsx")
    work()
    rows = again(lotus, page).rows()
    assert ["Tổ may, dòng 2", "Điện thoại"] in [row[:2] for row in rows]
    reasons = {row[0]: row[3] for row in rows if "Tổ" in row[0] and "đã có" in row[3]}
    assert "dòng 2 (trang tính Tổ cắt) của tệp" in reasons["Tổ cắt, dòng 3"]
    assert "2097" not in again(lotus, page).text


def test_rows_of_nobody_are_not_said_to_be_taken_and_come_as_a_part(
    lotus: Visitor, work: Work
) -> None:
    titled = "Danh sách đoàn viên\n" + ROSTER + ",Tổ may hai\n,Tổng cộng\n\n"
    page = upload(lotus, titled)
    work()
    page = again(lotus, page)
    tables = {
        caption.get_text(): each
        for each in page.soup.select("table")
        if (caption := each.caption) is not None
    }
    taken = [table for caption, table in tables.items() if "Đã nhận" in caption]
    assert not [table for table in taken if "Tổ may hai" in table.get_text()]
    [passed] = [table for caption, table in tables.items() if "Dòng không đọc" in caption]
    assert "Tổ may hai" in passed.get_text()
    assert "Danh sách đoàn viên" in passed.get_text()
    rows = part(lotus, page, "Không đọc (2)")
    assert [row[1] for row in rows[-2:]] == ["Tổ may hai", "Tổng cộng"]


def test_what_was_pasted_is_split_into_cells_corrected_and_imported(
    lotus: Visitor, work: Work
) -> None:
    rows = 'Họ và tên\tĐiện thoại\r\nPhạm Thị Mười\t12345\r\n\r\nLê "Bé" Hai\t"0912\n345"\r\n'
    page = Page(lotus.get(f"{IMPORTS}dan/"))
    split = Page(page.send(lotus, {"rows": rows, "xem": "o"}, action="nhap/dan"))
    cells = [str(cell["value"]) for cell in split.soup.select("[name=o]")]
    assert cells[:4] == ["Họ và tên", "Điện thoại", "Phạm Thị Mười", "12345"]
    assert cells[4:] == ["", "", 'Lê "Bé" Hai', "0912 / 345"]
    cells[3], cells[7] = "0912345678", ""
    asked = {**split.form("nhap/dan"), "o": cells}
    shown = Page(lotus.post(f"{IMPORTS}dan/", data={**asked, "xem": "1"}))
    assert [cell["value"] for cell in shown.soup.select("[name=o]")] == cells
    asked.pop("xem", None)
    told = Page(lotus.post(f"{IMPORTS}dan/", data=asked, follow_redirects=True))
    work()
    assert figures(again(lotus, told))["Sẽ thêm"] == "2"
    blank = Page(page.send(lotus, {"rows": "", "xem": "o"}, action="nhap/dan"))
    assert [cell["value"] for cell in blank.soup.select("[name=o]")][:2] == [
        "Họ và tên",
        "Ngày sinh",
    ]
    long = page.send(lotus, {"rows": "Lê An\n" * 101, "xem": "o"}, action="nhap/dan")
    assert long.status_code == 422


def test_a_column_written_month_first_is_told_and_so_is_each_day_read_so(
    lotus: Visitor, work: Work
) -> None:
    page = upload(lotus, "Họ và tên,Ngày sinh\nPhạm Thị Mười,07/25/1990\nĐỗ Văn Tám,5/7/1988\n")
    work()
    page = again(lotus, page)
    assert figures(page)["Nên xem lại"] == "2"
    assert "tháng đứng trước ngày" in page.text
    told = {row[0]: row[3] for row in page.rows() if len(row) > 3}
    assert told["Dòng 3"].endswith("5/7/1988 được đọc là 07/05/1988.")
