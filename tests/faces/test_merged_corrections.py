"""What somebody asked under one of two records is the person's request when the two are one."""

from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.audit import Entry
from benefits.members import CorrectedField, Correction, CorrectionState, Member, corrections
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

MINE = "/the/du-lieu"
INBOX = "/cong-doan/yeu-cau/"
NUMBER = "+84912345678"


class Asked(NamedTuple):
    """A record that was merged into Hạnh's, the person's browser, and what was asked with it."""

    record: Member
    browser: Visitor
    request: Correction


@pytest.fixture
def asked(signed_in: SignedIn, people: People, world: World, session: Session) -> Asked:
    record = world.member("TRUNG", "Nguyễn Thị Hạnh Cũ", world.dawn)
    browser = signed_in(people.member(record))
    field = CorrectedField.PHONE
    request = corrections.ask(session, record, field, "0912345678", now=people.now)
    purchases.merge(session, record, world.hanh, now=people.now)
    session.flush()
    return Asked(record, browser, request)


def test_it_is_still_the_persons_to_read_and_to_take_back(asked: Asked, session: Session) -> None:
    page = Page(asked.browser.get(MINE))
    assert "0912345678" in page.text
    twice = page.send(asked.browser, {"field": "phone", "wanted": "0912345678", "note": ""})
    assert twice.status_code == 303
    assert len(session.scalars(select(Correction)).all()) == 1
    other = Page(page.send(asked.browser, {"field": "phone", "wanted": "0987654321", "note": ""}))
    assert "đang chờ trả lời" in other.mistakes[0]
    page.send(asked.browser, action="/rut")
    session.refresh(asked.request)
    assert asked.request.state is CorrectionState.WITHDRAWN


def test_the_unit_of_the_record_that_stands_answers_and_that_record_is_mended(
    asked: Asked, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    address = f"{INBOX}{asked.request.id}"
    assert signed_in(people.officer(world.dawn)).get(address).status_code == 404
    officer = signed_in(people.officer(world.lotus))
    for typed in ("", "?tim=TRUNG", "?tim=DV001"):  # either record finds it
        [row] = Page(officer.get(f"{INBOX}{typed}")).rows()
        assert row[:3] == ["Nguyễn Thị Hạnh", "CĐCS Công ty Hoa Sen", "Điện thoại"]
    page = Page(officer.get(address))
    assert page.heading == "Nguyễn Thị Hạnh"
    assert page.send(officer, {"answer": "Đã ghi số mới"}, action="/sua").status_code == 303
    session.expire_all()
    assert (world.hanh.phone, asked.record.phone) == (NUMBER, None)
    assert "Công đoàn trả lời: Đã ghi số mới" in Page(asked.browser.get(MINE)).text
    opened = select(Entry.subject_key).where(Entry.act == "member_seen")
    assert set(session.scalars(opened)) == {str(world.hanh.id)}


def test_the_same_wish_of_both_records_is_answered_at_once_and_another_is_shown_beside(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    record = world.member("TRUNG", "Nguyễn Thị Hạnh", world.dawn)
    wishes = [
        corrections.ask(session, whose, field, wanted, now=people.now)
        for whose, field, wanted in (
            (world.hanh, CorrectedField.PHONE, "0912345678"),
            (record, CorrectedField.PHONE, "0912345678"),
            (world.hanh, CorrectedField.BIRTH, "1990"),
            (record, CorrectedField.BIRTH, "05/10/1990"),
        )
    ]
    purchases.merge(session, record, world.hanh, now=people.now)
    officer = signed_in(people.officer(world.lotus))
    Page(officer.get(f"{INBOX}{wishes[0].id}")).send(officer, action="/sua")
    page = Page(officer.get(f"{INBOX}{wishes[2].id}"))
    assert "05/10/1990" in page.text
    page.send(officer, action="/sua")
    session.expire_all()
    assert [each.is_open for each in wishes] == [False, False, False, True]
    assert wishes[1].state is CorrectionState.ACCEPTED
    assert (world.hanh.phone, world.hanh.birth) == (NUMBER, "1990")


def test_a_new_name_is_the_name_of_every_account_the_person_signs_in_with(
    asked: Asked, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    own = people.member(world.hanh)
    name = corrections.ask(
        session, world.hanh, CorrectedField.FULL_NAME, "Nguyễn Thị Mỹ Hạnh", now=people.now
    )
    officer = signed_in(people.officer(world.lotus))
    Page(officer.get(f"{INBOX}{name.id}")).send(officer, action="/sua")
    session.refresh(own.account)
    assert own.account.name == "Nguyễn Thị Mỹ Hạnh"
    assert asked.browser.get(MINE).status_code == 200
