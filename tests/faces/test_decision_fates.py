"""The page of a decision says whether it still holds, and leads to how it is taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.members import Membership
from tests.faces.conftest import SignedIn
from tests.faces.deciding import UNIT, confirm, look
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database

BACK = ["people", "officers", "agreements"]


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def test_a_replaced_plan_says_by_what_and_comes_back_with_the_withdrawal(
    officer: Visitor,
) -> None:
    merging = look(officer, "sap-nhap", "SEN", day="2026-12-20", into="BM")
    plan = confirm(officer, merging, number="81/QĐ")
    closing = look(officer, "giai-the", "SEN", day="2026-12-10")
    assert "Quyết định 81/QĐ đã ghi cho SEN từ ngày 20/12/2026 sẽ không còn" in closing.text
    over = confirm(officer, closing, number="82/QĐ")
    assert "thay cho quyết định 81/QĐ" in over.text
    plan = Page(officer.get(plan.response.request.path))
    assert "không còn hiệu lực, đã được thay bằng quyết định 82/QĐ" in plan.text
    assert "Rút lại" not in plan.text
    assert "đã thay bằng 82/QĐ" in Page(officer.get(f"{UNIT}SEN")).text
    page = Page(officer.get(over.links()["Rút lại quyết định"]))
    seen = Page(page.send(officer, {"lam": "xem"}, action="tai-lap"))
    assert "Quyết định 81/QĐ cho SEN từ ngày 20/12/2026" in seen.text
    confirm(officer, seen, number="83/QĐ", takes_back=BACK)
    assert "đã rút lại bằng quyết định 83/QĐ" in Page(officer.get(over.response.request.path)).text
    unit = Page(officer.get(f"{UNIT}SEN"))
    assert "đã rút lại (83/QĐ)" in unit.text
    newest = next(each for each in unit.soup.select("main a") if each.get_text() == "81/QĐ")
    again = Page(officer.get(newest["href"]))
    assert "Rút lại quyết định" in again.links()


def test_a_merger_in_force_leads_to_the_day_on_which_it_is_undone(
    officer: Visitor, world: World, session: Session
) -> None:
    record = confirm(officer, look(officer, "sap-nhap", "SEN", day="2026-04-01", into="BM"))
    links = {name.split(" :")[0]: address for name, address in record.links().items()}
    assert "Lập lại từ ngày khác" in links
    page = Page(officer.get(links["Hủy việc đóng"]))
    assert page.form("tai-lap")["day"] == "2026-04-01"
    seen = Page(page.send(officer, {"lam": "xem"}, action="tai-lap"))
    confirm(officer, seen, number="126/QĐ", takes_back=BACK)
    session.expire_all()
    [span] = session.scalars(select(Membership).where(Membership.member_id == world.hanh.id))
    assert (span.organization_id, span.valid_until) == (world.lotus.id, None)
    record = Page(officer.get(record.response.request.path))
    assert "Hủy việc đóng" not in record.text
    assert "đã rút lại bằng quyết định 126/QĐ" in record.text


def test_who_does_not_look_after_the_closed_unit_is_told_who_does(
    officer: Visitor, world: World, people: People, signed_in: SignedIn
) -> None:
    record = confirm(officer, look(officer, "sap-nhap", "SEN", day="2026-04-01", into="BM"))
    theirs = signed_in(people.officer(world.dawn, "Đỗ Thị Chủ tịch"))
    page = Page(theirs.get(record.response.request.path))
    assert page.status == 200
    assert "Hủy việc đóng" not in " ".join(page.links())
    assert "Chỉ công đoàn cấp trên của đơn vị đã đóng" in page.text


def test_all_that_one_decision_closed_is_taken_back_by_one(
    officer: Visitor, world: World, session: Session
) -> None:
    closing = look(officer, "giai-the", "SEN", units="SEN\nBM", day="2026-04-20")
    record = confirm(officer, closing)
    page = Page(officer.get(record.links()["Rút lại cho cả 2 đơn vị cùng lúc"]))
    ticked = [each["value"] for each in page.soup.select("input[name=units]")]
    assert ticked == ["BM", "SEN"]
    assert page.form("tai-lap")["day"] == "2026-04-20"
    none = Page(page.send(officer, {"lam": "xem", "units": []}, action="tai-lap"))
    assert none.mistakes == ["Hãy chọn ít nhất một đơn vị."]
    one = Page(page.send(officer, {"lam": "xem", "units": ["SEN"]}, action="tai-lap"))
    assert [row[1] for row in one.rows()] == ["SEN"]
    seen = Page(page.send(officer, {"lam": "xem", "units": ticked}, action="tai-lap"))
    assert [row[1] for row in seen.rows()] == ["BM", "SEN"]
    done = confirm(officer, seen, number="126/QĐ", takes_back=BACK)
    assert done.heading == "Quyết định 126/QĐ"
    session.expire_all()
    spans = session.scalars(select(Membership).order_by(Membership.member_id)).all()
    assert {each.valid_until for each in spans} == {None}
    assert {each.organization_id for each in spans} == {world.lotus.id, world.dawn.id}
    again = Page(officer.get(record.response.request.path))
    assert "Rút lại cho cả 2 đơn vị cùng lúc" not in again.links()
