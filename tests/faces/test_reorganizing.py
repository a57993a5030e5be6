"""Decisions about units at the desk: written down, looked at beforehand, carried out once, kept."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.members import Membership
from benefits.organization import Level
from benefits.reorganizations import Reorganization
from tests.faces.conftest import SignedIn
from tests.faces.deciding import HERE, PAPER, PART, UNIT, confirm, figures, look, records
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

KEPT = "/cong-doan/quyet-dinh/"
TODAY = "2026-05-01"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def test_a_unit_is_dissolved_after_a_look_and_its_record_stays(
    officer: Visitor, world: World, people: People, session: Session
) -> None:
    people.officer(world.dawn, "Đỗ Thị Chủ tịch")
    page = Page(officer.get(f"{UNIT}BM"))
    page = Page(officer.get(page.links()["Sắp xếp tổ chức"]))
    seen = look(officer, "giai-the", "BM")
    told = figures(seen)
    assert (told["Người thôi thuộc đơn vị"], told["Thẻ ngừng dùng được"]) == ("1", "1")
    assert "Đỗ Thị Chủ tịch" in seen.text
    assert records(session) == 0
    scan = (BytesIO(b"%PDF-1.7 quyet dinh"), "QĐ 125.pdf")
    record = confirm(officer, seen, scan=scan)
    assert record.heading == "Quyết định 125/QĐ-LĐLĐ"
    assert "CĐCS Công ty Bình Minh" in record.text
    assert officer.get(record.links()["QĐ 125.pdf"], buffered=True).data.startswith(b"%PDF-1.7")
    session.expire_all()
    left = session.scalars(select(Membership).where(Membership.member_id == world.lan.id)).one()
    assert left.valid_until == date(2026, 5, 1)
    unit = Page(officer.get(f"{UNIT}BM"))
    assert "Đã đóng" in unit.text
    assert Page(officer.get(unit.links()["125/QĐ-LĐLĐ"])).heading == record.heading
    assert [row[:2] for row in Page(officer.get(KEPT)).rows()] == [["125/QĐ-LĐLĐ", "Giải thể"]]


@pytest.mark.either_database
def test_many_units_are_ticked_pasted_or_all_taken_and_nothing_typed_is_lost(
    officer: Visitor, world: World, session: Session
) -> None:
    codes = [f"NH{number:02}" for number in range(70)]
    for code in codes:
        world.unit(code, f"CĐCS Nhỏ {code}", Level.CO_SO, world.south)
    page = Page(officer.get(HERE + "giai-the", query_string={"donvi": "SEN"}))
    typed = {"day": "2026-06-01", "codes": "NH00\nNH01, KHONG", "tim": "nho nh", "lam": "tim"}
    page = Page(page.send(officer, typed, action="giai-the"))
    assert "Đã chọn 3 đơn vị" in page.text
    assert "Tìm thấy 68 đơn vị" in page.text
    assert page.form("giai-the")["day"] == "2026-06-01"
    assert page.form("giai-the")["codes"].split() == ["KHONG"]
    assert any("Không có các mã này" in each for each in page.mistakes)
    page = Page(
        page.send(officer, {"units": codes[:2], "codes": "", "lam": "tat_ca"}, action="giai-the")
    )
    assert "Đã chọn 70 đơn vị" in page.text
    seen = Page(page.send(officer, {"units": codes, "lam": "xem"}, action="giai-the"))
    assert figures(seen)["Đơn vị"] == "70"
    record = confirm(officer, seen)
    assert "(70)" in record.text
    assert records(session) == 1
    back = Page(seen.send(officer, {"lam": "sua"}, action="/ghi"))
    assert back.status == 422  # without its number nothing is written again
    assert records(session) == 1


OTHER = {"parts-1-code": "KIA", "parts-1-name": "CĐCS Công ty Kia", "parts-1-level": "co_so"}


KINDS: dict[str, tuple[str, dict[str, str], dict[str, str | None]]] = {
    "thanh-lap": ("NAM", PART, {"MOI": "/NAM/MOI"}),
    "sap-nhap": ("BM", {"into": "hoa sen"}, {"BM": None}),
    "hop-nhat": ("BM", PART | {"codes": "SEN", "parent": "BAC"}, {"BM": None, "MOI": "/BAC/MOI"}),
    "chia": (
        "SEN",
        PART | OTHER | {"parts-0-members": "DV001", "parts-1-takes_rest": "y"},
        {"SEN": None, "KIA": "/BAC/KIA"},
    ),
    "tach": (
        "BAC",
        PART | {"ve-SEN": "0", "parts-0-level": "cap_tren"},
        {"SEN": "/MOI/SEN", "BAC": "/T/BAC"},
    ),
    "chuyen-cap-tren": ("SEN", {"parent": "NAM"}, {"SEN": "/NAM/SEN"}),
    "doi-ten": ("SEN", {"name": "CĐCS Công ty Sen Việt"}, {"SEN": "/BAC/SEN"}),
}


@pytest.mark.parametrize("change", KINDS)
def test_every_kind_of_decision_is_carried_out_from_its_form(
    officer: Visitor, session: Session, change: str
) -> None:
    unit, typed, then = KINDS[change]
    seen = look(officer, change, unit, **typed)
    assert not seen.soup.select("#against"), seen.text
    record = confirm(officer, seen)
    assert record.heading == "Quyết định 125/QĐ-LĐLĐ"
    session.expire_all()
    for code, place in then.items():
        key = organization.by_code(session, code).id
        path = organization.path_on(session, key, date(2026, 5, 1)) or ()
        units = [session.get_one(organization.Organization, each).code for each in path]
        assert "/".join(("", *units)).endswith(place or "")
        assert bool(path) is (place is not None)
    if change == "doi-ten":
        assert Page(officer.get(f"{UNIT}SEN")).heading == "CĐCS Công ty Sen Việt"


def test_a_closed_unit_is_opened_again_and_takes_its_people_back(
    officer: Visitor, world: World, session: Session
) -> None:
    confirm(officer, look(officer, "giai-the", "BM", day="2026-03-01"))
    closed = Page(officer.get(HERE, query_string={"donvi": "BM"}))
    assert [str(each.get_text()) for each in closed.soup.select("main a.panel h2")] == ["Lập lại"]
    seen = look(officer, "tai-lap", "BM", parent="phuong nam")
    assert "Lê Thị Ngọc Lan" in seen.text
    assert not seen.soup.select("input[name=takes_back][checked]")
    record = confirm(officer, seen, number="130/QĐ", takes_back="people")
    assert figures(record)["Người trở lại đơn vị"] == "1"
    session.expire_all()
    mine = select(Membership).where(Membership.member_id == world.lan.id)
    assert [each.valid_until for each in session.scalars(mine.order_by(Membership.valid_from))] == [
        date(2026, 3, 1),
        None,
    ]


@pytest.mark.either_database
def test_a_second_tap_finds_what_the_first_one_did(officer: Visitor, session: Session) -> None:
    for change, typed in (("doi-ten", {"name": "CĐCS Mới"}), ("giai-the", {})):
        seen = look(officer, change, "SEN", **typed)
        first, second = (confirm(officer, seen, number=f"1/{change}") for _tap in range(2))
        assert first.response.request.path == second.response.request.path
    assert records(session) == 2


@pytest.mark.either_database
def test_what_is_missing_or_impossible_is_told_and_the_rest_stays(
    officer: Visitor, session: Session
) -> None:
    page = look(officer, "sap-nhap", "SEN", into="cong ty", day="")
    assert page.status == 422
    assert any("đơn vị khớp" in each for each in page.mistakes)
    assert page.soup.select("input[name=into-chon]")
    page = look(officer, "thanh-lap", "NAM", **PART | {"parts-0-code": "SEN"})
    assert "Chưa ghi được" in page.text
    assert not page.soup.select("button.big")
    seen = look(officer, "giai-the", "SEN")
    again = Page(seen.send(officer, {"number": "7/QĐ", "signed_on": "2026-05-09"}, action="/ghi"))
    assert again.status == 422
    assert again.form("/ghi")["number"] == "7/QĐ"
    assert any("chưa ký" in each for each in again.mistakes)
    again = Page(seen.send(officer, PAPER | {"scan": (BytesIO(b"x"), "a.exe")}, action="/ghi"))
    assert again.status == 422
    assert again.mistakes
    assert records(session) == 0


def test_nobody_decides_on_the_own_unit_or_on_others(
    signed_in: SignedIn, people: People, world: World, officer: Visitor, session: Session
) -> None:
    chair, north = signed_in(people.officer(world.lotus)), signed_in(people.officer(world.north))
    assert north.get(HERE + "giai-the?donvi=BM").status_code == 404
    page = Page(north.get(HERE + "giai-the?donvi=SEN"))
    sent = Page(page.send(north, {"units": ["BM", "BAC"], "lam": "xem"}, action="giai-the"))
    assert sent.status == 422
    page = Page(north.get(HERE + "chuyen-cap-tren?donvi=SEN"))
    moved = page.send(north, {"parent": "NAM", "lam": "xem"}, action="chuyen-cap-tren")
    assert moved.status_code == 422
    page = Page(chair.get(HERE + "giai-the?donvi=SEN"))
    assert Page(page.send(chair, {"units": "SEN", "lam": "xem"}, action="giai-the")).status == 422
    assert chair.get(HERE + "doi-ten?donvi=SEN").status_code == 303
    confirm(officer, look(officer, "giai-the", "BM"))
    [record] = session.scalars(select(Reorganization.id))
    assert Page(north.get(KEPT)).rows() == []
    assert north.get(f"{KEPT}{record}").status_code == 404
    assert records(session) == 1


def test_decisions_are_found_by_kind_year_and_unit(officer: Visitor) -> None:
    confirm(officer, look(officer, "giai-the", "BM", day="2025-07-01"), number="1/QĐ")
    confirm(officer, look(officer, "doi-ten", "SEN", name="Sen Mới"), number="2/QĐ")
    for asked, found in (
        ({"loai": "giai_the"}, ["1/QĐ"]),
        ({"nam": "2026"}, ["2/QĐ"]),
        ({"donvi": "BM"}, ["1/QĐ"]),
        ({"tim": "sen moi"}, ["2/QĐ"]),
        ({"tim": "2/q"}, ["2/QĐ"]),
        ({}, ["2/QĐ", "1/QĐ"]),
    ):
        assert [row[0] for row in Page(officer.get(KEPT, query_string=asked)).rows()] == found
