"""Decisions corrected at once, of hundreds of units, with a wrong choice, ahead and long after."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.members import Membership
from benefits.organization import Level
from tests.faces.conftest import SignedIn
from tests.faces.deciding import HERE, PART, UNIT, confirm, figures, look, records
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def test_a_decision_corrected_at_once_is_no_second_tap(officer: Visitor, session: Session) -> None:
    """From the page before, with another word, or written anew under the same number and day."""
    seen = look(officer, "doi-ten", "SEN", name="CĐCS Sen Việt")
    confirm(officer, seen)
    corrected = confirm(officer, look(officer, "doi-ten", "SEN", name="CĐCS Sen Việt Nam"))
    assert Page(officer.get(f"{UNIT}SEN")).heading == "CĐCS Sen Việt Nam"
    assert corrected.heading == "Quyết định 125/QĐ-LĐLĐ"
    again = confirm(officer, seen, number="126/QĐ-LĐLĐ")
    assert again.heading == "Quyết định 126/QĐ-LĐLĐ"
    assert Page(officer.get(f"{UNIT}SEN")).heading == "CĐCS Sen Việt"
    assert records(session) == 3


@pytest.mark.either_database
def test_hundreds_of_units_are_confirmed_in_one_field(
    officer: Visitor, world: World, session: Session
) -> None:
    """A form with a file may hold a thousand fields; June 2025 closed 163 units on one day."""
    codes = [f"NH{number:03}" for number in range(163)]
    for code in codes:
        world.unit(code, f"CĐCS Trường {code}", Level.CO_SO, world.south)
    seen = look(officer, "giai-the", "SEN", units=[], codes="\n".join(codes))
    assert figures(seen)["Đơn vị"] == "163"
    assert len(seen.form("/ghi")) < 20
    assert "(163)" in confirm(officer, seen).text
    assert records(session) == 1


@pytest.mark.either_database
def test_a_level_or_a_choice_that_is_none_is_told_beside_its_field(
    officer: Visitor, session: Session
) -> None:
    page = look(officer, "thanh-lap", "NAM", **PART | {"parts-0-level": "khong-co"})
    assert page.status == 422
    assert page.form("thanh-lap")["parts-0-code"] == "MOI"
    assert page.mistakes
    seen = look(officer, "giai-the", "SEN")
    assert confirm(officer, seen, coverage="khong-co").status == 422
    assert records(session) == 0


def test_what_is_decided_for_a_later_day_leaves_everybody_in_reach_until_then(
    officer: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    north, south = (signed_in(people.officer(unit)) for unit in (world.north, world.south))
    confirm(officer, look(officer, "chuyen-cap-tren", "SEN", parent="NAM", day="2026-07-01"))
    member = f"/cong-doan/doan-vien/{world.hanh.id}"
    for page in (f"{UNIT}SEN", member):
        assert (north.get(page).status_code, south.get(page).status_code) == (200, 404)
    confirm(officer, look(officer, "sap-nhap", "SEN", into="BM", day="2026-06-01"))
    assert (north.get(member).status_code, south.get(member).status_code) == (200, 404)


def test_a_decision_does_not_reach_back_to_when_a_unit_was_anothers(
    officer: Visitor, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    organization.move(session, world.dawn, world.north, date(2026, 3, 1), people.now)
    north = signed_in(people.officer(world.north))
    for client, day, is_refused in (
        (north, "2026-02-01", True),
        (north, "2026-03-01", False),
        (officer, "2026-02-01", False),
    ):
        seen = look(client, "giai-the", "BM", day=day)
        assert ("thuộc cấp trên khác: BM" in seen.text) is is_refused
        assert bool(seen.soup.select("button.big")) is not is_refused


def test_what_is_decided_for_a_later_day_can_be_taken_back_until_then(
    officer: Visitor, world: World, session: Session
) -> None:
    """From the decision's own page; afterwards it is as if nothing had been decided."""
    parts = {"parts-1-code": "HAI", "parts-1-name": "CĐCS Hai", "parts-1-level": "co_so"}
    typed = PART | parts | {"parts-1-takes_rest": "y", "day": "2026-12-31"}
    record = confirm(officer, look(officer, "chia", "SEN", **typed))
    kinds = Page(officer.get(HERE, query_string={"donvi": "SEN"})).text
    assert "Lập lại" in kinds
    page = Page(officer.get(record.links()["Rút lại quyết định"]))
    assert page.form("tai-lap")["day"] == "2026-12-31"
    seen = Page(page.send(officer, {"lam": "xem"}, action="tai-lap"))
    assert "2 đơn vị mới lập theo quyết định cũ vẫn còn" in seen.text
    confirm(officer, seen, number="126/QĐ", takes_back=["people", "officers", "agreements"])
    session.expire_all()
    spans = session.scalars(select(Membership).where(Membership.member_id == world.hanh.id)).all()
    assert len(spans) == 1
    assert "Lập lại" not in Page(officer.get(HERE, query_string={"donvi": "SEN"})).text
    assert "Rút lại" not in Page(officer.get(record.response.request.path)).text
    page = Page(officer.get(HERE + "giai-the", query_string={"donvi": "MOI"}))
    assert page.form("giai-the")["day"] == "2026-12-31"  # the first day the new unit is there
    both = look(officer, "giai-the", "MOI", day="2027-01-01", units=["MOI", "HAI"])
    assert not both.soup.select("#against"), both.text
    confirm(officer, both, number="127/QĐ")


def test_a_number_entered_before_is_remarked_on(officer: Visitor, session: Session) -> None:
    first = confirm(officer, look(officer, "doi-ten", "SEN", name="CĐCS Sen Việt"))
    assert "đã ghi nhiều lần" not in first.text
    second = confirm(officer, look(officer, "giai-the", "BM"), number="125/qđ-lđlđ".upper())
    assert "Số quyết định này đã ghi nhiều lần" in second.text
    other = next(link for name, link in second.links().items() if name.startswith("Đổi tên"))
    assert Page(officer.get(other)).heading == first.heading
    assert records(session) == 2
