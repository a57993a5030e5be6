"""What is carried out is what was looked at; where it is something else by now, it is shown."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.reorganizations import Reorganization
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.deciding import confirm, look, records
from tests.faces.people import People, Site, Visitor
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def test_people_who_came_meanwhile_are_shown_before_their_unit_is_dissolved(
    officer: Visitor, session: Session, world: World
) -> None:
    seen = look(officer, "giai-the", "SEN")
    for number in range(5):
        world.member(f"DV03{number}", "Người Mới Đến", world.lotus)
    again = confirm(officer, seen)
    assert records(session) == 0
    assert "Từ lúc bạn xem đã thay đổi." in again.text
    assert "Số người, cả bên dưới: 2, nay là 7" in again.text
    assert "Người thôi thuộc đơn vị: 2, nay là 7" in again.text
    assert again.form("/ghi")["number"] == "125/QĐ-LĐLĐ"
    done = confirm(officer, again)
    assert done.heading == "Quyết định 125/QĐ-LĐLĐ"
    [record] = session.scalars(select(Reorganization))
    assert record.counts["members_leaving"] == 7


@pytest.mark.either_database
def test_another_use_is_no_other_decision(officer: Visitor, session: Session, world: World) -> None:
    buying = Buying(session, world)
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    seen = look(officer, "sap-nhap", "SEN", into="BM", day="2026-04-10")
    buying.buys(world.hanh_card, world.lotus, date(2026, 4, 21))
    assert confirm(officer, seen).heading == "Quyết định 125/QĐ-LĐLĐ"


@pytest.mark.either_database
def test_what_is_chosen_below_the_preview_is_not_taken_for_news(
    officer: Visitor, session: Session
) -> None:
    confirm(officer, look(officer, "giai-the", "SEN", day="2026-04-10"))
    seen = look(officer, "tai-lap", "SEN", day="2026-04-10")
    assert confirm(officer, seen, takes_back=[]).heading == "Quyết định 125/QĐ-LĐLĐ"
    assert records(session) == 2


@pytest.mark.either_database
def test_a_decision_for_today_is_shown_again_when_midnight_has_made_it_late(
    site: Site, people: People, session: Session, world: World, now: datetime
) -> None:
    officer = people.officer(world.province)
    at_night = replace(site, now=now + timedelta(hours=13, minutes=50))
    late = at_night.sign_in(officer.account, officer.role, prefix="/cong-doan")
    seen = look(late, "giai-the", "SEN", day="2026-05-01")
    assert "Ngày đã qua" not in seen.text
    late.now = now + timedelta(hours=14, minutes=1)
    again = confirm(late, seen)
    assert "Từ lúc bạn xem đã thay đổi." in again.text
    assert "Ngày đã qua" in again.text
    assert records(session) == 0
