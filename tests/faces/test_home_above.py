"""The first page further up: what is late below, and what ends soon."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits.members import CorrectedField, corrections
from benefits.organization import Level
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site
from tests.faces.test_home import HERE, looked_through, tasks_of
from tests.page import Page
from tests.world import World

__all__ = ["looked_through"]


@pytest.mark.either_database
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


@pytest.mark.either_database
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


@pytest.mark.usefixtures("looked_through")
def test_who_has_nobody_to_say_that_a_report_was_sent_is_counted_beside_those_who_are_late(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    people.officer(world.lotus)
    world.unit("SEN-1", "Tổ may số 1", Level.BO_PHAN, world.lotus)
    above = people.officer(world.province)
    site.now = people.now + timedelta(days=15, hours=8)
    office = signed_in(above)
    late = Page(office.get(HERE + "don-vi-cham?thieu=bao_cao"))
    assert [row[1] for row in late.rows()] == ["SEN"]
    assert "Chưa kể 1 đơn vị chưa có cán bộ lúc đến hạn" in late.text
    part = office.get(HERE + "can-theo-doi", headers={"X-Fragment": "1"})
    assert "Chưa kể 1 đơn vị" in Page(part, is_part=True).text
    lacking = Page(office.get(HERE + "don-vi-cham?thieu=can_bo"))
    badges = {row[1]: (row[6], row[8]) for row in lacking.rows()}
    assert badges["BM"] == ("Chưa có", "Chưa có cán bộ để báo")
    assert badges["BAC"] == ("Chưa có", "Chưa đến hạn")


@pytest.mark.either_database
def test_a_part_of_a_union_that_has_officers_lacks_none(
    signed_in: SignedIn, world: World, people: People
) -> None:
    first = world.unit("SEN-1", "Công đoàn bộ phận May", Level.BO_PHAN, world.lotus)
    world.unit("SEN-1-A", "Tổ 1", Level.BO_PHAN, first)
    world.unit("BM-1", "Công đoàn bộ phận Dệt", Level.BO_PHAN, world.dawn)
    people.officer(world.lotus)
    office = signed_in(people.officer(world.province))
    lacking = Page(office.get(HERE + "don-vi-cham?thieu=can_bo"))
    assert {row[1] for row in lacking.rows()} == {"BM", "BM-1", "BAC", "NAM"}
    people.officer(world.dawn)
    lacking = Page(office.get(HERE + "don-vi-cham?thieu=can_bo"))
    assert {row[1] for row in lacking.rows()} == {"BAC", "NAM"}
