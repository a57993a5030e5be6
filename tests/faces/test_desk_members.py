"""People at the desk: found by any word or number, shown without what they bought."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import FOR_UNIT, Entry
from benefits.members import Member, enrolment
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

MEMBERS = "/cong-doan/doan-vien/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World, session: Session) -> Visitor:
    enrolment.index_words(session, [world.hanh, world.son, world.lan])
    return signed_in(people.officer(world.province))


def names(page: Page) -> list[str]:
    return [row[0] for row in page.rows()]


def test_people_stand_in_the_order_of_vietnamese_lists(officer: Visitor) -> None:
    page = Page(officer.get(MEMBERS))
    assert names(page) == ["Nguyễn Thị Hạnh", "Lê Thị Ngọc Lan", "Trần Văn Sơn"]
    assert page.rows()[0] == [
        "Nguyễn Thị Hạnh",
        "DV001",
        "CĐCS Công ty Hoa Sen",
        "Đoàn viên",
        "Có thẻ",
        "Đang tham gia",
    ]


def test_people_are_found_by_the_beginning_of_any_word_or_by_a_number(
    officer: Visitor, world: World, session: Session
) -> None:
    world.son.phone = "+84912345678"
    session.flush()
    for typed, expected in (
        ("ngoc", ["Lê Thị Ngọc Lan"]),
        ("Nguyễn h", ["Nguyễn Thị Hạnh"]),
        ("thi", ["Nguyễn Thị Hạnh", "Lê Thị Ngọc Lan"]),
        ("DV002", ["Trần Văn Sơn"]),
        ("0912 345 678", ["Trần Văn Sơn"]),
        ("anh", []),
        ("%", []),
        ("'; --", []),
    ):
        page = Page(officer.get(MEMBERS, query_string={"tim": typed}))
        assert names(page) == expected, typed


def test_a_unit_shows_its_own_people(officer: Visitor) -> None:
    page = Page(officer.get(MEMBERS, query_string={"donvi": "BAC"}))
    assert names(page) == ["Nguyễn Thị Hạnh", "Trần Văn Sơn"]


def test_long_lists_go_on_where_the_page_before_ended(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    officer.get(MEMBERS)
    few = len(statements)
    for number in range(110):
        world.member(f"NV{number:03}", f"Lý Thị Bình {number:03}", world.dawn)
    statements.clear()
    page, seen = Page(officer.get(MEMBERS)), []
    assert len(statements) == few
    assert few <= 25
    while True:
        seen += names(page)
        if "Trang sau" not in page.links():
            break
        page = Page(officer.get(page.links()["Trang sau"]))
    assert len(seen) == len(set(seen)) == 113
    for nonsense in ("x", "9 ", "99999999999999999999 a"):
        assert officer.get(MEMBERS, query_string={"sau": nonsense}).status_code == 200


def test_one_page_tells_where_somebody_belonged_and_which_cards_there_are(
    officer: Visitor, world: World, session: Session
) -> None:
    world.hanh.birth, world.hanh.phone = "1990", "+84912345678"
    Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    page = Page(officer.get(f"{MEMBERS}{world.hanh.id}"))
    assert page.heading == "Nguyễn Thị Hạnh"
    assert "Năm sinh 1990" in page.text
    assert "0912345678" in page.text
    assert "CĐCS Công ty Hoa Sen" in page.text
    assert "Có thẻ" in page.text
    assert "An Khang" not in page.text
    assert "100.000" not in page.text
    seen = session.scalars(select(Entry).where(Entry.act == "member_seen")).one()
    assert seen.subject_key == str(world.hanh.id)


def test_a_person_of_another_sub_tree_is_not_there(
    signed_in: SignedIn, people: People, world: World
) -> None:
    north = signed_in(people.officer(world.north))
    assert north.get(f"{MEMBERS}{world.lan.id}").status_code == 404
    assert north.get(f"{MEMBERS}{world.hanh.id}").status_code == 200
    assert north.get(f"{MEMBERS}99999999999999999999").status_code == 404
    assert north.get(MEMBERS, query_string={"donvi": "BM"}).status_code == 404
    assert "Ngọc Lan" not in Page(north.get(MEMBERS, query_string={"tim": "DV003"})).text


@pytest.mark.either_database
def test_an_empty_unit_says_how_to_begin(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    empty = world.unit("TRONG", "CĐCS mới thành lập", world.lotus.level, world.north)
    page = Page(signed_in(people.officer(empty)).get(MEMBERS))
    assert "chưa có ai trong danh sách" in page.text
    assert session.scalar(select(Member.id).limit(1)) is not None


@pytest.mark.either_database
def test_what_somebody_used_takes_a_reason_and_a_unit_above_the_grassroots(
    officer: Visitor, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    page = Page(officer.get(f"{MEMBERS}{world.hanh.id}"))
    assert Page(page.send(officer, {"why": ""}, action="/luot")).mistakes == ["Hãy chọn lý do."]
    health = Page(page.send(officer, {"why": "khieu_nai"}, action="/luot"))
    assert "Không có lượt nào để xem" in health.text
    world.pharmacy.is_health = False
    session.flush()
    assert "An Khang" in Page(page.send(officer, {"why": "khieu_nai"}, action="/luot")).text
    noted = session.scalars(select(Entry).where(Entry.act == "uses_seen")).all()
    told = {"reason": "khieu_nai", FOR_UNIT: world.province.id}
    assert [each.fields for each in noted] == [told] * 2
    grassroots = signed_in(people.officer(world.lotus))
    own = Page(grassroots.get(f"{MEMBERS}{world.hanh.id}"))
    assert "Xem lượt sử dụng" not in own.text


@pytest.mark.either_database
def test_what_somebody_used_while_elsewhere_is_not_told_here(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    world.pharmacy.is_health = False
    north = signed_in(people.officer(world.north))
    page = Page(north.get(f"{MEMBERS}{world.hanh.id}"))
    Buying(session, world).buys(world.hanh_card, world.dawn, date(2026, 4, 20))
    assert "An Khang" not in Page(page.send(north, {"why": "khieu_nai"}, action="/luot")).text
    Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 21))
    assert "An Khang" in Page(page.send(north, {"why": "khieu_nai"}, action="/luot")).text
