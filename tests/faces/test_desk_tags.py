"""Tags at the desk: made, filled from a day on, and lists and figures narrowed by them."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.agreements import TagCoverage
from benefits.cards.printing import serial_of
from benefits.organization import OrganizationTag, Tag
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

TAGS = "/cong-doan/nhom/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def tag(officer: Visitor, session: Session) -> Tag:
    page = Page(officer.get(TAGS + "moi"))
    told = {"name": "KCN Hòa Phú", "kind": "kcn"}
    assert page.send(officer, told).status_code == 303
    assert Page(page.send(officer, {**told, "name": "kcn hoà phú"})).mistakes
    return session.scalars(select(Tag)).one()


def put(officer: Visitor, tag: Tag, codes: str, day: str) -> Page:
    page = Page(officer.get(f"{TAGS}{tag.id}"))
    told = {"codes": codes, "day": day}
    return Page(page.send(officer, told, action="/vao", follow_redirects=True))


def test_units_go_in_and_out_from_a_day_on(officer: Visitor, tag: Tag, session: Session) -> None:
    wrong = put(officer, tag, "SEN, KHONG-CO", "2026-04-01")
    assert wrong.mistakes == ["Không có đơn vị mang mã: KHONG-CO."]
    assert put(officer, tag, "", "2026-04-01").mistakes == ["Hãy chọn ít nhất một đơn vị."]
    page = put(officer, tag, "SEN\nBM", "2026-04-01")
    assert [row[1] for row in page.rows()] == ["BM", "SEN"]
    assert "Đưa 2 đơn vị vào nhóm từ ngày 01/04/2026" in page.text
    gone = page.send(officer, {"donvi": "BM", "day": "2026-04-20"}, action="/ra")
    assert gone.status_code == 303
    assert [row[1] for row in Page(officer.get(f"{TAGS}{tag.id}")).rows()] == ["SEN"]
    past = Page(officer.get(f"{TAGS}{tag.id}?gom=ca_da_roi"))
    assert [row[3] for row in past.rows()] == ["19/04/2026", "–"]
    current = OrganizationTag.superseded_at.is_(None)
    assert len(session.scalars(select(OrganizationTag).where(current)).all()) == 2
    listed = Page(officer.get(TAGS))
    assert listed.rows()[0][:4] == ["KCN Hòa Phú", "Khu công nghiệp", "LĐLĐ tỉnh Hoa Phượng", "1"]


def test_lists_and_figures_are_narrowed_by_a_tag(
    officer: Visitor, tag: Tag, session: Session, world: World
) -> None:
    buying = Buying(session, world)
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 2))
    buying.buys(world.lan_card, world.dawn, date(2026, 4, 20))
    put(officer, tag, "SEN", "2026-04-10")
    chosen = {"nhom": str(tag.id)}

    def names(path: str, **asked: str) -> list[str]:
        page = Page(officer.get(f"/cong-doan/{path}", query_string={**chosen, **asked}))
        return [row[0] for row in page.rows()]

    assert names("don-vi/") == ["CĐCS Công ty Hoa Sen"]
    assert sorted(names("doan-vien/")) == ["Nguyễn Thị Hạnh", "Trần Văn Sơn"]
    assert len(names("luot/", tu="2026-04-01", den="2026-04-30")) == 1
    assert names("the/") == [serial_of(world.son_card.index), serial_of(world.hanh_card.index)]
    assert names("don-vi-cham", thieu="can_bo") == ["CĐCS Công ty Hoa Sen"]
    days = {"ky": "ngay", "tu": "2026-04-01", "den": "2026-04-30"}
    figures = Page(officer.get("/cong-doan/so-lieu/", query_string={**chosen, **days}))
    assert "Chỉ đơn vị thuộc nhóm KCN Hòa Phú" in figures.text
    assert "Số lượt 1 " in figures.text
    file = officer.get("/cong-doan/so-lieu/so-lieu.csv", query_string={**chosen, **days})
    assert "Nhóm,KCN Hòa Phú" in file.get_data(as_text=True)


def test_a_tag_made_above_is_used_below_and_renamed_by_those_above_alone(
    officer: Visitor, tag: Tag, signed_in: SignedIn, people: People, world: World
) -> None:
    below = signed_in(people.officer(world.north))
    assert put(below, tag, "SEN", "2026-04-01").rows()[0][1] == "SEN"
    assert put(below, tag, "BM", "2026-04-01").mistakes  # not within reach
    assert below.get(f"{TAGS}{tag.id}/sua").status_code == 404
    page = Page(officer.get(f"{TAGS}{tag.id}/sua"))
    assert page.form() == {**page.form(), "name": "KCN Hòa Phú", "kind": "kcn"}
    page.send(officer, {"name": "KCN Hòa Phú mở rộng", "kind": "khac"})
    assert "Sửa tên hoặc loại nhóm" in Page(officer.get(f"{TAGS}{tag.id}")).text


def test_units_do_not_put_themselves_into_what_an_agreement_above_gives(
    officer: Visitor, tag: Tag, signed_in: SignedIn, people: People, world: World
) -> None:
    """They go on using the tag as a filter; whoever signed the agreement says who is in it."""
    below = signed_in(people.officer(world.lotus))
    own = world.signed("11/TT-SEN", world.pharmacy, world.lotus)
    world.session.add(TagCoverage(agreement_id=own.id, tag_id=tag.id))
    world.session.flush()
    page = put(below, tag, "SEN", "2026-01-01")
    assert not page.mistakes
    world.session.add(TagCoverage(agreement_id=world.agreement.id, tag_id=tag.id))
    world.session.flush()
    refused = Page(page.send(below, {"codes": "SEN", "day": "2025-01-01"}, action="/vao"))
    assert refused.status == 422
    gone = page.send(below, {"donvi": "SEN", "day": "2026-04-20"}, action="/ra")
    assert gone.status_code == 422
    shown = Page(below.get(f"{TAGS}{tag.id}"))
    assert "chỉ cấp trên đưa đơn vị vào hoặc ra" in shown.text
    assert [row[1] for row in shown.rows()] == ["SEN"]
    assert not shown.soup.select('form[action*="/vao"], form[action*="/ra"]')
    assert len(Page(below.get("/cong-doan/doan-vien/", query_string={"nhom": tag.id})).rows()) == 2
    assert put(officer, tag, "BM", "2026-04-01").rows()[0][1] == "BM"


def test_tags_called_alike_are_shown_with_who_made_them(
    officer: Visitor, tag: Tag, signed_in: SignedIn, people: People, world: World
) -> None:
    below = signed_in(people.officer(world.north))
    told = {"name": tag.name, "kind": "kcn"}
    assert Page(below.get(TAGS + "moi")).send(below, told).status_code == 303
    wrong = Page(Page(below.get(TAGS + "moi")).send(below, {**told, "name": "KCN | mới"}))
    assert wrong.mistakes == [
        "Tên nhóm không được có dấu ; | vì tệp dùng các dấu này để ngăn cách."
    ]
    offered = [
        option.get_text()
        for option in Page(officer.get("/cong-doan/the/")).soup.select("#nhom option")
    ]
    assert offered == [
        "Tất cả",
        "KCN Hòa Phú (LĐLĐ tỉnh Hoa Phượng)",
        "KCN Hòa Phú (Công đoàn phường Bắc)",
    ]


def test_a_unit_that_is_no_more_is_not_counted(
    officer: Visitor, tag: Tag, session: Session, world: World, now: datetime
) -> None:
    put(officer, tag, "SEN, BM", "2026-04-01")
    organization.close(session, world.lotus, date(2026, 4, 20), now)
    session.flush()
    assert Page(officer.get(TAGS)).rows()[0][3] == "1"
    shown = {row[1]: row[4] for row in Page(officer.get(f"{TAGS}{tag.id}")).rows()}
    assert shown == {"SEN": "Đã đóng", "BM": "Trong nhóm"}
