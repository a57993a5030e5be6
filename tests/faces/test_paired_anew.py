"""A phone that is paired again: told what ends where it was, and nothing of it goes on there."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Device, Shift, devices
from benefits.audit import Entry
from benefits.purchases import Purchase
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, sells
from tests.faces.people import PIN, People, Site, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def phone(site: Site, people: People, world: World) -> Visitor:
    """A phone of the first outlet with a cashier in a shift."""
    people.cashier(world.outlet, "Đỗ Thị Mận")
    browser = site.visitor()
    browser.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    Page(browser.get(f"{FACE}/ca")).send(browser, {"pin": PIN}, action="")
    return browser


def invited(session: Session, people: People, world: World) -> devices.Invitation:
    return devices.invite(session, world.other_outlet.id, by=None, now=people.now)


def test_what_ends_is_said_before_the_button(
    phone: Visitor, visitor: Visitor, people: People, world: World, session: Session
) -> None:
    token = invited(session, people, world).token
    for path in (f"{FACE}/ghi-danh/{token}", f"{FACE}/ghi-danh"):
        page = Page(phone.get(path))
        assert "Máy này đang là “Samsung A05” của Nhà thuốc An Khang – Lê Lợi" in page.text
        assert "Ca của Đỗ Thị Mận trên máy này kết thúc" in page.text
        assert "Máy này đang là" not in Page(visitor.get(path)).text


def test_paired_anew_with_its_own_outlet_a_phone_is_neither_said_nor_noted_to_leave(
    phone: Visitor, people: People, world: World, session: Session
) -> None:
    token = devices.invite(session, world.outlet.id, by=None, now=people.now).token
    page = Page(phone.get(f"{FACE}/ghi-danh/{token}"))
    assert "Máy này đã ghép với điểm này, tên là “Samsung A05”" in page.text
    assert "Ca của Đỗ Thị Mận trên máy này kết thúc" in page.text
    assert "thôi dùng" not in page.text
    page.send(phone, action="")
    session.expire_all()
    assert session.scalars(select(Shift.closed_at)).one() == people.now
    assert len(devices.in_use_at(session, world.outlet.id, people.now)) == 1
    acts = session.scalars(select(Entry.act).where(Entry.subject_type == "devices")).all()
    assert "phone_paired_anew" in acts
    assert "phone_left" not in acts


def test_where_the_outlet_is_not_known_yet_the_phone_leaves_only_for_another(
    phone: Visitor,
) -> None:
    assert "Ghép với điểm khác thì máy thôi dùng ở đó." in Page(phone.get(f"{FACE}/ghi-danh")).text


@pytest.mark.parametrize("way", ["token", "code"])
def test_the_old_outlets_shift_browser_and_phone_end_with_the_pairing(
    phone: Visitor, people: People, world: World, session: Session, way: str
) -> None:
    invitation = invited(session, people, world)
    path = f"{FACE}/ghi-danh/{invitation.token}" if way == "token" else f"{FACE}/ghi-danh"
    typed = {"name": "Máy mới"} | ({"code": invitation.code} if way == "code" else {})
    answer = Page(phone.get(path)).send(phone, typed, action="")
    assert answer.location == f"{FACE}/ca"
    session.expire_all()
    assert session.scalars(select(Shift.closed_at)).one() == people.now
    assert devices.in_use_at(session, world.outlet.id, people.now) == []
    assert session.scalar(select(Entry.act).where(Entry.act == "phone_left")) is not None
    page = Page(phone.get(f"{FACE}/quet", follow_redirects=True))
    assert page.heading == world.other_outlet.name
    assert "Đỗ Thị Mận" not in page.soup.select("main")[0].text


def test_the_next_sale_is_the_new_outlets(
    phone: Visitor, people: People, world: World, session: Session, token: str
) -> None:
    people.cashier(world.other_outlet, "Lê Thị Mơ")
    word = invited(session, people, world).token
    Page(phone.get(f"{FACE}/ghi-danh/{word}")).send(phone, action="")
    Page(phone.get(f"{FACE}/ca")).send(phone, {"pin": PIN}, action="")
    sells(phone, token)
    sold = session.scalars(select(Purchase)).one()
    assert sold.outlet_id == world.other_outlet.id
    assert sold.device_id == session.scalar(select(Device.id).where(Device.revoked_at.is_(None)))


def test_an_invitation_that_is_gone_ends_nothing(
    phone: Visitor, people: People, world: World, session: Session
) -> None:
    invitation = invited(session, people, world)
    page = Page(phone.get(f"{FACE}/ghi-danh/{invitation.token}"))
    devices.pair(session, invitation.token, name="", now=people.now)
    session.flush()
    assert page.send(phone, action="").status_code == 404
    assert phone.get(f"{FACE}/quet").status_code == 200


def test_a_manager_who_stands_at_one_shop_after_another_leaves_no_phone_behind(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    manager = signed_in(people.manager(world.pharmacy))
    for outlet in (world.outlet, world.other_outlet):
        Page(manager.get(f"{FACE}/diem-ban/{outlet.id}")).send(manager, action="dung-quay")
        Page(manager.get(f"{FACE}/")).send(manager, action="ve-quan-ly")
    in_use = session.scalars(select(Device.outlet_id).where(Device.revoked_at.is_(None)))
    assert in_use.all() == [world.other_outlet.id]


def test_a_shift_at_another_phone_asks_for_the_pin_at_this_one(
    signed_in: SignedIn, people: People, world: World
) -> None:
    cashier = signed_in(people.cashier(world.outlet))
    elsewhere = people.phone(world.other_outlet)
    cashier.set_cookie("partner_phone", elsewhere.token, path=f"{FACE}/")
    assert Page(cashier.get(f"{FACE}/ca")).heading == world.other_outlet.name
