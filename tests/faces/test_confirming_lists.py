"""What is confirmed is the list that was looked at: whole, page after page, and once."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.desk.people import confirming_list
from benefits.members import Confirmation, EndReason, leaving
from benefits.reorganizations import Kind, Plan
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_membership import CONFIRM, lotus_officer, spans
from tests.page import Page
from tests.support.deciding import decided
from tests.world import World

__all__ = ["lotus_officer"]
SEEN_ALL = "Xác nhận danh sách"


def confirmed(session: Session) -> list[tuple[int, int]]:
    rows = session.execute(select(Confirmation.people, Confirmation.leavers))
    return [(people, leavers) for people, leavers in rows]


def pressed(client: Visitor, page: Page, **typed: str) -> Page:
    """Press one of the buttons, of which a browser sends only that."""
    sent = {name: value for name, value in page.form().items() if name != "only"} | typed
    to = page.soup.select_one("main form")["action"]  # type: ignore[index]
    return Page(client.post(str(to), data=sent, follow_redirects=True))


def test_as_many_other_people_are_another_list(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    page = Page(lotus_officer.get(CONFIRM))
    leaving.leave(session, world.son.id, date(2026, 4, 1), EndReason.ROI_DON_VI)
    world.member("DV020", "Người Lạ Chưa Ai Nhìn", world.lotus)
    refused = pressed(lotus_officer, page)
    assert "nay có 2 người" in refused.text
    assert "Người Lạ Chưa Ai Nhìn" in refused.text
    assert not confirmed(session)
    assert "Đã xác nhận: 2 người." in pressed(lotus_officer, refused).text
    assert confirmed(session) == [(2, 0)]


def test_a_mistake_about_the_day_does_not_let_a_changed_list_through(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    page = Page(lotus_officer.get(CONFIRM))
    world.member("DV021", "Người Vừa Đến", world.lotus)
    wrong = pressed(lotus_officer, page, day="2026-05-02")
    assert wrong.mistakes == ["Hãy chọn hôm nay hoặc một ngày đã qua."]
    again = pressed(lotus_officer, wrong, day="2026-05-01")
    assert "nay có 3 người" in again.text
    assert not confirmed(session)


@pytest.mark.parametrize("leaves", [False, True])
def test_a_list_that_is_sent_twice_is_confirmed_once(
    lotus_officer: Visitor, session: Session, world: World, *, leaves: bool
) -> None:
    child = world.member("TN020", "Con Của Sơn", world.lotus)
    spans(session, child)[0].relative_of_id = world.son.id
    session.flush()
    page = Page(lotus_officer.get(CONFIRM))
    ticked = {"left": str(world.son.id)} if leaves else {}
    first, second = (pressed(lotus_officer, page, **ticked) for _time in range(2))
    told = f"Đã xác nhận: {1 if leaves else 3} người."
    assert told in first.text
    assert told in second.text
    assert confirmed(session) == [(1, 1) if leaves else (3, 0)]
    noted = select(func.count()).where(audit.Entry.act == "list_confirmed")
    assert session.scalar(noted) == 1


def test_who_was_ticked_on_a_page_has_left_when_the_next_is_shown(
    lotus_officer: Visitor, session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming_list, "SHOWN", 1)
    page = Page(lotus_officer.get(CONFIRM))
    assert SEEN_ALL not in [each.get_text() for each in page.soup.select("main button")]
    [hanh] = page.soup.select("input[name=left]")
    onward = {"left": str(hanh["value"]), "only": "tiep"}
    for _time in range(2):  # sent twice, it leads on all the same
        last = pressed(lotus_officer, page, **onward)
        assert "Đã ghi 1 người rời." in last.text
        assert "Trần Văn Sơn" in last.text
    done = pressed(lotus_officer, last)
    assert "Đã xác nhận: 1 người." in done.text
    assert confirmed(session) == [(1, 0)]
    assert spans(session, world.hanh)[-1].valid_until == date(2026, 5, 2)


def test_whoever_came_onto_an_earlier_page_meanwhile_is_looked_at_first(
    lotus_officer: Visitor, session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming_list, "SHOWN", 1)
    last = pressed(lotus_officer, Page(lotus_officer.get(CONFIRM)), only="tiep")
    world.member("DV022", "Lê Thị An", world.lotus)
    refused = pressed(lotus_officer, last)
    assert "Danh sách đã thay đổi từ lúc bạn xem các trang trước." in refused.text
    assert not confirmed(session)
    told = pressed(lotus_officer, refused, only="1", left=str(world.son.id))
    assert "Đã ghi 1 người rời." in told.text
    assert "Lê Thị An" in told.text


def test_on_the_eve_of_a_merger_each_unit_has_the_people_of_that_day(
    signed_in: SignedIn, people: People, world: World, now: datetime
) -> None:
    decided(world, now, Plan(kind=Kind.SAP_NHAP, day=date(2026, 5, 2), units=("SEN",), into="BM"))
    for unit, heading in ((world.lotus, "2 người còn đủ?"), (world.dawn, "1 người còn đủ?")):
        assert Page(signed_in(people.officer(unit)).get(CONFIRM)).heading == heading


def test_whoever_died_before_a_planned_merger_is_confirmed_to_have_left(
    lotus_officer: Visitor, session: Session, world: World, now: datetime
) -> None:
    decided(world, now, Plan(kind=Kind.SAP_NHAP, day=date(2026, 5, 2), units=("SEN",), into="BM"))
    page = Page(lotus_officer.get(CONFIRM))
    done = pressed(lotus_officer, page, left=str(world.son.id), reason="qua_doi")
    assert "Đã xác nhận: 1 người." in done.text
    session.expire_all()
    [span] = spans(session, world.son)
    assert (span.valid_until, span.ended_because) == (date(2026, 5, 2), EndReason.QUA_DOI)
