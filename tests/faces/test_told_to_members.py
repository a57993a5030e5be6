"""What officers took away, and why they put a name beside uses, is there for the person to read."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.audit import Entry
from benefits.jobs import Job
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn, Work
from tests.faces.members import HERE
from tests.faces.people import People
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"


def taken(session: Session) -> list[tuple[str, str, object]]:
    found = session.scalars(
        select(Entry)
        .where(Entry.act.in_(("list_taken", "roster_taken")), Entry.subject_type == "organizations")
        .order_by(Entry.id)
    )
    return [(each.act, each.subject_key, each.fields["list"]) for each in found]


@pytest.mark.either_database
def test_the_person_reads_the_reason_for_which_the_name_was_put_beside_uses(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    world.pharmacy.is_health = False
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    officer = signed_in(people.officer(world.province))
    page = Page(officer.get(f"{DESK}/luot/{bought.id}"))
    page.send(officer, {"why": "nghi_sai"}, action="/ten")
    hanh = signed_in(people.member(world.hanh))
    told = Page(hanh.get(f"{HERE}/ai-da-xem")).text
    assert "Xem tên bên lượt sử dụng" in told
    assert "Lý do: Kiểm tra nghi vấn dùng sai" in told
    assert "Lý do:" not in Page(signed_in(people.member(world.lan)).get(f"{HERE}/ai-da-xem")).text


@pytest.mark.either_database
def test_whoever_takes_printed_cards_away_is_told_of_in_the_unit_whose_people_they_name(
    signed_in: SignedIn, people: People, world: World, session: Session, work: Work
) -> None:
    own, officer = (signed_in(people.officer(each)) for each in (world.lotus, world.province))
    page = Page(own.get(f"{DESK}/the/{world.hanh_card.index}"))
    sent = page.send(own, action="/in", follow_redirects=True)
    work()
    for client in (own, officer):  # the superior prints nothing, and takes the file
        with client.get(f"{sent.request.path}/tep") as answer:
            assert answer.status_code == 200
    assert taken(session) == [("roster_taken", str(world.lotus.id), "print_cards")] * 2
    hanh = signed_in(people.member(world.hanh))
    assert Page(hanh.get(f"{HERE}/ai-da-xem")).text.count("Tải danh sách") == 2


@pytest.mark.either_database
def test_a_file_is_noted_once_when_it_is_handed_out_however_it_is_fetched(
    signed_in: SignedIn, people: People, world: World, session: Session, work: Work
) -> None:
    own = signed_in(people.officer(world.lotus))
    page = Page(own.get(f"{DESK}/the/{world.hanh_card.index}"))
    file = f"{page.send(own, action='/in', follow_redirects=True).request.path}/tep"
    work()
    with own.head(file) as answer:
        assert answer.status_code == 200
    assert taken(session) == []
    for given, status, noted in (
        ({"Range": "bytes=1-"}, 206, 1),  # all but a byte, and no beginning was fetched before
        ({"Range": "bytes=100-"}, 206, 1),
        ({"Range": "bytes=0-99"}, 206, 2),
        ({}, 200, 3),
        ({"Range": "bytes=99999999-"}, 416, 3),
    ):
        with own.get(file, headers=given) as answer:
            assert answer.status_code == status
        assert len(taken(session)) == noted, given
    with own.get(file) as answer:
        etag = answer.headers["ETag"]
    with own.get(file, headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 304
    assert len(taken(session)) == 4


@pytest.mark.either_database
def test_lists_that_name_people_are_told_of_and_others_noted_alone(
    signed_in: SignedIn, people: People, world: World, session: Session, work: Work
) -> None:
    asker, other = (people.officer(world.province) for _each in range(2))
    officer, colleague = signed_in(asker), signed_in(other)
    for path in ("yeu-cau", "trung", "doan-vien", "doi-tac"):
        page = Page(officer.get(f"{DESK}/{path}/"))
        token = page.form("dang-xuat")["csrf_token"]
        officer.post(f"{DESK}/{path}/xuat?dang=csv", data={"csrf_token": token})
    work()
    asked = taken(session)
    named = [("roster_taken", str(world.province.id))] * 3
    assert [each[:2] for each in asked] == [*named, ("list_taken", str(world.province.id))]
    for job in session.scalars(select(Job).where(Job.kind == "export_list").order_by(Job.id)):
        assert job.state is jobs.JobState.DONE
        for client in (officer, colleague):
            with client.get(f"{DESK}/viec/{job.id}/tep") as answer:
                assert answer.status_code == 200
    again = taken(session)[len(asked) :]
    assert [each[:2] for each in again] == [each[:2] for each in asked], "the asker was noted once"
