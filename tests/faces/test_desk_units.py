"""Units at the desk: browsed level by level, found without marks, each with its life."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits import organization
from benefits.database import new_uuid
from benefits.organization import Organization
from benefits.purchases import Attribution
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

UNITS, BEHIND = "/cong-doan/don-vi/", "/cong-doan/don-vi-cham"


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


@pytest.mark.either_database
def test_a_code_is_found_however_it_is_typed_where_only_one_unit_is_meant(
    officer: Visitor, world: World, session: Session
) -> None:
    assert [row[1] for row in listed(officer, donvi="Bac")] == ["SEN"]
    assert officer.get(f"{UNITS}sen").status_code == officer.get(f"{UNITS}SEN").status_code
    world.lotus.code = "Bắc"
    session.flush()
    assert listed(officer, donvi=" bắc ") == []
    world.lotus.code = "bAC"
    session.flush()
    assert [row[1] for row in listed(officer, donvi="BAC")] == ["bAC"]
    assert officer.get(UNITS, query_string={"donvi": "bac"}).status_code == 404


def test_a_use_counts_this_month_where_the_last_word_put_it(
    officer: Visitor, world: World, session: Session
) -> None:
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 5, 1))

    def put(unit: Organization, minute: int) -> None:
        session.add(
            Attribution(
                member_id=bought.member_id,
                id=new_uuid(),
                purchase_id=bought.id,
                organization_id=unit.id,
                kind=bought.kind,
                because_of="chuyển sinh hoạt",
                known_at=bought.known_at + timedelta(minutes=minute),
            )
        )
        session.flush()

    def told() -> tuple[list[str], list[str]]:
        unused = Page(officer.get(BEHIND, query_string={"thieu": "luot"})).rows()
        return [row[6] for row in listed(officer)], [row[1] for row in unused]

    assert told() == (["1", "0"], ["BM"])
    put(world.dawn, 1)
    assert told() == (["0", "1"], ["SEN"])
    put(world.lotus, 2)
    assert told() == (["1", "0"], ["BM"])


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
    assert "01/TT-LĐLĐ" in Page(officer.get(page.links()["01/TT-LĐLĐ"])).heading
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
