"""The figures page: what an officer sees, narrows down, and takes away as a file."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

FIGURES = "/cong-doan/so-lieu/"
APRIL, EARLY_MAY = date(2026, 4, 10), date(2026, 4, 20)


@pytest.fixture
def buying(session: Session, world: World) -> Buying:
    return Buying(session, world)


@pytest.fixture
def sold(buying: Buying, world: World) -> Buying:
    """In the month that began on 15 April: Hạnh twice, Lan once; Sơn the month before."""
    buying.buys(world.hanh_card, world.lotus, EARLY_MAY)
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 21), price=200_000, benefit=30_000)
    buying.buys(world.lan_card, world.dawn, EARLY_MAY, subsidy=5_000)
    buying.buys(world.son_card, world.lotus, APRIL)
    return buying


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def opened(client: Visitor, **query: str) -> Page:
    return Page(client.get(FIGURES, query_string=query))


def three(page: Page) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page.soup.select(".figures.three dd")]


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_the_page_opens_on_the_own_unit_and_the_reporting_month_of_today(officer: Visitor) -> None:
    page = opened(officer)
    assert page.heading == "LĐLĐ tỉnh Hoa Phượng"
    assert "Tháng 5/2026 , từ 15/04/2026 đến hết 14/05/2026" in page.text
    assert three(page) == ["2", "3", "60.000\u00a0₫ 0,06 triệu đồng"]
    assert page.rows() == [
        ["Công đoàn phường Bắc", "1", "2", "45.000", "0", "255.000"],
        ["Công đoàn phường Nam", "1", "1", "15.000", "5.000", "85.000"],
    ]
    assert page.rows("tfoot tr") == [["Cả đơn vị", "2", "3", "60.000", "5.000", "340.000"]]
    assert "Số liệu tính đến 01/05/2026 10:00. Lượt còn nằm ở điểm ưu đãi" in page.text
    assert "kể cả người lao động và thân nhân; báo cáo theo mẫu không tính thân nhân" in page.text


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_a_row_leads_down_to_the_unit_and_keeps_the_period(officer: Visitor) -> None:
    page = opened(officer, ky="2026-04")
    below = Page(officer.get(page.links()["Công đoàn phường Bắc"]))
    assert below.heading == "Công đoàn phường Bắc"
    assert "Tháng 4/2026" in below.text
    assert three(below)[:2] == ["1", "1"]
    assert below.links()["LĐLĐ tỉnh Hoa Phượng"].startswith(FIGURES)


PERIODS: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"ky": "2026-05"}, ["2", "3"]),
    ({"ky": "2026-04", "moc": "1"}, ["3", "4"]),
    ({"ky": "2026-Q2"}, ["3", "4"]),
    ({"ky": "2026-H2"}, ["0", "0"]),
    ({"ky": "2026"}, ["3", "4"]),
    ({"ky": "2019-03"}, ["0", "0"]),
    ({"ky": "ngay", "tu": "2026-04-21", "den": "2026-04-21"}, ["1", "1"]),
    ({"tu": "10/04/2026", "den": "20/04/2026"}, ["3", "3"]),
)


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_any_period_may_be_asked_for(officer: Visitor) -> None:
    for query, people_and_uses in PERIODS:
        assert three(opened(officer, **query))[:2] == people_and_uses, query


PARTS = (
    ("month", ["Tháng 3/2026", "0", "0", "0", "0", "0"]),
    ("partner", ["Nhà thuốc An Khang", "3", "4", "75.000", "5.000", "425.000"]),
    ("category", ["Đối tác ký thỏa thuận", "3", "4", "75.000", "5.000", "425.000"]),
    (
        "agreement",
        ["01/TT-LĐLĐ – Nhà thuốc An Khang", "3", "4", "75.000", "5.000", "425.000"],
    ),
    ("organization", ["LĐLĐ tỉnh Hoa Phượng", "3", "4", "75.000", "5.000", "425.000"]),
)


@pytest.mark.usefixtures("sold")
def test_figures_are_cut_by_what_the_officer_chooses(officer: Visitor) -> None:
    for part, first in PARTS:
        page = opened(officer, tu="2026-03-01", den="2026-05-01", chia=part)
        assert page.rows()[0] == first, part


def test_people_of_two_units_are_explained(officer: Visitor, sold: Buying, world: World) -> None:
    sold.buys(world.hanh_card, world.dawn, date(2026, 4, 25))
    page = opened(officer)
    assert "1 người dùng ở hai đơn vị trở lên" in page.text
    assert "được 3 người, cả đơn vị là 2 người" in page.text


@pytest.mark.either_database
def test_nothing_used_says_so(officer: Visitor) -> None:
    page = opened(officer)
    assert three(page)[:2] == ["0", "0"]
    assert "Chưa có lượt sử dụng nào" in page.text


UNCLEAR: tuple[tuple[dict[str, str], str], ...] = (
    ({"ky": "ngay"}, "Cần ghi cả ngày đầu và ngày cuối."),
    ({"ky": "ngay", "tu": "2026-05-01"}, "Cần ghi cả ngày đầu và ngày cuối."),
    ({"tu": "2026-05-02", "den": "2026-05-01"}, "Ngày cuối phải từ ngày đầu trở đi."),
    (
        {"tu": "1926-05-01", "den": "2026-05-31", "chia": "month"},
        "Khoảng ngày không được dài quá 20 năm. Hãy xem lại năm đã ghi.",
    ),
    ({"ky": "hôm nay"}, "Hãy chọn một mục trong danh sách."),
    ({"chia": "màu"}, "Hãy chọn một mục trong danh sách."),
)


@pytest.mark.either_database
def test_a_period_nobody_understands_is_asked_again(officer: Visitor) -> None:
    for query, said in UNCLEAR:
        page = opened(officer, **query)
        assert page.status == 422
        assert said in page.mistakes, query


def test_units_are_found_by_any_word_without_marks(officer: Visitor) -> None:
    page = opened(officer, tim_don_vi="binh cong", ky="2026-Q1")
    [name] = [link for link in page.links() if "Bình Minh" in link]
    found = Page(officer.get(page.links()[name]))
    assert found.heading == "CĐCS Công ty Bình Minh"
    assert "Quý I/2026" in found.text
    assert "Không có đơn vị nào khớp" in opened(officer, tim_don_vi="zzz").text


@pytest.mark.usefixtures("sold")
def test_nobody_looks_beyond_the_own_sub_tree(
    signed_in: SignedIn, people: People, world: World
) -> None:
    north = signed_in(people.officer(world.north))
    assert three(opened(north))[:2] == ["1", "2"]
    for stranger in ("T", "NAM", "BM", "không có"):
        for path in (FIGURES, FIGURES + "so-lieu.csv", FIGURES + "so-lieu.xlsx"):
            assert north.get(path, query_string={"donvi": stranger}).status_code == 404
    assert "Bình Minh" not in opened(north, tim_don_vi="bình minh").text.replace("“bình minh”", "")


@pytest.mark.either_database
def test_parameters_cannot_bend_the_links_of_the_page(officer: Visitor) -> None:
    page = opened(officer, _scheme="javascript", _external="1", endpoint="x", _anchor="y")
    assert all(link.startswith(("/", "#")) for link in page.links().values())


@pytest.mark.usefixtures("sold")
def test_files_hold_what_is_on_screen_and_say_what_it_is(officer: Visitor) -> None:
    page = opened(officer, ky="2026-05", cay="now")
    shown = [[cell.replace(".", "") for cell in row] for row in page.rows()]
    links = page.links()
    for rows in (
        csv_rows(officer, links["Xuất CSV"]),
        xlsx_rows(officer, links["Xuất Excel"]),
    ):
        facts = {row[0]: row[1] for row in rows[:6]}
        assert facts["Đơn vị"] == "LĐLĐ tỉnh Hoa Phượng (T)"
        assert facts["Kỳ"] == "Tháng 5/2026, từ 15/04/2026 đến hết 14/05/2026"
        assert facts["Cách đọc cây tổ chức"] == "theo cây hiện nay"
        assert "UTC+7" in facts["Số liệu tính đến"]
        assert [row[1:7] for row in rows[8:-1]] == shown
        assert rows[-1][1:4] == ["Cả đơn vị: LĐLĐ tỉnh Hoa Phượng", "2", "3"]


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_a_name_that_looks_like_a_formula_stays_a_name(
    officer: Visitor, world: World, session: Session
) -> None:
    world.pharmacy.name = "=HYPERLINK(1)"
    session.flush()
    answer = officer.get(FIGURES + "so-lieu.csv", query_string={"chia": "partner"})
    assert ",'=HYPERLINK(1)," in answer.data.decode()


def csv_rows(client: Visitor, url: str) -> list[list[str]]:
    answer = client.get(url)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "so-lieu-T-2026-04-15-2026-05-14.csv" in answer.headers["Content-Disposition"]
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))


def xlsx_rows(client: Visitor, url: str) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(url).data))
    rows = book.get_sheet_by_index(0).to_python()
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


@pytest.fixture
def more_units(world: World) -> None:
    for number in range(130):
        world.unit(f"CS{number:03}", f"CĐCS Công ty số {number}", world.lotus.level, world.north)


@pytest.mark.usefixtures("sold")
def test_many_units_need_no_more_statements_and_stand_on_pages(
    officer: Visitor, statements: list[str], request: pytest.FixtureRequest
) -> None:
    officer.get(FIGURES, query_string={"chia": "organization"})
    few = len(statements)
    request.getfixturevalue("more_units")
    statements.clear()
    page = opened(officer, chia="organization")
    assert len(statements) == few
    assert few <= 40
    assert len(page.rows()) == 100
    rest = Page(officer.get(page.links()["Sau"]))
    assert len(rest.rows()) == 35
