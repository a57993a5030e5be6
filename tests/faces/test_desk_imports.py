"""Files taken in at the desk: kept, rehearsed, looked at, and only then imported."""

from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.members import Member, Membership
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

IMPORTS = "/cong-doan/nhap/"
ROSTER = """STT,Họ và tên,Ngày sinh,Điện thoại,Mã đoàn viên
1,Phạm Thị Mười,12/03/1990,0912345678,
2,Đỗ Văn Tám,30/2/1988,0912345679,
3,Nguyễn Thị Hạnh,,,DV001
"""


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def upload(
    client: Visitor, content: bytes | str, name: str = "danh sách.csv", **fields: str
) -> Page:
    page = Page(client.get(IMPORTS))
    text = content.encode() if isinstance(content, str) else content
    sent = page.send(client, {**fields, "file": (BytesIO(text), name)}, follow_redirects=True)
    return Page(sent)


def again(client: Visitor, page: Page) -> Page:
    return Page(client.get(page.response.request.path))


def figures(page: Page) -> dict[str, str]:
    boxes = page.soup.select(".figures .figure")
    return {box.dt.get_text(): box.dd.get_text() for box in boxes if box.dt and box.dd}


@pytest.mark.either_database
def test_a_roster_is_rehearsed_looked_at_and_then_imported(
    lotus: Visitor, work: Work, session: Session, world: World
) -> None:
    page = upload(lotus, ROSTER)
    assert page.heading == "Xem trước tệp"
    assert page.soup.select_one("meta[http-equiv=refresh]")
    work()
    page = again(lotus, page)
    assert not page.soup.select_one("meta[http-equiv=refresh]")
    told = {"Sẽ thêm": "1", "Sẽ sửa": "0", "Không đổi": "1", "Không nhận": "1"}
    assert figures(page) == told | {"Không có trong tệp": "1"}
    assert ["Dòng 3", "Ngày sinh", "30/2/1988"] in [row[:3] for row in page.rows()]
    assert page.soup.select_one("select[name=cot-0-1] option[value=full_name][selected]")
    assert session.scalar(select(Member).where(Member.full_name == "Phạm Thị Mười")) is None

    page = Page(page.send(lotus, action="/nhap/", follow_redirects=True))
    assert page.heading == "Nhập tệp"
    work()
    page = again(lotus, page)
    assert figures(page)["Đã thêm"] == "1"
    added = session.scalars(select(Member).where(Member.full_name == "Phạm Thị Mười")).one()
    span = session.scalars(select(Membership).where(Membership.member_id == added.id)).one()
    assert span.organization_id == world.lotus.id
    acts = set(session.scalars(select(Entry.act)))
    assert {"rehearse_members", "import_members"} <= acts


@pytest.mark.either_database
def test_a_workbook_with_titles_and_its_headings_in_another_order(
    lotus: Visitor, work: Work
) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("DS 2026")
    sheet.write_row(0, 0, ["DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN CƠ SỞ"])
    sheet.write_row(2, 0, ["Số điện thoại", "Họ tên", "Giới tính"])
    sheet.write_row(3, 0, ["0987654321", "Võ Thị Ngọc Trâm Anh", "Nữ"])
    book.close()
    page = upload(lotus, out.getvalue(), "ds.xlsx")
    work()
    page = again(lotus, page)
    assert figures(page)["Sẽ thêm"] == "1"
    assert figures(page)["Không nhận"] == "0"
    assert figures(page)["Tiêu đề, dòng tổng"] == "1"
    assert "Trang tính DS 2026" in page.text


def test_nobody_reaches_other_units_through_a_file(
    lotus: Visitor, work: Work, session: Session, world: World
) -> None:
    page = upload(
        lotus,
        "member_no,full_name,organization_code\n"
        "DV003,Lê Thị Ngọc Lan Mới,\n"
        "X1,Người Lạ,BM\n"
        "X2,Người Nhà,SEN\n",
    )
    work()
    page = again(lotus, page)
    reasons = " ".join(page.text.split())
    assert figures(page)["Không nhận"] == "2"
    assert "đang thuộc một đơn vị khác" in reasons
    assert "không thuộc phạm vi" in reasons
    page = Page(page.send(lotus, action="/nhap/", follow_redirects=True))
    work()
    assert session.get_one(Member, world.lan.id).full_name == "Lê Thị Ngọc Lan"
    numbers = set(session.scalars(select(Member.member_no)))
    assert "X2" in numbers
    assert "X1" not in numbers


def test_the_superior_of_both_may_transfer(
    signed_in: SignedIn, people: People, world: World, work: Work, session: Session
) -> None:
    officer = signed_in(people.officer(world.province))
    page = upload(officer, "member_no,organization_code\nDV003,SEN\n")
    work()
    Page(again(officer, page).send(officer, action="/nhap/", follow_redirects=True))
    work()
    spans = session.scalars(
        select(Membership)
        .where(Membership.member_id == world.lan.id)
        .order_by(Membership.valid_from)
    ).all()
    assert [span.organization_id for span in spans] == [world.dawn.id, world.lotus.id]


def test_only_the_top_imports_what_holds_for_the_whole_union(
    lotus: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
) -> None:
    assert upload(lotus, "code,name\nX,Y\n", kind="partners").status == 422
    officer = signed_in(people.officer(world.province))
    page = upload(officer, "code,name,kind\nVL,Siêu thị Vĩnh Long,doanh_nghiep\n", kind="partners")
    work()
    page = Page(again(officer, page).send(officer, action="/nhap/", follow_redirects=True))
    work()
    assert figures(again(officer, page))["Đã thêm"] == "1"


@pytest.mark.either_database
def test_a_file_nobody_can_read_says_why_and_another_is_asked_for(
    lotus: Visitor, work: Work
) -> None:
    page = upload(lotus, b"\x89PNG not a list", "anh.png")
    work()
    page = again(lotus, page)
    assert "Chưa làm được" in page.mistakes[0]
    assert not page.soup.select("form[action$=chay-lai]")  # the same file fails the same way
    assert page.links()["Chọn tệp khác"] == IMPORTS


@pytest.mark.either_database
def test_without_a_file_the_form_comes_back(lotus: Visitor) -> None:
    page = Page(lotus.get(IMPORTS))
    answer = Page(page.send(lotus, {}))
    assert answer.status == 422
    assert "Hãy chọn một tệp." in answer.mistakes


@pytest.mark.either_database
def test_work_is_seen_from_the_unit_that_began_it_and_above(
    lotus: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
) -> None:
    path = upload(lotus, ROSTER).response.request.path
    work()
    for unit, status in ((world.north, 200), (world.lotus, 200), (world.south, 404)):
        client = signed_in(people.officer(unit))
        assert client.get(path).status_code == status
        assert client.get(f"{path}/tep", buffered=True).status_code == status
    by_above = upload(signed_in(people.officer(world.north)), ROSTER).response.request.path
    assert lotus.get(by_above).status_code == 404
