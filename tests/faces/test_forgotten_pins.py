"""A forgotten PIN, or one that somebody else may know: a new letter, or an end at once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import (
    ActivationLetter,
    Consent,
    WebSession,
    activation,
)
from benefits.audit import FOR_UNIT, Entry
from tests.faces.conftest import SignedIn
from tests.faces.letters import (
    DESK,
    PIN,
    give_letter,
    prove,
    start,
)
from tests.faces.members import code_of, give
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def held(session: Session, member_id: int) -> ActivationLetter | None:
    session.expire_all()
    return activation.open_letter(session, member_id)


class TestForgotten:
    def test_a_new_letter_gives_a_new_pin_and_signs_other_browsers_out(
        self, visitor: Visitor, world: World, people: People, session: Session
    ) -> None:
        added = people.member(world.hanh)
        give(visitor, code_of(world))
        visitor.delete_cookie("member_session", path="/the")
        visitor.delete_cookie("member_remember", path="/the")
        give_letter(world, world.hanh)
        assert start(visitor, prove(visitor, code_of(world))).heading == "Thẻ của tôi"
        mine = select(WebSession).where(WebSession.account_id == added.account.id)
        assert [row.revoked_at is None for row in session.scalars(mine)].count(True) == 1

    def test_an_officer_can_take_the_pin_away_at_once(
        self, officer: Visitor, visitor: Visitor, world: World, people: People, session: Session
    ) -> None:
        people.member(world.hanh)
        give(visitor, code_of(world))
        give_letter(world, world.hanh)
        page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
        page.send(officer, action="dat-lai")
        assert visitor.get("/the/").status_code == 303
        assert held(session, world.hanh.id) is None
        assert "không đúng" in give(visitor, code_of(world)).mistakes[0]
        [entry] = session.scalars(select(Entry).where(Entry.act == "pin_reset")).all()
        told = {FOR_UNIT: world.lotus.id}
        assert (entry.subject_key, entry.fields) == (str(world.hanh.id), told)


class TestAtTheDesk:
    def test_the_member_chooses_the_pin_there_and_consent_on_paper_is_noted(
        self, officer: Visitor, visitor: Visitor, world: World, session: Session
    ) -> None:
        give_letter(world, world.hanh)
        page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
        page = Page(officer.get(page.links()["Kích hoạt tại quầy"]))
        pins = {"chosen": PIN, "again": PIN}
        unsigned = Page(page.send(officer, pins))
        assert unsigned.mistakes == ["Chưa có phiếu đồng ý thì chưa mở trên điện thoại được."]
        assert PIN not in unsigned.response.text
        weak = Page(page.send(officer, {"chosen": "123456", "again": "123456", "signed": "y"}))
        assert (weak.status, len(weak.mistakes)) == (422, 1)
        assert session.scalars(select(Consent)).all() == []
        page.send(officer, {**pins, "signed": "y"})
        assert held(session, world.hanh.id) is None, "the letter is needed no more"
        [consent] = session.scalars(select(Consent)).all()
        assert (consent.medium, consent.account_id is not None) == ("paper", True)
        assert give(visitor, code_of(world), PIN).heading == "Thẻ của tôi"
        looks = Page(visitor.get("/the/ai-da-xem")).text
        assert "Đặt mã PIN tại công đoàn" in looks
        assert "Ghi nhận phiếu đồng ý" in looks
        acts = session.scalars(select(Entry.act).where(Entry.subject_key == str(world.hanh.id)))
        assert {"activated_at_desk", "consent_noted"} <= set(acts)

    def test_a_new_pin_signs_other_phones_out(
        self, officer: Visitor, visitor: Visitor, world: World, people: People
    ) -> None:
        people.member(world.hanh)
        give(visitor, code_of(world))
        page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}/tai-quay"))
        page.send(officer, {"chosen": PIN, "again": PIN, "signed": "y"})
        assert visitor.get("/the/").status_code == 303
        assert give(visitor, code_of(world), PIN).heading == "Thẻ của tôi"


@pytest.mark.either_database
def test_the_page_of_letters_asks_as_much_for_many_as_for_few(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    officer.get(DESK)
    few = len(statements)
    for number in range(40):
        world.card(world.member(f"X{number}", f"Người Thứ {number}", world.lotus))
    statements.clear()
    officer.get(DESK)
    assert len(statements) == few
    assert few <= 20
