"""A member asks to belong to another unit: the one they leave can see to it, and those above."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.audit import Entry
from benefits.members import (
    BeneficiaryKind,
    CorrectedField,
    Correction,
    Membership,
    corrections,
)
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_corrections import INBOX, ask, hanh, officer, only
from tests.page import Page
from tests.world import World

__all__ = ["hanh", "officer"]


def test_the_unit_somebody_leaves_moves_them_to_any_other(
    hanh: Visitor, officer: Visitor, world: World
) -> None:
    session = world.session
    page = ask(hanh, "unit", "CĐCS Công ty Bình Minh")
    assert "Đã gửi công đoàn cơ sở và công đoàn cấp trên" in page.text
    address = f"{INBOX}{only(session).id}"
    page = Page(officer.get(address))
    assert "Công đoàn phường Bắc từ lúc gửi" in page.text
    assert [each["value"] for each in page.soup.select("input[name=unit]")] == ["BM"]
    assert "chọn đơn vị" in Page(page.send(officer, action="/sua")).mistakes[0]
    early = Page(page.send(officer, {"unit": "BM", "since": "2026-05-02"}, action="/sua"))
    assert "hôm nay hoặc một ngày đã qua" in early.mistakes[0]
    assert "Không có đơn vị nào khớp" in Page(officer.get(f"{address}?tim=không có")).text
    page.send(officer, {"unit": "BM", "since": "2026-04-01"}, action="/sua")
    spans = session.scalars(
        select(Membership)
        .where(Membership.member_id == world.hanh.id)
        .order_by(Membership.valid_from)
    ).all()
    assert [(each.organization_id, each.valid_from) for each in spans] == [
        (world.lotus.id, date(2020, 1, 1)),
        (world.dawn.id, date(2026, 4, 1)),
    ]
    assert only(session).state == "accepted"
    noted = set(session.scalars(select(Entry.act)))
    assert noted >= {"member_transferred", "correction_accepted"}


def test_the_unit_they_are_in_already_is_no_answer_unless_they_were_moved_since(
    hanh: Visitor, officer: Visitor, people: People, world: World, signed_in: SignedIn
) -> None:
    session = world.session
    ask(hanh, "unit", "Hoa Sen")
    page = Page(officer.get(f"{INBOX}{only(session).id}"))
    refused = Page(page.send(officer, {"unit": "SEN"}, action="/sua"))
    assert "đang ở chính đơn vị đó" in refused.mistakes[0]
    purchases.transfer(session, world.hanh.id, world.dawn.id, date(2026, 5, 1), now=people.now)
    above = signed_in(people.officer(world.province))
    page = Page(above.get(f"{INBOX}{only(session).id}?tim=BM"))
    assert page.send(above, {"unit": "BM"}, action="/sua").status_code == 303
    assert only(session).state == "accepted"


def test_those_above_know_of_a_wish_to_move_from_the_first_day(
    hanh: Visitor, people: People, world: World, signed_in: SignedIn, session: Session
) -> None:
    ask(hanh, "unit", "CĐCS Công ty Bình Minh")
    ask(hanh, "phone", "0912345679")
    above = signed_in(people.officer(world.north))
    [row] = Page(above.get(f"{INBOX}?trang_thai=chuyen_don_vi")).rows()
    assert row[2] == "Đơn vị"
    assert "Đoàn viên ở cấp dưới xin chuyển đơn vị" in Page(above.get("/cong-doan/")).text
    moves = select(Correction).where(Correction.field == CorrectedField.UNIT)
    page = Page(above.get(f"{INBOX}{session.scalars(moves).one().id}"))
    assert "CĐCS Công ty Hoa Sen cũng chuyển được" in page.text
    page.send(above, {"unit": "BM"}, action="/sua")
    assert session.scalars(moves).one().state == "accepted"


def test_a_relative_goes_where_their_member_goes(
    people: People, world: World, signed_in: SignedIn, session: Session
) -> None:
    kind = BeneficiaryKind.THAN_NHAN
    child = world.member("DV900", "Nguyễn Văn Con", world.lotus, kind=kind)
    asked = corrections.ask(session, child, CorrectedField.UNIT, "Bình Minh", now=people.now)
    officer = signed_in(people.officer(world.lotus))
    page = Page(officer.get(f"{INBOX}{asked.id}"))
    refused = Page(page.send(officer, {"unit": "BM"}, action="/sua"))
    assert "hãy chuyển đoàn viên đó" in refused.mistakes[0]
