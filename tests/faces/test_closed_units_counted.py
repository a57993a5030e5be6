"""What a unit did and who was in it stays in lists and numbers when it is closed."""

from datetime import date, datetime

import pytest

from benefits import organization
from benefits.figures import Only, Question, ask
from benefits.organization import Tag, TagKind
from benefits.periods import Period
from benefits.reorganizations import Kind, Plan
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.support.deciding import decided
from tests.world import BEGAN, KNOWN, World

APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))
USES, UNITS, PEOPLE = "/cong-doan/luot/", "/cong-doan/don-vi/", "/cong-doan/doan-vien/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def tag(world: World) -> Tag:
    made = organization.make_tag(
        world.session, "KCN Hòa Phú", TagKind.KCN, world.province.id, now=KNOWN
    )
    organization.put_into(world.session, made, [world.lotus.id], BEGAN, now=KNOWN)
    return made


def in_figures(world: World, tag: Tag, now: datetime) -> int:
    question = Question(world.province.id, APRIL, now, only=Only(tag_id=tag.id))
    return ask(world.session, question).rows[0].uses


def listed(officer: Visitor, address: str, **asked: object) -> list[str]:
    page = Page(officer.get(address, query_string=asked))
    return [row[0] for row in page.rows()]


@pytest.mark.parametrize("into", [None, "BM"])
def test_uses_after_a_unit_closed_late_are_listed_in_its_tag_as_they_are_counted(
    officer: Visitor, world: World, tag: Tag, now: datetime, into: str | None
) -> None:
    buying = Buying(world.session, world)
    for day in (18, 19, 25, 26):
        buying.buys(world.hanh_card, world.lotus, date(2026, 4, day))
    kind = Kind.SAP_NHAP if into else Kind.GIAI_THE
    decided(world, now, Plan(kind=kind, day=date(2026, 4, 20), units=("SEN",), into=into))
    asked = {"tu": "2026-04-01", "den": "2026-04-30", "nhom": tag.id}
    assert in_figures(world, tag, now) == 4
    assert len(listed(officer, USES, **asked)) == 4


def test_a_closed_unit_and_its_people_are_found_in_its_tag(
    officer: Visitor, world: World, tag: Tag, now: datetime
) -> None:
    decided(world, now, Plan(kind=Kind.GIAI_THE, day=date(2026, 5, 1), units=("SEN",)))
    asked = {"nhom": tag.id}
    assert listed(officer, UNITS, pham_vi="da_dong", **asked) == ["CĐCS Công ty Hoa Sen"]
    names = listed(officer, PEOPLE, tham_gia="khong", **asked)
    assert sorted(names) == ["Nguyễn Thị Hạnh", "Trần Văn Sơn"]


@pytest.mark.parametrize("into", [None, "BM"])
def test_the_months_uses_of_a_unit_that_closed_stay_with_those_above_it_or_its_successor(
    officer: Visitor, world: World, now: datetime, into: str | None
) -> None:
    for card in (world.hanh_card, world.son_card):
        Buying(world.session, world).buys(card, world.lotus, date(2026, 5, 1))
    kind = Kind.SAP_NHAP if into else Kind.GIAI_THE
    decided(world, now, Plan(kind=kind, day=date(2026, 5, 1), units=("SEN",), into=into))
    page = Page(officer.get(UNITS, query_string={"pham_vi": "tat_ca"}))
    uses = {row[1]: row[6] for row in page.rows()}
    assert uses["BM"] == ("2" if into else "0")
    assert uses["BAC" if into is None else "NAM"] == "2"
