"""Possible twins on the desk: seen side by side, decided once, merged without losing anything."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from benefits.members import Member, MemberMerge, Twins, twins
from benefits.members.names import likeness
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

Enter = Callable[..., Visitor]
LIST = "/cong-doan/trung/"


@pytest.fixture
def twin(world: World, people: People) -> Member:
    made = world.member("TRUNG", world.hanh.full_name.upper(), world.dawn)
    for each in (world.hanh, made):
        each.birth = "1990-03-08"
        each.likeness = likeness(each.full_name, each.birth)
    world.session.flush()
    twins.find(world.session, {made.id: made.likeness or ""}, people.now)
    return made


def pair_of(world: World) -> Twins:
    return world.session.scalars(select(Twins)).one()


def home_of(officer: Visitor) -> str:
    return Page(officer.get("/cong-doan/")).text


def test_two_records_are_compared_and_merged_and_each_leads_to_the_other(
    world: World, people: People, twin: Member, signed_in: Enter
) -> None:
    officer = signed_in(people.officer(world.province))
    assert world.hanh.member_no in Page(officer.get(LIST)).text
    address = f"{LIST}{pair_of(world).id}"
    asked = Page(officer.get(address))
    assert "08/03/1990" in asked.text
    assert "Số căn cước" not in asked.text  # nobody has one
    assert world.hanh.full_name in asked.links()
    done = asked.send(officer, {"keep": str(world.hanh.id)}, action="mot-nguoi")
    assert done.status_code == 303
    assert world.session.scalars(select(MemberMerge.into_id)).all() == [world.hanh.id]
    told = Page(officer.get(address))
    assert "Thẻ của cả hai hồ sơ vẫn dùng được" in told.text
    assert "TRUNG" not in Page(officer.get(LIST)).text
    merged = Page(officer.get(f"/cong-doan/doan-vien/{twin.id}"))
    assert f"mã {world.hanh.member_no} đại diện" in merged.text
    kept = Page(officer.get(f"/cong-doan/doan-vien/{world.hanh.id}"))
    assert "Gồm cả hồ sơ đã gộp: TRUNG" in kept.text
    assert [row[0] for row in kept.rows()][:2] == [
        "CĐCS Công ty Hoa Sen",
        "CĐCS Công ty Bình Minh hồ sơ TRUNG",
    ]
    assert "Chuyển đơn vị" in kept.links()
    assert "Tham gia lại" not in kept.links()
    assert "TRUNG" not in Page(officer.get("/cong-doan/doan-vien/")).text
    too_late = asked.send(officer, action="khac-nhau", follow_redirects=True)
    assert "đã có người xem và quyết định" in Page(too_late).text


def test_two_people_told_apart_are_not_asked_about_again(
    world: World, people: People, twin: Member, signed_in: Enter
) -> None:
    officer = signed_in(people.officer(world.province))
    page = Page(officer.get(f"{LIST}{pair_of(world).id}"))
    page.send(officer, action="khac-nhau")
    twins.find(world.session, {twin.id: twin.likeness or ""}, people.now)
    assert "TRUNG" not in Page(officer.get(LIST)).text
    assert "TRUNG" in Page(officer.get(f"{LIST}?ket_luan=different")).text


@pytest.mark.usefixtures("twin")
def test_a_pair_is_shown_only_to_who_reaches_both(
    world: World, people: People, signed_in: Enter
) -> None:
    officer = signed_in(people.officer(world.north))
    assert "TRUNG" not in Page(officer.get(LIST)).text
    assert officer.get(f"{LIST}{pair_of(world).id}").status_code == 404
    for unit in (world.north, world.lotus, world.dawn):
        assert "Người có thể trùng" not in home_of(signed_in(people.officer(unit)))
    above = signed_in(people.officer(world.province))
    assert "Người có thể trùng" in home_of(above)
    Page(above.get(f"{LIST}{pair_of(world).id}")).send(above, action="khac-nhau")
    assert "Người có thể trùng" not in home_of(above)
