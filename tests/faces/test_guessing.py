"""Who guesses at secrets or codes waits, wherever it is done; who stands at a counter works on."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benefits.access import ApiToken, Device, guess_of, throttling
from benefits.members import Member
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, code_of, shows
from tests.faces.people import PASSWORD, PIN, People, Site, Visitor
from tests.faces.till import Till, program_at
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


class TestCodesOfCards:
    def codes(self, count: int) -> list[str]:
        return [f"HP-{number:06}" for number in range(count)]

    def test_a_counter_that_tries_codes_out_has_to_wait_but_scans_on(
        self, cashier: Visitor, token: str, world: World
    ) -> None:
        device = world.session.scalars(select(Device)).one()
        for code in self.codes(49):
            guess = throttling.guess_at("card-code", code, f"device {device.id}")
            throttling.note_failure(world.session, guess, cashier.now or world.offer.known_at)
        form = Page(cashier.get(f"{FACE}/ma"))
        assert Page(form.send(cashier, {"code": "HP-999999"})).status == 422
        real = code_of(world, world.hanh_card)
        assert Page(form.send(cashier, {"code": real})).status == 429
        assert Page(cashier.get(f"{FACE}/q/{real}")).status == 429
        assert shows(cashier, token).form("luot")
        assert cashier.now
        cashier.now += timedelta(minutes=15)
        assert form.send(cashier, {"code": real}).status_code == 303

    def test_a_program_that_tries_codes_out_is_told_to_wait(
        self, site: Site, world: World, token: str
    ) -> None:
        till = Till(program_at(site, world.outlet.id), world)
        row = world.session.scalars(select(ApiToken)).one()
        for code in self.codes(48):
            guess = throttling.guess_at("card-code", code, f"token {row.id}")
            throttling.note_failure(world.session, guess, site.now)
        assert till.verify("HP-999998").status_code == 200
        assert till.record(till.sale(card="HP-999999")).status_code == 422
        for answer in (till.verify(), till.record()):
            assert (answer.status_code, answer.get_json()["code"]) == (
                403,
                "too_many_unknown_codes",
            )
            assert answer.get_json()["detail"].endswith("hoặc chờ đến 10:15.")
            assert answer.get_json()["params"]["until"] == "2026-05-01T10:15:00+07:00"
        assert till.verify(token).get_json()["applies"]
