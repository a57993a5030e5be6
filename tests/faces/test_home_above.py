"""The first page further up: what is late below, and what ends soon."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits.members import CorrectedField, corrections
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site
from tests.faces.test_home import HERE, looked_through, tasks_of
from tests.page import Page
from tests.world import World

__all__ = ["looked_through"]


@pytest.mark.usefixtures("looked_through")
def test_those_above_know_of_what_is_late_below_before_it_is_their_turn(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    asked_at = people.now - timedelta(days=4)
    corrections.ask(session, world.hanh, CorrectedField.PHONE, "0912345678", now=asked_at)
    above = signed_in(people.officer(world.province))
    [(title, (count, url))] = tasks_of(above).items()
    assert title == "Yêu cầu quá hạn trả lời, kể cả ở cấp dưới"
    assert count == "1" == str(len(Page(above.get(url)).rows()))


def test_an_agreement_that_ends_soon_is_named_with_its_number_and_last_day(
    signed_in: SignedIn, world: World, people: People
) -> None:
    shop = world.partner("HV", "Nhà hàng Hương Việt")
    world.signed("02/TT", shop, world.province, until=date(2026, 6, 1))
    client = signed_in(people.officer(world.province))
    behind = client.get(HERE + "can-theo-doi", headers={"X-Fragment": "1"})
    told = Page(behind, is_part=True).text
    assert "Nhà hàng Hương Việt: số 02/TT, đến hết 31/05/2026" in told


@pytest.mark.usefixtures("looked_through")
def test_an_upper_union_sees_whose_report_is_late_until_it_is_said_to_be_sent(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    chair, above = people.officer(world.lotus), people.officer(world.north)
    late = HERE + "don-vi-cham?thieu=bao_cao"
    site.now = people.now + timedelta(days=15, hours=6)  # 16:00 on the 16th
    assert Page(signed_in(above).get(late)).rows() == []
    site.now += timedelta(hours=2)
    page = Page(signed_in(above).get(late))
    assert page.heading.endswith("báo cáo Tháng 5/2026")
    assert [row[1] for row in page.rows()] == ["SEN"]
    theirs, report = signed_in(chair), HERE + "bao-cao/bt259-pl01/SEN/2026-05"
    Page(theirs.get(report)).send(theirs, action="/da-gui")
    assert Page(signed_in(above).get(late)).rows() == []
    Page(theirs.get(report)).send(theirs, action="/chua-gui")
    assert len(Page(signed_in(above).get(late)).rows()) == 1
