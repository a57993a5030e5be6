"""A unit founded for a wrong day ahead is opened on the right one."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits import organization
from tests.faces.conftest import SignedIn
from tests.faces.deciding import HERE, PART, UNIT, confirm, look
from tests.faces.people import People
from tests.page import Page
from tests.support.deciding import path
from tests.world import World

pytestmark = pytest.mark.either_database


def test_a_unit_founded_ten_years_too_late_is_opened_today_and_may_then_be_dissolved(
    signed_in: SignedIn, people: People, session: Session, world: World
) -> None:
    officer = signed_in(people.officer(world.province))
    confirm(officer, look(officer, "thanh-lap", "NAM", **PART | {"day": "2036-05-01"}))
    choose = Page(officer.get(HERE, query_string={"donvi": "MOI"}))
    assert any("/tai-lap" in address for address in choose.links().values())
    page = Page(officer.get(HERE + "tai-lap", query_string={"donvi": "MOI"}))
    assert page.form("tai-lap")["day"] == "2026-05-01"
    done = confirm(officer, look(officer, "tai-lap", "MOI"), number="2/QĐ")
    assert done.heading == "Quyết định 2/QĐ"
    made = organization.by_code(session, "MOI")
    assert organization.name_on(session, made.id, date(2026, 5, 1)) == "CĐCS Công ty Mới"
    assert path(world, "MOI", date(2026, 5, 1)) == path(world, "MOI", date(2036, 5, 1))
    assert path(world, "MOI", date(2026, 4, 30)) == ""
    assert Page(officer.get(f"{UNIT}MOI")).heading == "CĐCS Công ty Mới"
    choose = Page(officer.get(HERE, query_string={"donvi": "MOI"}))
    assert not any("/tai-lap" in address for address in choose.links().values())
    over = confirm(officer, look(officer, "giai-the", "MOI", day="2026-05-02"), number="3/QĐ")
    assert over.heading == "Quyết định 3/QĐ"
    assert path(world, "MOI", date(2036, 5, 1)) == ""
