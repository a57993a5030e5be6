"""Pairing a phone: invited by the manager, used up by a button, known by a cookie, gone at once."""

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import Device, Enrolment, Shift, accounts, devices
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import PASSWORD, PIN, People, Site, Visitor
from tests.page import Page
from tests.world import World

ZALO = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) Chrome/120 Mobile Zalo android/240"}


@pytest.fixture
def manager(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.manager(world.pharmacy))


def invites(manager: Visitor, world: World) -> Page:
    outlet = Page(manager.get(f"{FACE}/diem-ban/{world.outlet.id}"))
    return Page(outlet.send(manager, action="ghep-may", follow_redirects=True))


def code_on(page: Page) -> str:
    code = page.soup.select_one(".invited-code")
    assert code
    return code.get_text().strip()


@pytest.mark.either_database
def test_a_phone_is_paired_by_the_code_and_the_inviter_sees_it(
    manager: Visitor, visitor: Visitor, world: World
) -> None:
    invitation = invites(manager, world)
    form = Page(visitor.get(f"{FACE}/ghi-danh"))
    typed = {"code": code_on(invitation).lower(), "name": "Máy quầy 1"}
    answer = form.send(visitor, typed, action="")
    assert answer.location == f"{FACE}/ca"
    watched = Page(manager.get(invitation.response.request.path))
    assert watched.heading == "Đã ghép: Máy quầy 1"


@pytest.mark.either_database
def test_the_cookie_of_a_phone_is_for_the_counter_alone(
    manager: Visitor, visitor: Visitor, world: World
) -> None:
    form = Page(visitor.get(f"{FACE}/ghi-danh"))
    answer = form.send(visitor, {"code": code_on(invites(manager, world))}, action="")
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if "partner_phone" in each)
    assert {"HttpOnly", "Path=/doi-tac/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert int(re.findall(r"Max-Age=(\d+)", cookie)[0]) > 300 * 24 * 3600


def test_opening_an_invitation_uses_nothing_up(
    visitor: Visitor, people: People, world: World, session: Session
) -> None:
    token = devices.invite(session, world.outlet.id, by=None, now=people.now).token
    for _ in range(3):
        page = Page(visitor.get(f"{FACE}/ghi-danh/{token}"))
        assert page.heading == "Ghép điện thoại này với Nhà thuốc An Khang – Lê Lợi?"
    assert session.scalars(select(Device)).all() == []
    page.send(visitor, {"name": "Oppo"}, action="")
    assert [each.name for each in session.scalars(select(Device))] == ["Oppo"]


def test_an_invitation_works_once(
    site: Site, people: People, world: World, session: Session
) -> None:
    token = devices.invite(session, world.outlet.id, by=None, now=people.now).token
    one, other = site.visitor(), site.visitor()
    pages = [Page(each.get(f"{FACE}/ghi-danh/{token}")) for each in (one, other)]
    assert pages[0].send(one, action="").status_code == 303
    late = Page(pages[1].send(other, action=""))
    assert late.status == 404
    assert late.heading == "Lời mời không dùng được"
    assert len(session.scalars(select(Device)).all()) == 1


def test_inside_zalo_the_code_is_asked_for_in_chrome(
    visitor: Visitor, people: People, world: World, session: Session
) -> None:
    token = devices.invite(session, world.outlet.id, by=None, now=people.now).token
    page = Page(visitor.get(f"{FACE}/ghi-danh/{token}", headers=ZALO))
    assert "Mở bằng Chrome" in page.text
    assert "mã 8 ký tự" in page.text
    assert not page.soup.select("main form[method=post]")
    assert session.scalar(select(Enrolment.consumed_at)) is None


def test_guessing_codes_is_slowed_down(visitor: Visitor) -> None:
    form = Page(visitor.get(f"{FACE}/ghi-danh"))
    said = [Page(form.send(visitor, {"code": "BCDFGHJK"}, action="")).mistakes[0] for _ in range(7)]
    assert "không đúng" in said[0]
    assert "Đã sai quá nhiều lần" in said[-1]


def test_a_cashier_chooses_a_name_and_types_a_pin(
    site: Site, people: People, world: World, session: Session
) -> None:
    added = people.cashier(world.outlet, "Đỗ Thị Mận")
    people.cashier(world.other_outlet, "Người điểm khác")
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    page = Page(phone.get(f"{FACE}/", follow_redirects=True))
    assert "Đỗ Thị Mận" in page.text
    assert "Người điểm khác" not in page.text
    wrong = Page(page.send(phone, {"account": added.account.id, "pin": "111222"}, action=""))
    assert wrong.status == 422
    assert wrong.mistakes
    answer = wrong.send(phone, {"account": added.account.id, "pin": PIN}, action="")
    assert answer.location == f"{FACE}/quet"
    open_shifts = select(func.count()).where(Shift.closed_at.is_(None))
    assert session.scalar(open_shifts) == 1
    scanner = Page(phone.get(answer.location))
    scanner.send(phone, action="dang-xuat")
    assert session.scalar(open_shifts) == 0
    assert "dang-nhap" in phone.get(f"{FACE}/quet").location


def test_a_pin_is_not_guessed_all_day(site: Site, people: People, world: World) -> None:
    added = people.cashier(world.outlet)
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    page = Page(phone.get(f"{FACE}/ca"))
    for _ in range(6):
        page = Page(page.send(phone, {"account": added.account.id, "pin": "000111"}, action=""))
    page = Page(page.send(phone, {"account": added.account.id, "pin": PIN}, action=""))
    assert page.status == 422
    assert "Đã sai quá nhiều lần" in page.mistakes[0]


def test_a_revoked_phone_is_out_in_one_tap(
    manager: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    cashier = signed_in(people.cashier(world.outlet))
    assert cashier.get(f"{FACE}/quet").status_code == 200
    page = Page(manager.get(f"{FACE}/diem-ban/{world.outlet.id}"))
    page.send(manager, action="/go")
    assert cashier.get(f"{FACE}/quet").status_code == 303


@pytest.mark.either_database
def test_who_holds_a_phone_that_was_taken_away_is_told_so_and_whom_to_ask(
    manager: Visitor, site: Site, people: People, world: World
) -> None:
    phone = site.visitor()
    phone.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    assert "bị gỡ" not in Page(phone.get(f"{FACE}/quet", follow_redirects=True)).text
    Page(manager.get(f"{FACE}/diem-ban/{world.outlet.id}")).send(manager, action="/go")
    told = Page(phone.get(f"{FACE}/quet", follow_redirects=True))
    assert told.heading == "Máy này đã bị gỡ khỏi điểm ưu đãi"
    assert "Báo quản lý ghép lại máy" in told.text
    phone.set_cookie("partner_phone", "nobody's", path=f"{FACE}/")
    assert Page(phone.get(f"{FACE}/quet", follow_redirects=True)).heading != told.heading


def test_a_manager_signs_in_with_phone_and_password(
    visitor: Visitor, people: People, world: World, session: Session
) -> None:
    accounts.add_manager(
        session,
        login="0912 345 678",
        name="Phạm Thị Quản",
        partner_id=world.pharmacy.id,
        now=people.now,
        secret=PASSWORD,
    )
    form = Page(visitor.get(f"{FACE}/dang-nhap"))
    assert Page(form.send(visitor, {"login": "0912345678", "secret": "sai"}, action="")).mistakes
    answer = form.send(visitor, {"login": "0912345678", "secret": PASSWORD}, action="")
    assert Page(visitor.get(answer.location)).heading == "Nhà thuốc An Khang"
