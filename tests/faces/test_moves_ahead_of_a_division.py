"""At the desk while a unit is to be divided: whoever comes to it is told where it leads."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cli.tidy_task import tidy
from benefits.database import Database
from benefits.jobs import FileStore
from benefits.members import Member
from benefits.purchases import transfer
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, upload
from tests.faces.test_membership import PEOPLE
from tests.integration.test_ahead_of_a_division import DAY, dividing
from tests.page import Page
from tests.support.deciding import closing, decided, spans
from tests.world import World

ENDS = "chấm dứt sau ngày 30/06/2026"
TODAY, FAR = date(2026, 5, 1), date(2096, 7, 1)


@pytest.fixture
def top(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def moved(client: Visitor, member: Member) -> Page:
    page = Page(client.get(f"{PEOPLE}{member.id}/chuyen?tim=SEN"))
    typed = {"unit": "SEN", "day": TODAY.isoformat()}
    return Page(page.send(client, typed, action="", follow_redirects=True))


def test_who_is_moved_or_added_there_goes_on_in_a_part(
    top: Visitor, world: World, session: Session, now: datetime
) -> None:
    decided(world, now, dividing(world.hanh))
    assert ENDS not in moved(top, world.lan).text
    assert spans(world, world.lan.id)[-2:] == [("SEN", TODAY, DAY), ("P2", DAY, None)]
    page = Page(top.get(f"{PEOPLE}{world.hanh.id}/than-nhan"))
    child = {"full_name": "Lê Minh Anh", "since": TODAY.isoformat(), "member_no": "TN1"}
    assert page.send(top, child, action="").status_code == 303
    added = session.scalars(select(Member).where(Member.member_no == "TN1")).one()
    assert spans(world, added.id) == [("SEN", TODAY, DAY), ("P1", DAY, None)]


def test_where_the_unit_just_ends_whoever_moves_somebody_there_reads_it(
    top: Visitor, world: World, now: datetime
) -> None:
    decided(world, now, closing(DAY))
    assert ENDS in moved(top, world.lan).text


@pytest.mark.either_database
def test_whom_a_list_brings_there_goes_on_too(
    top: Visitor, world: World, session: Session, now: datetime, work: Work
) -> None:
    decided(world, now, dividing(world.hanh, day=FAR))  # the background has a clock of its own
    page = upload(top, "Mã đoàn viên,Họ và tên,Mã đơn vị\nM77,Trần Văn Mới,SEN\n")
    work()
    page = again(top, page)
    Page(page.send(top, action="/nhap/", follow_redirects=True))
    work()
    came = session.scalars(select(Member).where(Member.member_no == "M77")).one()
    assert [each[0] for each in spans(world, came.id)] == ["SEN", "P2"]


def test_what_came_about_elsewhere_is_put_right_by_the_day(
    world: World, now: datetime, nested_database: Database, session: Session, tmp_path: Path
) -> None:
    decided(world, now, dividing(world.hanh))
    transfer(session, world.lan.id, world.lotus.id, TODAY, now=now)
    tidy(nested_database, FileStore(tmp_path), now)
    session.expire_all()
    assert spans(world, world.lan.id)[-1] == ("P2", DAY, None)
