"""Who guesses at secrets or codes waits, wherever it is done; who stands at a counter works on."""


import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits.access import guess_of, throttling
from benefits.members import Member
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE
from tests.faces.people import PASSWORD, PIN, People, Site, Visitor
from tests.page import Page
from tests.world import World


def test_the_present_password_is_not_guessed_without_limit(
    signed_in: SignedIn, people: People, world: World, visitor: Visitor
) -> None:
    added = people.manager(world.pharmacy)
    manager = signed_in(added)
    page = Page(manager.get(f"{FACE}/doi-mat-khau"))
    chosen = {"chosen": "ve bán hàng 2026", "again": "ve bán hàng 2026"}
    for _ in range(5):
        page.send(manager, {"present": "sai", **chosen}, action="")
    right = Page(page.send(manager, {"present": PASSWORD, **chosen}, action=""))
    assert right.status == 422
    assert "thử lại sau" in right.mistakes[0]
    door = Page(visitor.get(f"{FACE}/dang-nhap"))
    entered = Page(door.send(visitor, {"login": added.account.login, "secret": PASSWORD}))
    assert "thử lại sau" in entered.mistakes[0]


def test_a_member_takes_no_birthday_for_a_pin_later_either(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    session.execute(
        update(Member).where(Member.id == world.hanh.id).values(birth="1990-02-14", phone=None)
    )
    hanh = signed_in(people.member(world.hanh))
    page = Page(hanh.get("/the/doi-pin"))
    for pin in ("140290", "900214"):
        asked = {"present": PIN, "chosen": pin, "again": pin}
        refused = Page(page.send(hanh, asked))
        assert "ngày sinh" in refused.mistakes[0]


@pytest.mark.parametrize("face", [FACE, "/cong-doan"])
def test_a_door_for_passwords_tells_nothing_about_pins(
    visitor: Visitor, people: People, world: World, face: str
) -> None:
    logins = [people.member(world.hanh).account.login, people.cashier(world.outlet).account.login]
    door = Page(visitor.get(f"{face}/dang-nhap"))
    said = {
        tuple(Page(door.send(visitor, {"login": login, "secret": secret})).mistakes)
        for login in (*logins, "nobody@hoaphuong.example")
        for secret in (PIN, "000001")
    }
    assert len(said) == 1


def test_a_cashier_opens_a_shift_however_many_others_guess_behind_the_address(
    site: Site, people: People, world: World, session: Session
) -> None:
    for number in range(60):
        for whose in ("nobody", "member:"):
            guess = guess_of(f"{whose}{number}", "127.0.0.1")
            throttling.note_failure(session, guess, people.now)
    cashier, phone = people.cashier(world.outlet), people.phone_at(world.outlet.id)
    counter = site.visitor()
    counter.set_cookie("partner_phone", phone.token, path=f"{FACE}/")
    page = Page(counter.get(f"{FACE}/ca"))
    opened = page.send(counter, {"account": str(cashier.account.id), "pin": PIN})
    assert opened.status_code == 303
    assert opened.location == f"{FACE}/quet"
