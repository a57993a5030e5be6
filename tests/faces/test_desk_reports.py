"""Reports at the desk: chosen, read as a page, taken away as files."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy.orm import Session

from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

REPORTS = "/cong-doan/bao-cao/"
OF_MAY = f"{REPORTS}bt259-pl01/T/2026-05"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def sold(session: Session, world: World) -> Buying:
    buying = Buying(session, world)
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 20), price=3_000_000, benefit=450_500)
    buying.buys(world.lan_card, world.dawn, date(2026, 4, 21))
    return buying


def values(page: Page) -> dict[str, str]:
    return {row[1]: row[3] for row in page.rows(".form-rows tbody tr") if row[3]}


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_a_report_shows_every_row_and_what_its_figures_mean(officer: Visitor) -> None:
    page = Page(officer.get(OF_MAY))
    assert page.heading == "BÁO CÁO THÁNG"
    assert "Bản dự thảo" in page.text
    assert "từ 15/04/2026 đến hết 14/05/2026" in page.text
    found = list(values(page).values())
    assert found[:5] == ["0", "1", "2", "2", "0,466"]
    assert "chưa có xác nhận triển khai" in page.text


@pytest.mark.either_database
def test_form_unit_and_month_are_chosen_and_lead_to_an_address_of_its_own(
    officer: Visitor,
) -> None:
    page = Page(officer.get(REPORTS))
    assert page.heading == "Báo cáo của LĐLĐ tỉnh Hoa Phượng"
    chosen = page.soup.select_one("#ky option[selected]")
    assert chosen is not None
    assert chosen["value"] == "2026-04"
    asked = {"mau": "bt259-pl01", "donvi": "BAC", "ky": "2026-05"}
    answer = officer.get(REPORTS + "mo", query_string=asked)
    assert answer.status_code == 303
    report = Page(officer.get(answer.headers["Location"]))
    assert "Công đoàn phường Bắc" in report.text
    assert report.links()["← Kỳ trước"].endswith("BAC/2026-04")


@pytest.mark.either_database
def test_in_english_a_form_is_named_beside_its_official_name(officer: Visitor) -> None:
    officer.set_cookie("lang", "en")
    named = "Monthly report on the “Year for the benefit of union members”"
    option = Page(officer.get(REPORTS)).soup.select_one("#mau option")
    assert option is not None
    assert option.get_text().startswith(f"{named} (Báo cáo tháng) – Văn bản số 259")
    paper = Page(officer.get(OF_MAY))
    assert paper.heading == "BÁO CÁO THÁNG"
    assert named in paper.text


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_a_report_is_taken_away_as_the_writers_write_it(officer: Visitor) -> None:
    links = Page(officer.get(OF_MAY)).links()
    document = officer.get(links["Tải Word (.docx)"])
    assert "bt259-pl01-T-2026-05.docx" in document.headers["Content-Disposition"]
    with ZipFile(BytesIO(document.data)) as opened:
        assert "0,466" in opened.read("word/document.xml").decode()
    told = officer.get(links["Tải JSON"]).get_json()
    assert (told["organization"], told["period"], told["stage"]) == ("T", "2026-05", "draft")
    assert officer.get(links["Tải CSV"]).data.startswith(b"\xef\xbb\xbf")
    assert officer.get(links["Tải Excel (.xlsx)"]).data.startswith(b"PK")


@pytest.mark.either_database
def test_what_there_is_no_report_of_is_not_found(
    officer: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    paths = ("khac/T/2026-05", *(f"bt259-pl01/T/{each}" for each in ("2026-13", "nay", "2026")))
    for path in (*paths, "bt259-pl01/X/2026-05"):
        assert officer.get(REPORTS + path).status_code == 404
    assert officer.get(REPORTS + "tai/exe/bt259-pl01/T/2026-05").status_code == 404
    assert officer.get(REPORTS, query_string={"mau": "khac"}).status_code == 404
    north = signed_in(people.officer(world.north))
    assert north.get(OF_MAY).status_code == 404
    assert north.get(f"{REPORTS}tai/docx/bt259-pl01/T/2026-05").status_code == 404
    assert north.get(f"{REPORTS}bt259-pl01/SEN/2026-05").status_code == 200


@pytest.mark.either_database
@pytest.mark.usefixtures("sold")
def test_a_report_needs_no_more_statements_however_much_was_used(
    officer: Visitor, statements: list[str], sold: Buying, world: World
) -> None:
    officer.get(OF_MAY)
    few = len(statements)
    for day in range(15, 29):
        sold.buys(world.son_card, world.lotus, date(2026, 4, day))
    statements.clear()
    officer.get(OF_MAY)
    assert len(statements) == few
    assert few <= 30
