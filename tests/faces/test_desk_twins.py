"""Possible twins on the desk: seen side by side, decided once, merged without losing anything."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from benefits.cards import CardStatus, Medium
from benefits.cards.printing import serial_of
from benefits.members import Member, MemberMerge, Twins, namesakes, twins
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
    assert "Quét thẻ của hồ sơ nào cũng hiện tên" in told.text
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


@pytest.mark.parametrize(
    ("typed", "last_day"),
    [({}, "2026-05-30"), ({"others_last_day": "2026-05-09"}, "2026-05-09")],
)
def test_whoever_merges_is_asked_which_printed_card_stays(  # noqa: PLR0917 - fixtures
    world: World,
    people: People,
    twin: Member,
    signed_in: Enter,
    typed: dict[str, str],
    last_day: str,
) -> None:
    other = world.card(twin)
    officer = signed_in(people.officer(world.province))
    address = f"{LIST}{pair_of(world).id}"
    asked = Page(officer.get(address))
    assert "Giữ thẻ in nào?" in asked.text
    asked.send(officer, {"keep": str(world.hanh.id), **typed}, action="mot-nguoi")
    world.session.expire_all()
    assert world.hanh_card.status is CardStatus.ACTIVE
    assert (other.status, other.replaced_by) == (CardStatus.REPLACED, world.hanh_card.index)
    assert other.valid_until - timedelta(days=1) == date.fromisoformat(last_day)
    told = Page(officer.get(address)).text
    assert f"Thẻ in {serial_of(other.index)} dùng được đến hết ngày" in told


def test_the_card_of_the_other_record_may_stay_and_ends_the_first_at_once(
    world: World, people: People, twin: Member, signed_in: Enter
) -> None:
    other = world.card(twin)
    phones = [world.card(each, medium=Medium.PHONE) for each in (twin, world.hanh)]
    officer = signed_in(people.officer(world.province))
    asked = Page(officer.get(f"{LIST}{pair_of(world).id}"))
    typed = {"keep": str(world.hanh.id), "card": str(other.index), "others_last_day": ""}
    asked.send(officer, typed, action="mot-nguoi")
    world.session.expire_all()
    assert other.status is CardStatus.ACTIVE
    assert world.hanh_card.valid_until == date(2026, 5, 1)
    assert [card.status for card in phones] == [CardStatus.REVOKED, CardStatus.ACTIVE]


def test_the_same_name_and_year_in_one_unit_is_asked_about_and_in_two_units_is_not(
    world: World, people: People, signed_in: Enter
) -> None:
    session, day = world.session, people.now.date()
    one = world.member("NAM1", "Lê Thị Hoà", world.lotus)
    whole = world.member("NAM2", "LÊ THỊ HÒA", world.lotus)
    third = world.member("NAM3", "Lê Thị Hoà", world.lotus)
    elsewhere = world.member("NAM4", "Lê Thị Hoà", world.dawn)
    one.birth = elsewhere.birth = "1986"
    whole.birth, third.birth = "1986-07-05", "1986-07-06"
    session.flush()
    pairs = namesakes.find(session, [world.lotus.id, world.dawn.id], day)
    assert set(pairs) == {(one.id, whole.id), (one.id, third.id)}
    namesakes.note(session, pairs, people.now)
    listed = Page(signed_in(people.officer(world.province)).get(LIST)).text
    assert all(number in listed for number in ("NAM1", "NAM2", "NAM3"))
    assert "NAM4" not in listed
    one.birth = "1968"
    session.flush()
    assert "NAM1" not in Page(signed_in(people.officer(world.province)).get(LIST)).text


def test_two_records_known_to_be_one_person_are_put_together_by_number(
    world: World, people: People, signed_in: Enter
) -> None:
    officer = signed_in(people.officer(world.province))
    one, other = world.hanh, world.member("KHAC", "Nguyễn Hạnh", world.dawn)
    page = Page(officer.get(f"/cong-doan/doan-vien/{one.id}"))
    asked = Page(officer.get(page.links()["Trùng với người khác…"]))
    for wrong in ("KHONG", one.member_no, ""):
        assert asked.send(officer, {"other": wrong}, action="trung").status_code == 422
    shown = Page(asked.send(officer, {"other": "KHAC"}, action="trung", follow_redirects=True))
    assert "Nguyễn Hạnh" in shown.text
    shown.send(officer, {"keep": str(one.id)}, action="mot-nguoi")
    assert world.session.scalars(select(MemberMerge.into_id)).all() == [one.id]
    late = asked.send(officer, {"other": other.member_no}, action="trung")
    assert late.status_code == 422
