"""Units at the desk: browsed level by level, found without marks, each with its life."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits import organization
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

UNITS = "/cong-doan/don-vi/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def listed(client: Visitor, **narrowed: str) -> list[list[str]]:
    return Page(client.get(UNITS, query_string=narrowed)).rows()


def test_a_unit_opens_into_those_below_it_with_their_people_cards_and_uses(
    officer: Visitor, world: World, session: Session
) -> None:
    Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 5, 1))
    world.member("N1", "Lâm Thị Mới", world.lotus)
    level, is_open = "Cấp trên trực tiếp cơ sở", "Đang hoạt động"
    assert listed(officer) == [
        ["Công đoàn phường Bắc", "BAC", level, "1", "3", "2", "1", is_open],
        ["Công đoàn phường Nam", "NAM", level, "1", "1", "1", "0", is_open],
    ]
    assert [row[1] for row in listed(officer, donvi="BAC")] == ["SEN"]


def test_units_are_found_by_words_without_marks_or_by_code(officer: Visitor) -> None:
    for typed, codes in (
        ("phuong", ["BAC", "NAM"]),
        ("cong ty hoa", ["SEN"]),
        ("bm", ["BM"]),
        ("oa sen", []),
        ("100%", []),
    ):
        assert [row[1] for row in listed(officer, tim=typed)] == codes, typed
    assert [row[1] for row in listed(officer, pham_vi="tat_ca", cap="co_so")] == ["BM", "SEN"]


def test_one_unit_tells_of_its_officers_agreements_and_of_who_merged_into_it(
    officer: Visitor, people: People, world: World, session: Session
) -> None:
    people.officer(world.lotus, "Đỗ Thị Chủ tịch")
    organization.merge(session, [world.dawn], world.lotus, date(2026, 4, 1), people.now)
    page = Page(officer.get(f"{UNITS}xem/SEN"))
    assert page.heading == "CĐCS Công ty Hoa Sen"
    assert "Đỗ Thị Chủ tịch" in page.text
    assert "01/TT-LĐLĐ" in page.text
    assert "CĐCS Công ty Bình Minh nhập vào đơn vị này ngày 01/04/2026" in page.text
    gone = Page(officer.get(f"{UNITS}xem/BM"))
    assert "Đã đóng" in gone.text
    assert [row[1] for row in listed(officer, pham_vi="da_dong")] == ["BM"]


def test_a_unit_of_another_sub_tree_is_not_there(
    signed_in: SignedIn, people: People, world: World
) -> None:
    north = signed_in(people.officer(world.north))
    assert north.get(f"{UNITS}xem/BM").status_code == 404
    assert north.get(UNITS, query_string={"donvi": "BM"}).status_code == 404
    assert listed(north, tim="bm") == []
