"""A member asks for data to be mended; the unit's officers answer within two working days."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import FOR_UNIT, Entry
from benefits.members import (
    CorrectedField,
    Correction,
    MemberWord,
    PersonalChange,
    corrections,
)
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

MINE = "/the/du-lieu"
INBOX = "/cong-doan/yeu-cau/"


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def ask(visitor: Visitor, field: str, wanted: str, note: str = "") -> Page:
    page = Page(visitor.get(MINE))
    sent = {"field": field, "wanted": wanted, "note": note}
    return Page(page.send(visitor, sent, follow_redirects=True))


def only(session: Session) -> Correction:
    session.expire_all()
    return session.scalars(select(Correction)).one()


class TestAsking:
    def test_the_request_shows_old_beside_new_and_its_clock(
        self, hanh: Visitor, world: World, session: Session
    ) -> None:
        page = ask(hanh, "full_name", "Nguyễn  Thị Mỹ Hạnh", "Theo căn cước mới")
        assert "Nguyễn Thị Hạnh → Nguyễn Thị Mỹ Hạnh" in page.text
        assert "Đang chờ" in page.text
        # Friday 1 May: answered by the end of Tuesday.
        assert only(session).due_at == datetime(2026, 5, 5, 17, 0, tzinfo=UTC)
        assert world.hanh.full_name == "Nguyễn Thị Hạnh"

    @pytest.mark.either_database
    def test_what_cannot_be_is_refused_beside_its_field(
        self, hanh: Visitor, session: Session
    ) -> None:
        for field, wanted, said in (
            ("full_name", "Nguyễn Thị Hạnh", "đã giống"),
            ("full_name", "123", "không đọc được"),
            ("birth", "31/02/1990", "Không có ngày này"),
            ("birth", "2190", "sinh"),
            ("birth", "5-1990", "Không đọc được ngày sinh"),
            ("phone", "12", "Không phải số điện thoại"),
            ("other", "   ", "Hãy ghi điều đúng"),
            ("other", "x" * 501, "Chỉ ghi tối đa 500 ký tự."),
            ("salary", "1", "chọn"),
        ):
            page = ask(hanh, field, wanted)
            assert page.status == 422
            assert said in " ".join(page.mistakes), (field, wanted)
        assert session.scalars(select(Correction)).all() == []

    def test_values_are_kept_as_the_register_writes_them(
        self, world: World, session: Session, now: datetime
    ) -> None:
        for field, wanted, kept in (
            (CorrectedField.BIRTH, "5/10/1990", "1990-10-05"),
            (CorrectedField.BIRTH, "1990-10-05", "1990-10-05"),
            (CorrectedField.BIRTH, "1990", "1990"),
            (CorrectedField.PHONE, "0912 345 679", "+84912345679"),
            (CorrectedField.UNIT, "  CĐCS  Bình Minh", "CĐCS Bình Minh"),
        ):
            made = corrections.ask(session, world.hanh, field, wanted, now=now)
            assert made.wanted == kept
            corrections.withdraw(session, made, by=None, now=now)

    def test_sent_twice_it_is_one_and_another_value_has_to_wait(
        self, hanh: Visitor, session: Session
    ) -> None:
        for _ in range(2):
            ask(hanh, "phone", "0912345679")
        assert only(session).wanted == "+84912345679"
        assert "đang chờ trả lời" in ask(hanh, "phone", "0912345678").mistakes[0]

    @pytest.mark.either_database
    def test_it_can_be_withdrawn_but_only_by_who_asked(
        self, hanh: Visitor, world: World, people: People, signed_in: SignedIn, session: Session
    ) -> None:
        page = ask(hanh, "phone", "0912345679")
        son = signed_in(people.member(world.son))
        foreign = Page(son.get(MINE)).form()
        address = f"{MINE}/{only(session).id}/rut"
        assert son.post(address, data=foreign).status_code == 404
        page = Page(page.send(hanh, action="/rut", follow_redirects=True))
        assert "Đã rút" in page.text
        assert not only(session).is_open


class TestAnswering:
    def test_accepting_changes_the_register_and_keeps_the_old_value_apart(
        self, hanh: Visitor, officer: Visitor, world: World, session: Session
    ) -> None:
        ask(hanh, "full_name", "Nguyễn Thị Mỹ Hạnh")
        [row] = Page(officer.get(INBOX)).rows()
        assert row[:4] == ["Nguyễn Thị Hạnh", "CĐCS Công ty Hoa Sen", "Họ và tên", "Đang chờ"]
        page = Page(officer.get(f"{INBOX}{only(session).id}"))
        done = Page(page.send(officer, action="/sua", follow_redirects=True))
        assert "Đã sửa" in done.text
        session.refresh(world.hanh)
        assert world.hanh.full_name == "Nguyễn Thị Mỹ Hạnh"
        assert "my" in set(session.scalars(select(MemberWord.word)))
        [change] = session.scalars(select(PersonalChange)).all()
        assert change.old_value == "Nguyễn Thị Hạnh"
        [entry] = session.scalars(select(Entry).where(Entry.act == "correction_accepted")).all()
        about = {"field": "full_name", "member_id": world.hanh.id}
        assert entry.fields == about | {FOR_UNIT: world.lotus.id}
        assert "Đã sửa" in Page(hanh.get(MINE)).text
        assert "Nguyễn Thị Mỹ Hạnh" in Page(hanh.get("/the/")).text

    @pytest.mark.either_database
    def test_declining_needs_a_reason_which_the_member_reads(
        self, hanh: Visitor, officer: Visitor, world: World, session: Session
    ) -> None:
        ask(hanh, "birth", "14/02/1990")
        page = Page(officer.get(f"{INBOX}{only(session).id}"))
        assert page.send(officer, action="khong-sua").status_code == 422
        page.send(officer, {"reason": "Chưa khớp căn cước, hãy mang giấy."}, action="khong-sua")
        assert "hãy mang giấy" in Page(hanh.get(MINE)).text
        session.refresh(world.hanh)
        assert world.hanh.birth is None

    def test_of_two_officers_the_second_is_told(
        self, hanh: Visitor, officer: Visitor, session: Session
    ) -> None:
        ask(hanh, "phone", "0912345679")
        page = Page(officer.get(f"{INBOX}{only(session).id}"))
        page.send(officer, action="/sua")
        late = Page(
            page.send(officer, {"reason": "Không"}, action="khong-sua", follow_redirects=True)
        )
        assert "đã được trả lời" in late.text
        assert only(session).state == "accepted"

    @pytest.mark.either_database
    def test_another_unit_does_not_see_it_and_a_superior_does(
        self, hanh: Visitor, world: World, people: People, signed_in: SignedIn, session: Session
    ) -> None:
        ask(hanh, "phone", "0912345679")
        address = f"{INBOX}{only(session).id}"
        assert signed_in(people.officer(world.dawn)).get(address).status_code == 404
        assert signed_in(people.officer(world.province)).get(address).status_code == 200

    @pytest.mark.either_database
    def test_what_is_late_is_said_to_both_sides_and_stands_first(
        self, hanh: Visitor, officer: Visitor, world: World, people: People, session: Session
    ) -> None:
        for member, ago in ((world.son, 0), (world.hanh, 6)):
            asked_at = people.now - timedelta(days=ago)
            corrections.ask(session, member, CorrectedField.BIRTH, "1991", now=asked_at)
        page = Page(officer.get(INBOX))
        assert [row[3] for row in page.rows()] == ["Quá hạn", "Đang chờ"]
        assert "Đang chờ 2 Quá hạn 1" in page.text
        late = Page(officer.get(f"{INBOX}?trang_thai=qua_han"))
        assert [row[3] for row in late.rows()] == ["Quá hạn"]
        assert "Quá hạn trả lời" in Page(hanh.get(MINE)).text


@pytest.mark.either_database
def test_the_inbox_asks_as_much_for_many_as_for_few(
    officer: Visitor, world: World, people: People, statements: list[str]
) -> None:
    session = world.session

    def asked_for(count: int) -> int:
        for number in range(count):
            member = world.member(f"X{count}-{number}", f"Người Thứ {number}", world.lotus)
            corrections.ask(session, member, CorrectedField.BIRTH, "1991", now=people.now)
        statements.clear()
        assert officer.get(INBOX).status_code == 200
        return len(statements)

    assert asked_for(1) == asked_for(30) <= 14
