"""How far an officer reaches after provinces were merged: everything each of them had."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits import audit, organization
from benefits.organization import Level, Organization, SuccessionKind
from benefits.organization.reaching import beside
from benefits.periods import ONE_DAY
from benefits.reorganizations import Kind, Plan
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.support.deciding import decided
from tests.world import World

DESK = "/cong-doan"
REFORM, TODAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
def merged(world: World, people: People, session: Session) -> Organization:
    """T and S became T2 on 1 April; a ward of S had merged into S long before."""
    other = world.unit("S", "LĐLĐ tỉnh Cũ", Level.TINH)
    ward = world.unit("S-P", "Công đoàn phường Cũ", Level.CAP_TREN, other)
    made = organization.establish(
        session, "T2", "LĐLĐ tỉnh Mới", Level.TINH, None, day=REFORM, now=people.now
    )
    organization.merge(session, [ward], other, date(2026, 3, 1), people.now)
    both, kind = [world.province, other], SuccessionKind.HOP_NHAT
    organization.merge(session, both, made, REFORM, people.now, kind=kind)
    return made


def test_the_heir_of_all_provinces_is_the_top(
    signed_in: SignedIn, world: World, people: People, session: Session, merged: Organization
) -> None:
    world.partner("MOI", "Quán cơm chưa ký")
    audit.note(session, None, "keys_rotated", "keys", 1, now=people.now)
    client = signed_in(people.officer(merged))
    kinds = [each["value"] for each in Page(client.get(f"{DESK}/nhap/")).soup.select("option")]
    assert "partners" in kinds
    assert "Quán cơm chưa ký" in Page(client.get(f"{DESK}/doi-tac/")).text
    assert "Đổi khóa ký thẻ" in Page(client.get(f"{DESK}/nhat-ky/")).text
    for code in ("T", "S", "S-P"):
        assert client.get(f"{DESK}/bao-cao/bt259-pl01/{code}/2026-03").status_code == 200
    listed = Page(client.get(f"{DESK}/don-vi/?pham_vi=da_dong")).rows()
    assert [row[1] for row in listed] == ["S", "S-P", "T"]


def test_an_heir_that_opens_later_takes_nothing_from_the_top_today(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    later = date(2026, 7, 1)
    heir = organization.establish(
        session, "T2", "LĐLĐ tỉnh Mới", Level.TINH, None, day=later, now=people.now
    )
    organization.merge(session, [world.province], heir, later, people.now)
    page = Page(signed_in(people.officer(world.province)).get(f"{DESK}/nhap/"))
    assert "partners" in [each["value"] for each in page.soup.select("option")]


def is_top(client: Visitor) -> bool:
    """Only the top takes in files of the whole union."""
    page = Page(client.get(f"{DESK}/nhap/"))
    return "partners" in [each["value"] for each in page.soup.select("option")]


def test_who_takes_the_place_of_a_top_unit_dissolved_is_the_top_and_reaches_its_past(
    signed_in: SignedIn, world: World, people: People
) -> None:
    """Nothing is inherited while another top unit is open, nor by those below the new one."""
    world.unit("S", "LĐLĐ tỉnh Khác", Level.TINH)
    plan = Plan(kind=Kind.GIAI_THE, day=TODAY, units=("T",), parent="BAC")
    officers = [people.officer(unit) for unit in (world.north, world.lotus)]
    decided(world, people.now, plan)
    north, below = (signed_in(each) for each in officers)
    for day in (TODAY + ONE_DAY, TODAY):
        assert not is_top(north)
        decided(world, people.now, Plan(kind=Kind.GIAI_THE, day=day, units=("S",)))
    assert is_top(north)
    assert not is_top(below)
    for code in ("T", "S"):
        assert north.get(f"{DESK}/bao-cao/bt259-pl01/{code}/2026-03").status_code == 200
        assert below.get(f"{DESK}/bao-cao/bt259-pl01/{code}/2026-03").status_code == 404


def test_a_top_unit_that_opens_again_is_the_top_as_before(
    signed_in: SignedIn, world: World, people: People
) -> None:
    closing = Plan(kind=Kind.GIAI_THE, day=date(2026, 4, 1), units=("T",), with_below=True)
    decided(world, people.now, closing)
    decided(world, people.now, Plan(kind=Kind.TAI_LAP, day=TODAY, units=("T",)))
    assert is_top(signed_in(people.officer(world.province)))


def test_a_unit_is_reached_from_the_day_of_its_merger(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    other, tomorrow = world.unit("S", "LĐLĐ tỉnh Hoa Sen", Level.TINH), TODAY + ONE_DAY
    organization.merge(session, [other], world.province, tomorrow, people.now)
    client = signed_in(people.officer(world.province))
    assert client.get(f"{DESK}/don-vi/xem/S").status_code == 404
    assert list(beside(session, world.province.id, TODAY)) == []
    assert list(beside(session, world.province.id, tomorrow)) == [other.id]


def test_who_merged_elsewhere_or_opened_again_is_out_of_reach(
    world: World, people: People, session: Session
) -> None:
    other = world.unit("S", "LĐLĐ tỉnh Khác", Level.TINH)
    gone = world.unit("S-P", "Công đoàn phường Khác", Level.CAP_TREN, other)
    organization.merge(session, [gone], world.north, REFORM, people.now)
    assert list(beside(session, world.north.id, TODAY)) == [gone.id]
    assert list(beside(session, world.south.id, TODAY)) == []
    assert list(beside(session, world.province.id, TODAY)) == [gone.id]
    organization.reopen(session, gone, other, date(2026, 4, 20), people.now)
    assert list(beside(session, world.north.id, TODAY)) == []
