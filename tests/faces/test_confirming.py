"""The quarterly look through a unit's list, and what its superior sees of those who do not look."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.members import Confirmation, confirming
from benefits.reorganizations import Kind, Part, Plan
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_membership import CONFIRM, lotus_officer, spans
from tests.page import Page
from tests.support.deciding import decided
from tests.world import World

__all__ = ["lotus_officer"]


def test_a_unit_confirms_its_list_each_quarter(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    part = world.unit("SEN-1", "Bộ phận May 1", world.lotus.level.BO_PHAN, world.lotus)
    world.member("DV010", "Phạm Văn Út", part)
    home = Page(lotus_officer.get("/cong-doan/"))
    assert "Xác nhận danh sách quý này" in home.text
    page = Page(lotus_officer.get(CONFIRM))
    assert page.heading == "3 người còn đủ?"
    changed = Page(page.send(lotus_officer, {"seen": "2", "left": [str(world.son.id)]}))
    assert "nay có 3 người" in changed.text
    assert changed.form()["left"] == str(world.son.id)
    early = {"left": [str(world.son.id)], "day": "2019-12-31", "reason": "nghi_huu"}
    refused = Page(page.send(lotus_officer, early))
    assert refused.mistakes
    assert session.scalar(select(Confirmation)) is None
    told = {"left": [str(world.son.id), str(world.lan.id)], "day": "2026-04-30"}
    assert page.send(lotus_officer, {**told, "reason": "roi_don_vi"}).status_code == 303
    kept = session.scalars(select(Confirmation)).one()
    assert (kept.organization_id, kept.people, kept.leavers) == (world.lotus.id, 2, 1)
    assert spans(session, world.son)[-1].valid_until == date(2026, 5, 1)
    assert spans(session, world.lan)[-1].valid_until is None  # not of this unit
    assert "Xác nhận danh sách quý này" not in Page(lotus_officer.get("/cong-doan/")).text
    assert "Quý này đã xác nhận." in Page(lotus_officer.get(CONFIRM)).text


def test_a_unit_without_people_of_its_own_is_asked_nothing(
    signed_in: SignedIn, people: People, world: World
) -> None:
    page = Page(signed_in(people.officer(world.province)).get(CONFIRM))
    assert page.heading == "Xác nhận danh sách"
    assert "tự xác nhận danh sách của mình" in page.text


def test_whoever_left_today_is_counted_and_listed_no_more(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    """The last day is today unless somebody says otherwise; a coming one has not been left on."""
    page = Page(lotus_officer.get(CONFIRM))
    ticked = {"left": [str(world.son.id)]}
    ahead = Page(page.send(lotus_officer, {**ticked, "day": "2026-05-02"}))
    assert ahead.mistakes == ["Hãy chọn hôm nay hoặc một ngày đã qua."]
    done = Page(page.send(lotus_officer, ticked, follow_redirects=True))
    assert "Đã xác nhận: 1 người." in done.text
    assert session.scalars(select(Confirmation.people)).all() == [1]
    again = Page(lotus_officer.get(CONFIRM))
    assert again.heading == "1 người còn đủ?"
    assert "Trần Văn Sơn" not in again.text


def test_people_of_a_part_of_a_part_stand_on_the_list(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    above = world.lotus
    for number in range(1, 4):
        above = world.unit(f"SEN-{number}", f"Tổ {number}", world.lotus.level.BO_PHAN, above)
    world.member("DV011", "Phạm Thị Sâu", above)
    assert "Phạm Thị Sâu" in Page(lotus_officer.get(CONFIRM)).text
    alone = world.unit("RONG", "CĐCS chỉ có người ở tổ", world.lotus.level, world.north)
    part = world.unit("RONG-1", "Phân xưởng", world.lotus.level.BO_PHAN, alone)
    team = world.unit("RONG-1-1", "Tổ", world.lotus.level.BO_PHAN, part)
    world.member("DV012", "Lê Văn Tổ", team)
    late = set(session.scalars(confirming.unconfirmed(date(2026, 6, 2))))
    assert late == {world.lotus.id, world.dawn.id, alone.id}


def test_what_nobody_confirmed_for_six_months_shows_on_the_superiors_desk(
    signed_in: SignedIn, people: People, session: Session, world: World, now: datetime
) -> None:
    world.unit("RONG", "CĐCS không có ai", world.lotus.level, world.north)
    later = date(2026, 6, 2)  # everybody has been known since the first of December
    assert not session.scalars(confirming.unconfirmed(date(2026, 6, 1))).all()
    late = confirming.unconfirmed(later)
    assert set(session.scalars(late)) == {world.lotus.id, world.dawn.id}
    officer = people.officer(world.lotus).account
    made = {"people": 2, "leavers": 0, "by": officer.id}
    confirming.confirm(session, world.lotus.id, **made, now=now - timedelta(days=150))
    assert set(session.scalars(late)) == {world.dawn.id}
    superior = signed_in(people.officer(world.province))
    assert "Đơn vị quá 6 tháng chưa xác nhận danh sách" in superior.get(
        "/cong-doan/can-theo-doi"
    ).get_data(as_text=True)
    listed = Page(superior.get("/cong-doan/don-vi-cham?thieu=xac_nhan"))
    assert "Không có đơn vị nào như vậy." in listed.text


@pytest.mark.parametrize("through", [None, "RONG"])
def test_people_of_a_late_unit_are_late_in_the_one_that_took_them_over_until_it_confirms(
    session: Session, world: World, now: datetime, through: str | None
) -> None:
    """Directly, or by way of another into which they merged before."""
    day, made = date(2026, 5, 1), partial(confirming.confirm, people=1, leavers=0, by=None)
    late = confirming.unconfirmed(date(2026, 6, 2))
    made(session, world.dawn.id, now=now - timedelta(days=30))
    if through:
        world.unit(through, "CĐCS ở giữa", world.lotus.level, world.north)
        decided(world, now, Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into=through))
        day = date(2026, 5, 20)
    plan = Plan(kind=Kind.SAP_NHAP, day=day, units=(through or "SEN",), into="BM")
    decided(world, now + timedelta(hours=1), plan)
    assert set(session.scalars(late)) == {world.dawn.id}
    before = now + timedelta(days=(day - now.date()).days - 1)
    made(session, world.dawn.id, now=before)
    assert set(session.scalars(late)) == {world.dawn.id}
    made(session, world.dawn.id, now=before + timedelta(days=1, hours=2))
    assert not session.scalars(late).all()


@pytest.mark.parametrize("change", [Kind.HOP_NHAT, Kind.CHIA, Kind.TACH])
def test_people_of_a_late_unit_are_late_in_a_new_one_too(
    session: Session, world: World, now: datetime, change: Kind
) -> None:
    made, level = partial(confirming.confirm, people=1, leavers=0, by=None), world.lotus.level
    code = {"RONG-1": {world.hanh.id}, "RONG-2": {world.son.id}}
    if change is not Kind.CHIA:
        code = {"RONG-1": {world.hanh.id} if change is Kind.TACH else set()}
    parts = tuple(
        Part(code=each, name=each, level=level, members=frozenset(some))
        for each, some in code.items()
    )
    units = ("SEN", "BM") if change is Kind.HOP_NHAT else ("SEN",)
    plan = Plan(kind=change, day=date(2026, 5, 1), units=units, parts=parts)
    decided(world, now, plan)
    late = confirming.unconfirmed(date(2026, 6, 2))
    found = {organization.by_code(session, each).id for each in code}
    assert set(session.scalars(late)) >= found
    assert all(confirming.is_late(session, each, date(2026, 6, 2)) for each in found)
    for each in found:
        made(session, each, now=now + timedelta(days=1))
    assert not found.intersection(session.scalars(late))
    assert not any(confirming.is_late(session, each, date(2026, 6, 2)) for each in found)


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 8, 31), date(2026, 2, 28)), (date(2026, 3, 1), date(2025, 9, 1))],
)
def test_six_months_back_is_a_day_of_that_month(day: date, before: date) -> None:
    assert confirming.months_before(day) == before
