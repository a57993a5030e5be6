"""Who is named in a row or a sheet of a list that was not taken in does not seem to have left."""

from io import BytesIO

import openpyxl
import pytest

from benefits.desk.rosters import import_leavers
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import figures
from tests.faces.test_parts_given_back import Rows, part, seen, taken
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database
HEAD: list[str | None] = ["STT", "Họ và tên", "Ngày sinh", "Mã đoàn viên"]


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    for number, name in (("DV060", "Đỗ Thị Hòa"), ("DV061", "Đỗ Văn Vắng"), ("DV062", "Lê Còn Xa")):
        world.member(number, name, world.lotus)
    return signed_in(people.officer(world.lotus))


def sheets(**named: Rows) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in named.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


LIST: Rows = [
    HEAD,
    ["1", "Nguyễn Thị Hạnh", "", "DV001"],
    ["2", "Do Thi Hoa", "31/2/1980", ""],
    ["", "Người lập danh sách", "", ""],
    ["", "", "Trần Văn Sơn", ""],
]
OTHER: Rows = [[*HEAD, "Điện thoại", "Chức vụ"], ["1", "Lê Còn Xa", "", "", "", "Tổ trưởng"]]


def asked_about(officer: Visitor, page: Page) -> Page:
    [address] = [url for label, url in page.links().items() if "không có trong tệp" in label]
    return Page(officer.get(address))


def marked(page: Page) -> dict[str, bool]:
    choices = [each.get_text(" ") for each in page.soup.select("label.choice")]
    return {text.split("DV")[0].strip(): "có tên trong tệp" in text for text in choices}


def test_people_of_refused_rows_signatures_and_unread_sheets_are_marked(
    lotus: Visitor, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = seen(lotus, work, sheets(Một=LIST, Hai=OTHER))
    assert figures(page)["Không có trong tệp"] == "4"
    assert "3 người trong số “Không có trong tệp” có tên trong tệp" in page.text
    reasons = {row[1]: str(row[-1]) for row in part(lotus, page, "Không có trong tệp")[1:]}
    assert {name for name, why in reasons.items() if why.startswith("Có tên trong tệp")} == {
        "Đỗ Thị Hòa",
        "Lê Còn Xa",
        "Trần Văn Sơn",
    }
    asked = asked_about(lotus, taken(lotus, work, page))
    told = {"Đỗ Thị Hòa": True, "Đỗ Văn Vắng": False, "Lê Còn Xa": True, "Trần Văn Sơn": True}
    assert marked(asked) == told
    assert "Chưa đọc trang tính “Hai”" in asked.text
    monkeypatch.setattr(import_leavers, "SHOWN", 2)
    shorter = Page(lotus.get(asked.response.request.path))
    [everybody] = [url for label, url in shorter.links().items() if "Chọn tất cả" in label]
    everyone = Page(lotus.get(everybody))
    assert "1 người sẽ được ghi là đã rời" in everyone.text
    sent = everyone.send(lotus, {"number": "1", "day": "2026-04-29"}, follow_redirects=True)
    work()
    assert "Đã ghi 1 người rời." in Page(lotus.get(sent.request.path)).text
    assert set(marked(Page(lotus.get(asked.response.request.path)))) <= set(told)


def test_a_sheet_of_leavers_and_one_left_out_on_purpose_name_nobody_who_stays(
    lotus: Visitor, work: Work
) -> None:
    page = seen(lotus, work, sheets(Một=LIST[:2], **{"Đã nghỉ việc": OTHER}))
    assert "có tên trong tệp" not in page.text
    assert not any(marked(asked_about(lotus, taken(lotus, work, page))).values())
