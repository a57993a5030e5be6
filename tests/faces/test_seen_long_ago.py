"""A list looked at before somebody worked on its people: it is looked at again, and is older."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.jobs import Job, JobState
from benefits.members import Member
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, figures, upload
from tests.faces.test_parts_given_back import taken
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database
LIST = """Mã đoàn viên,Họ và tên,Điện thoại,Số thẻ đoàn viên
DV001,Nguyễn Thị Hạnh,0912000001,T01
DV002,Trần Văn Sơn,0912000002,T02
"""


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def looked_at(officer: Visitor, work: Work) -> Page:
    page = upload(officer, LIST)
    work()
    return again(officer, page)


def correct(officer: Visitor, member: Member, **values: str) -> None:
    page = Page(officer.get(f"/cong-doan/doan-vien/{member.id}/sua"))
    assert page.send(officer, values).status_code == 303


def test_a_correction_made_meanwhile_is_shown_and_not_turned_back(
    lotus: Visitor, work: Work, session: Session, world: World
) -> None:
    correct(lotus, world.hanh, phone="0912000009")
    old = looked_at(lotus, work)
    assert figures(old)["Sẽ sửa"] == "2"
    correct(lotus, world.hanh, full_name="Nguyễn Thị Hạnh Mới")
    anew = taken(lotus, work, old)
    assert anew.heading == "Xem trước tệp"
    assert (figures(anew)["Sẽ sửa"], figures(anew)["Nên xem lại"]) == ("2", "1")
    assert "giữ giá trị mới hơn" in anew.text
    done = taken(lotus, work, anew)
    assert (done.heading, figures(done)["Đã sửa"]) == ("Nhập tệp", "2")
    session.expire_all()
    hanh = session.scalars(select(Member).where(Member.member_no == "DV001")).one()
    told = hanh.full_name, hanh.phone, hanh.union_card_no
    assert told == ("Nguyễn Thị Hạnh Mới", "+84912000001", "T01")


def test_what_happens_in_other_units_lets_a_list_be_taken_in_as_it_was_seen(
    lotus: Visitor, work: Work, signed_in: SignedIn, people: People, world: World
) -> None:
    page = looked_at(lotus, work)
    correct(signed_in(people.officer(world.dawn)), world.lan, full_name="Lê Thị Ngọc Lan Mới")
    done = taken(lotus, work, page)
    assert (done.heading, figures(done)["Đã sửa"]) == ("Nhập tệp", "2")


def test_a_list_whose_people_are_worked_on_all_the_time_is_shown_again_only_once(
    lotus: Visitor, work: Work, world: World
) -> None:
    page = looked_at(lotus, work)
    headings = []
    for digit in "34":
        correct(lotus, world.son, phone=f"091200001{digit}")
        page = taken(lotus, work, page)
        headings.append(page.heading)
    assert headings == ["Xem trước tệp", "Nhập tệp"]


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE])
def test_pressing_once_more_shows_the_import_that_is_under_way_or_done(
    lotus: Visitor, work: Work, session: Session, state: JobState
) -> None:
    page = upload(lotus, f"{LIST}DV900,Phạm Thị Mới,0912000077,T09\n")
    work()
    seen = again(lotus, page)
    taken(lotus, work, seen)
    job = session.scalars(select(Job).where(Job.kind == "import")).one()
    job.state = state
    session.flush()
    assert seen.send(lotus, action="/nhap/").headers["Location"].endswith(f"/{job.id}")
    assert session.scalars(select(Job).where(Job.kind == "rehearse", Job.id > job.id)).all() == []
    assert len(session.scalars(select(Job).where(Job.kind == "import")).all()) == 1
