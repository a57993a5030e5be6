"""What still has to be printed is found, said before it goes out twice, and asked for once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards import Medium
from benefits.cards.printing import serial_of
from benefits.desk.carding import card_work
from benefits.jobs import Job
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, upload
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"
PRINTING = f"{DESK}/in-the"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def listed(officer: Visitor, **asked: str) -> list[str]:
    page = Page(officer.get(f"{DESK}/the/", query_string=asked))
    return sorted(row[1] for row in page.rows())


def test_what_was_never_printed_or_before_a_day_is_found_and_said_before_it_goes_out_again(
    officer: Visitor, world: World, session: Session, now: datetime, work: Work
) -> None:
    hanh, son = world.hanh.full_name, world.son.full_name
    world.card(world.son, medium=Medium.PHONE)
    world.hanh_card.printed_at = now - timedelta(days=30)
    session.flush()
    day = (now - timedelta(days=2)).date().isoformat()
    assert listed(officer, lan_in="chua") == [son]
    assert listed(officer, lan_in="truoc", in_truoc=day) == sorted([hanh, son])
    assert listed(officer, in_truoc="2026-03-01") == [son]
    assert "Hãy chọn ngày." in Page(officer.get(f"{DESK}/the/?lan_in=truoc")).mistakes
    rows = Page(officer.get(f"{DESK}/the/?loai=print")).rows()
    assert {row[6] for row in rows} == {"01/04/2026", "–"}

    page = Page(officer.get(f"{PRINTING}/danh-sach?loai=print"))
    assert "1 thẻ trong số này đã in rồi, lần cuối lúc" in page.text
    assert "hãy thu thẻ cũ" in page.text
    assert "đã in rồi" not in Page(officer.get(f"{PRINTING}/danh-sach?lan_in=chua")).text
    first, second = (page.send(officer, action="/in-the/") for _ in range(2))
    assert first.location == second.location
    assert len(session.scalars(select(Job).where(Job.kind == "print_cards")).all()) == 1
    work()
    assert listed(officer, lan_in="chua") == []
    assert page.send(officer, action="/in-the/").location != first.location


@pytest.mark.either_database
def test_a_list_too_long_for_one_file_is_printed_part_by_part(
    officer: Visitor, session: Session, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_work, "MOST", 1)
    too_long = Page(officer.get(f"{PRINTING}/danh-sach?loai=print"))
    assert "Danh sách dài hơn 1 thẻ" in too_long.text
    for left in (1, 0):
        page = Page(officer.get(f"{PRINTING}/danh-sach?lan_in=chua"))
        assert "in tiếp phần còn lại" in page.text
        page.send(officer, action="/in-the/")
        work()
        assert len(listed(officer, lan_in="chua")) == left
    done = [job.input["indexes"] for job in session.scalars(select(Job).order_by(Job.id))]
    assert [len(each) for each in done] == [1, 1]
    assert done[0] < done[1]


def test_a_printed_card_that_bears_an_old_name_is_offered_again_where_the_name_changed(
    officer: Visitor, world: World, session: Session, now: datetime, work: Work
) -> None:
    world.hanh_card.printed_at = world.son_card.printed_at = now - timedelta(days=30)
    session.flush()
    person = f"{DESK}/doan-vien/{world.hanh.id}"
    serial = serial_of(world.hanh_card.index)
    offered = f"In lại thẻ {serial}"
    assert offered not in Page(officer.get(person)).links()
    page = Page(officer.get(f"{person}/sua"))
    sent = page.send(officer, {"phone": "0912345678"}, follow_redirects=True)
    assert offered not in Page(sent).links()
    page = Page(officer.get(f"{person}/sua"))
    sent = page.send(officer, {"full_name": "Nguyễn Thị Hạnh Mai"}, follow_redirects=True)
    assert Page(sent).links()[offered].endswith(f"/in-the/the/{world.hanh_card.index}")

    roster = f"STT,Họ và tên,Mã đoàn viên\n1,Trần Văn Sơn Tùng,{world.son.member_no}\n"
    page = upload(officer, roster)
    work()
    page = again(officer, page)
    assert "mang tên cũ" not in page.text
    page = Page(page.send(officer, action="/nhap/", follow_redirects=True))
    work()
    page = again(officer, page)
    assert "1 thẻ in mang tên cũ của người vừa đổi tên" in page.text
    where = page.links()["Xem các thẻ mang tên cũ, in lại"]
    assert len(Page(officer.get(where)).rows()) == 2
    page = Page(officer.get(f"{PRINTING}/danh-sach?lan_in=ten_cu"))
    page.send(officer, action="/in-the/")
    work()
    assert Page(officer.get(where)).rows() == []
    assert offered not in Page(officer.get(person)).links()


@pytest.mark.either_database
def test_letters_the_card_cannot_show_are_named_before_it_is_handed_out(
    officer: Visitor, world: World, session: Session, work: Work
) -> None:
    world.son.full_name = "김민수 Kim Min Su"
    session.flush()
    page = Page(officer.get(f"{PRINTING}/danh-sach?loai=print"))
    sent = page.send(officer, action="/in-the/")
    work()
    done = Page(officer.get(sent.location))
    assert "Xem lại 1 thẻ trước khi phát" in done.text
    [named] = [each.get_text() for each in done.soup.select(".notice li")]
    assert named == f"Thẻ số {serial_of(world.son_card.index)}: 김민수"
