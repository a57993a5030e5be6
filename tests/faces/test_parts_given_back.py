"""Parts of a list brought back: each row still says its unit, and nobody is moved by a silence."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.members import Member, Membership
from benefits.organization import Organization
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, figures, upload
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database
Rows = list[list[str | None]]


@pytest.fixture
def province(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def book(*rows: Sequence[str | None], merged: str = "") -> bytes:
    made = openpyxl.Workbook()
    [sheet] = made.worksheets
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def seen(officer: Visitor, work: Work, content: bytes) -> Page:
    page = upload(officer, content, "danh sách.xlsx")
    work()
    return again(officer, page)


def taken(officer: Visitor, work: Work, page: Page) -> Page:
    page = Page(page.send(officer, action="/nhap/", follow_redirects=True))
    work()
    return again(officer, page)


def part(officer: Visitor, page: Page, label: str) -> Rows:
    [address] = [url for name, url in page.links().items() if name.startswith(label)]
    [sheet] = openpyxl.load_workbook(BytesIO(officer.get(address).get_data())).worksheets
    rows = sheet.iter_rows(values_only=True)
    return [[None if cell is None else str(cell) for cell in row] for row in rows]


def places(session: Session) -> dict[str, list[str]]:
    """Say of everybody since when they have been where, and until when."""
    session.expire_all()
    found = session.execute(
        select(Member.full_name, Organization.code, Membership)
        .join(Membership, Membership.member_id == Member.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .order_by(Membership.valid_from)
    )
    told: dict[str, list[str]] = {}
    for name, code, span in found:
        told.setdefault(name, []).append(f"{code} {span.valid_from}–{span.valid_until or ''}")
    return told


HEAD: list[str | None] = ["STT", "Họ và tên", "Ngày sinh", "Mã đoàn viên"]


def test_who_is_not_in_a_file_stays_in_their_unit_when_the_list_of_them_comes_back(
    province: Visitor, work: Work, session: Session
) -> None:
    was = places(session)
    page = seen(province, work, book(HEAD, ["I", "CĐCS Công ty Hoa Sen"], ["1", "Lê Mới", "1980"]))
    absent = part(province, page, "Không có trong tệp")
    assert {row[3] for row in absent[1:]} == {"SEN"}
    page = seen(province, work, book(*absent))
    assert (figures(page)["Sẽ sửa"], figures(page)["Không đổi"]) == ("0", "2")
    assert "Nên xem lại" not in figures(page)
    absent[1][5] = "30/4/2026"
    taken(province, work, seen(province, work, book(*absent)))
    assert places(session)[str(absent[1][1])] == ["SEN 2020-01-01–2026-04-30"]
    without = [[*row[:3], row[4], row[6]] for row in absent]
    page = taken(province, work, seen(province, work, book(*without)))
    assert figures(page)["Nên xem lại"] == "2"
    assert "ở nguyên đơn vị đang có" in page.text
    assert places(session)[str(absent[2][1])] == was[str(absent[2][1])]


def test_a_part_says_the_unit_that_a_title_named_and_rows_come_back_into_it(
    province: Visitor, work: Work, session: Session
) -> None:
    told = book(
        HEAD,
        ["I", "CĐCS Công ty Hoa Sen"],
        ["1", "Lê Thị Sai Ngày", "31/2/1981"],
        ["", "Tổ may 1"],
        ["2", "Lê Thị Sai Nữa", "31/2/1982"],
        ["II", "CĐCS Công ty Bình Minh"],
        ["3", "Lê Thị Ngọc Lan", "31/2/1983", "DV003"],
    )
    page = seen(province, work, told)
    refused = part(province, page, "Không nhận")
    assert refused[0][-3:] == ["Lỗi", "Dòng gốc", "Mã đơn vị"]
    assert [row[-1] for row in refused[1:]] == ["SEN", "SEN", "BM"]
    mended = [[str(cell or "").replace("31/2", "28/2") for cell in row] for row in refused]
    page = seen(province, work, book(*mended))
    assert "Có nội dung nhưng không được đọc" not in page.text
    page = taken(province, work, page)
    assert (figures(page)["Đã thêm"], figures(page)["Đã sửa"]) == ("2", "1")
    now = places(session)
    assert [now[name][0][:3] for name in ("Lê Thị Sai Ngày", "Lê Thị Sai Nữa")] == ["SEN", "SEN"]
    assert now["Lê Thị Ngọc Lan"] == ["BM 2020-01-01–"]
    titles = part(province, seen(province, work, told), "Không đọc")
    assert {row[-1] for row in titles[1:]} == {None}


def test_rows_below_another_heading_come_back_below_it(
    province: Visitor, work: Work, session: Session
) -> None:
    """There a birthday and the day of joining would change places."""
    told = book(
        ["Họ và tên", "Ngày sinh", "Ngày vào công đoàn", "Đơn vị"],
        ["Lê Thị Sai Ngày", "31/2/1981", "3/1/2011", "CĐCS Công ty Hoa Sen"],
        ["Họ và tên", "Ngày vào công đoàn", "Ngày sinh", "Mã đơn vị"],
        ["Lê Thị Sai Nữa", "3/1/2012", "31/2/1982", "BM"],
        ["Lê Thị Đúng Rồi", "3/1/2012", "3/2/1982", "BM"],
    )
    refused = part(province, seen(province, work, told), "Không nhận")
    heads, people = [row[0] for row in refused[::2]], [row[0] for row in refused[1::2]]
    assert (heads, people) == (["Họ và tên"] * 2, ["Lê Thị Sai Ngày", "Lê Thị Sai Nữa"])
    mended = [[str(cell or "").replace("31/2", "28/2") for cell in row] for row in refused]
    taken(province, work, seen(province, work, book(*mended)))
    born = {each.full_name: each.birth for each in session.scalars(select(Member))}
    assert [born[str(name)] for name in people] == ["1981-02-28", "1982-02-28"]
    assert [places(session)[str(name)][0].split()[0] for name in people] == ["SEN", "BM"]


def test_a_code_merged_over_people_stands_in_each_of_their_rows(
    province: Visitor, work: Work
) -> None:
    head: list[str | None] = ["STT", "Họ và tên", "Ngày sinh", "Mã đơn vị"]
    rows: Rows = [["1", "Lê Một", "1980", "SEN"], ["2", "Lê Hai", "31/2/1981", None]]
    page = seen(province, work, book(head, *rows, merged="D2:D3"))
    refused = part(province, page, "Không nhận")
    assert refused[0] == [*head, "Lỗi", "Dòng gốc"]
    assert refused[1][3] == "SEN"


def test_somebody_new_whose_unit_a_part_has_lost_is_refused_and_who_is_known_stays(
    province: Visitor, work: Work, session: Session
) -> None:
    was = places(session)
    rows: Rows = [
        [*HEAD, "Lỗi", "Dòng gốc"],
        ["1", "Lê Không Rõ", "1/1/1980", None, None, "3"],
        ["2", "Lê Thị Ngọc Lan", "1/1/1980", "DV003", None, "4"],
    ]
    page = seen(province, work, book(*rows))
    assert (figures(page)["Sẽ sửa"], figures(page)["Không nhận"]) == ("1", "1")
    assert "chưa ghi đơn vị" in page.text
    taken(province, work, page)
    assert places(session) == was


def test_a_first_day_told_with_another_unit_is_a_correction_that_is_told(
    province: Visitor, work: Work, session: Session
) -> None:
    head: list[str | None] = ["Họ và tên", "Mã đoàn viên", "Mã đơn vị", "Từ ngày"]
    rows: Rows = [["Lê Thị Ngọc Lan", "DV003", "SEN", "1/1/2020"]]
    page = taken(province, work, seen(province, work, book(head, *rows)))
    assert "được ghi lại thành đơn vị khác" in page.text
    assert places(session)["Lê Thị Ngọc Lan"] == ["SEN 2020-01-01–"]
