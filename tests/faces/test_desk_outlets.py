"""Partners and outlets at the desk: added, corrected, closed and opened again."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.partners import Outlet, Partner
from tests.counter import Counter
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

PARTNERS = "/cong-doan/doi-tac/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def acts(session: Session) -> list[str]:
    return list(session.scalars(select(Entry.act).order_by(Entry.id)))


def test_a_partner_is_added_and_leads_on_to_its_agreement(
    officer: Visitor, session: Session
) -> None:
    page = Page(officer.get(f"{PARTNERS}moi"))
    told = {"code": "HV", "name": "Nhà hàng Hương Việt", "kind": "doanh_nghiep"}
    assert Page(page.send(officer, {**told, "code": "AK"})).status == 422
    for _twice in range(2):
        answer = page.send(officer, told)
        assert answer.location.endswith("/thoa-thuan/moi?doi_tac=HV")
    assert session.scalars(select(Partner.name).where(Partner.code == "HV")).all() == [told["name"]]
    assert Page(officer.get(answer.location)).form()["partner"] == "HV"


def test_an_outlet_is_added_corrected_closed_and_opened_again(
    officer: Visitor, world: World, session: Session
) -> None:
    page = Page(officer.get(f"{PARTNERS}{world.pharmacy.id}/them-diem"))
    told = {"code": "AK3", "name": "An Khang – Trần Phú", "latitude": "21,03"}
    half = Page(page.send(officer, told))
    assert half.mistakes == ["Cần cả vĩ độ và kinh độ, hoặc để trống cả hai."]
    page = Page(page.send(officer, {**told, "longitude": "105.8"}, follow_redirects=True))
    assert page.heading == "An Khang – Trần Phú"
    outlet = session.scalars(select(Outlet).where(Outlet.code == "AK3")).one()
    assert (outlet.latitude, outlet.longitude) == (21.03, 105.8)

    moved = {"address": "12 Trần Phú", "latitude": "", "longitude": ""}
    page = Page(page.send(officer, moved, action="/sua", follow_redirects=True))
    assert "Sửa điểm ưu đãi: địa chỉ, vĩ độ, kinh độ" in page.text
    page = Page(
        page.send(officer, {"last_day": "15/05/2026"}, action="/dong", follow_redirects=True)
    )
    closed_on = select(Outlet.closed_on).where(Outlet.code == "AK3")
    assert session.scalar(closed_on) == date(2026, 5, 16)
    assert "mở đến hết ngày 15/05/2026" in page.text
    page = Page(page.send(officer, action="/mo-lai", follow_redirects=True))
    assert session.scalar(closed_on) is None
    kinds = ["outlet_added", "outlet_changed", "outlet_closed", "outlet_reopened"]
    assert [act for act in acts(session) if act.startswith("outlet_")] == kinds


@pytest.mark.parametrize("field", ["latitude", "longitude"])
@pytest.mark.parametrize(
    "pasted",
    [
        "10.21123, 105.96852",
        "10.21123,105.96852",
        "10.21123; 105.96852",
        "(10,21123; 105,96852)",
        "10,21123, 105,96852",
    ],
)
def test_a_pair_copied_from_a_map_fills_both_fields(
    field: str, pasted: str, officer: Visitor, world: World, session: Session
) -> None:
    """A browser's field for numbers would join the two into a place that nobody meant."""
    page = Page(officer.get(f"{PARTNERS}{world.pharmacy.id}/them-diem"))
    kinds = {each["type"] for each in page.soup.select("#latitude, #longitude")}
    assert kinds == {"text"}
    page.send(officer, {"code": "AK3", "name": "An Khang – Trần Phú", field: pasted})
    outlet = session.scalars(select(Outlet).where(Outlet.code == "AK3")).one()
    assert (outlet.latitude, outlet.longitude) == (10.21123, 105.96852)


def test_what_is_no_number_is_refused_in_words_and_kept(officer: Visitor, world: World) -> None:
    page = Page(officer.get(f"{PARTNERS}{world.pharmacy.id}/them-diem"))
    told = {"code": "AK3", "name": "An Khang", "latitude": "gần chợ", "longitude": "105,8"}
    refused = Page(page.send(officer, told))
    assert refused.mistakes == ["Vĩ độ từ −90 đến 90, như 21,0278."]
    assert refused.form()["latitude"] == "gần chợ"
    assert refused.form()["longitude"] == "105,8"


@pytest.mark.either_database
def test_the_pages_tell_what_was_used_and_when(
    officer: Visitor, world: World, counter: Counter
) -> None:
    counter.record(counter.printed(world.hanh_card))
    world.session.flush()
    for path in (f"{PARTNERS}{world.pharmacy.id}", f"{PARTNERS}diem/{world.outlet.id}"):
        figures = [each.get_text() for each in Page(officer.get(path)).soup.select(".figure dd")]
        assert figures == ["1", "1", "30.000\xa0₫"]
    assert "Lượt gần nhất: ngày 01/05/2026." in Page(officer.get(path)).text


@pytest.mark.either_database
def test_who_only_reads_finds_no_way_to_change(
    signed_in: SignedIn, people: People, world: World
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    path = f"{PARTNERS}diem/{world.outlet.id}"
    page = Page(lotus.get(path))
    assert "Ghi đóng cửa" not in page.text
    token = page.form("dang-xuat")["csrf_token"]
    for act in ("sua", "dong", "mo-lai"):
        assert lotus.post(f"{path}/{act}", data={"csrf_token": token}).status_code == 404
    assert lotus.get(f"{PARTNERS}{world.pharmacy.id}/them-diem").status_code == 404


def test_a_partner_s_page_needs_no_more_statements_when_it_is_longer(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    paths = (f"{PARTNERS}{world.pharmacy.id}", f"{PARTNERS}diem/{world.outlet.id}")
    few = {}
    for path in paths:
        officer.get(path)  # what a process keeps of offers is in place
        statements.clear()
        officer.get(path)
        few[path] = len(statements)
    for number in range(60):
        world.shop(f"G-{number}", world.pharmacy, f"Điểm số {number}")
        agreement = world.signed(f"{number}/TT", world.pharmacy, world.north)
        world.offered(f"G-{number}", agreement, f"Giảm thêm số {number}")
    for path in paths:
        officer.get(path)
        statements.clear()
        page = Page(officer.get(path))
        assert len(statements) == few[path] <= 40
        assert len(page.rows()) >= 60
