"""A member sees the own card, offers, uses and lookers-on, stops a lost card, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Throttle
from benefits.agreements import Trust
from benefits.audit import Entry
from benefits.cards import CardIndex, CardStatus, Medium, shown
from benefits.purchases.verifying import FURTHEST
from benefits.wording.own_card import OFFERS
from tests.counter import Counter, limit
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE, SIGN_IN, code_of, give
from tests.faces.people import PIN, People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


class TestSigningIn:
    @pytest.mark.either_database
    @pytest.mark.parametrize("write", [str, shown, str.lower, lambda code: f" {shown(code)} "])
    def test_the_code_is_taken_however_it_is_typed(
        self, visitor: Visitor, world: World, people: People, write: Any
    ) -> None:
        people.member(world.hanh)
        page = give(visitor, write(code_of(world)))
        assert page.heading == "Thẻ của tôi"
        assert "Nguyễn Thị Hạnh" in page.text

    def test_a_wrong_pin_an_unknown_card_and_a_member_without_pin_are_answered_alike(
        self, visitor: Visitor, world: World, people: People
    ) -> None:
        people.member(world.hanh)
        without_pin = world.session.get_one(CardIndex, world.son_card.index).typed_code
        tries = [(code_of(world), "111112"), ("KHÔNG CÓ THẺ", PIN), (without_pin, PIN)]
        answers = [give(visitor, *each) for each in tries]
        assert {page.status for page in answers} == {422}
        assert len({tuple(page.mistakes) for page in answers}) == 1

    def test_a_guesser_of_pins_has_to_wait_however_the_code_is_written(
        self, visitor: Visitor, world: World, people: People, session: Session
    ) -> None:
        people.member(world.hanh)
        code = code_of(world)
        for write in (str, shown, str.lower, str, str):
            give(visitor, write(code), "000001")
        assert "thử lại sau" in give(visitor, code).mistakes[0]
        assert max(row.failures for row in session.scalars(select(Throttle))) == 5
        visitor.now = people.now + timedelta(minutes=2)
        assert give(visitor, code).heading == "Thẻ của tôi"

    def test_a_lost_card_still_leads_its_owner_to_the_own_page(
        self, visitor: Visitor, world: World, people: People
    ) -> None:
        people.member(world.hanh)
        world.hanh_card.status, world.hanh_card.status_on = CardStatus.LOST, people.now.date()
        world.session.flush()
        assert "Đã báo mất" in give(visitor, code_of(world)).text

    @pytest.mark.either_database
    def test_the_pin_is_changed_by_who_knows_it(
        self, hanh: Visitor, visitor: Visitor, world: World
    ) -> None:
        page = Page(hanh.get(f"{HERE}/doi-pin"))
        wrong = Page(page.send(hanh, {"present": "1", "chosen": "583920", "again": "583920"}))
        assert (wrong.status, wrong.mistakes != []) == (422, True)
        easy = Page(page.send(hanh, {"present": PIN, "chosen": "123456", "again": "123456"}))
        assert "dễ đoán" in easy.mistakes[0]
        page.send(hanh, {"present": PIN, "chosen": "583920", "again": "583920"})
        assert give(visitor, code_of(world), "583920").heading == "Thẻ của tôi"


class TestCard:
    @pytest.mark.either_database
    def test_it_shows_name_unit_code_and_last_day_but_no_printed_code(
        self, hanh: Visitor, world: World
    ) -> None:
        page = Page(hanh.get(f"{HERE}/"))
        for told in (
            "Nguyễn Thị Hạnh",
            "CĐCS Công ty Hoa Sen",
            shown(code_of(world)),
            "Đang dùng được",
            "31/12/2027",
        ):
            assert told in page.text
        assert not page.soup.select("main img, main svg, main canvas")
        assert "/Q/" not in page.response.get_data(as_text=True)

    @pytest.mark.either_database
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"status": CardStatus.SUSPENDED}, "Đang tạm khóa"),
            ({"status": CardStatus.REVOKED}, "Đã thu hồi"),
            ({"valid_until": "today"}, "Đã hết hạn"),
            ({"status": CardStatus.REPLACED}, "đã được thay"),
        ],
    )
    def test_it_says_how_it_stands(
        self, hanh: Visitor, world: World, people: People, changes: dict[str, Any], said: str
    ) -> None:
        for name, value in changes.items():
            setattr(world.hanh_card, name, people.now.date() if value == "today" else value)
        world.session.flush()
        assert said in Page(hanh.get(f"{HERE}/")).text

    @pytest.mark.either_database
    def test_reporting_it_lost_stops_it_at_once_and_twice_is_once(
        self, hanh: Visitor, world: World, counter: Counter, session: Session
    ) -> None:
        page = Page(hanh.get(f"{HERE}/"))
        for _ in range(2):
            after = Page(page.send(hanh, action="bao-mat", follow_redirects=True))
            assert "Đã báo mất" in after.text
        session.refresh(world.hanh_card)
        checked = counter.verify(counter.printed(world.hanh_card))
        assert checked.headline.code == "lost"
        [entry] = session.scalars(select(Entry).where(Entry.act == "card_lost")).all()
        assert entry.subject_key == str(world.hanh_card.index)
        assert shown(code_of(world)) not in after.text

    def test_somebody_elses_card_cannot_be_reported(self, hanh: Visitor, world: World) -> None:
        token = Page(hanh.get(f"{HERE}/")).form("bao-mat")["csrf_token"]
        path = f"{HERE}/the/{world.lan_card.index}/bao-mat"
        assert hanh.post(path, data={"csrf_token": token}).status_code == 404

    def test_a_second_card_is_listed_with_its_medium(self, hanh: Visitor, world: World) -> None:
        world.card(world.hanh, medium=Medium.PHONE)
        assert "Thẻ trên điện thoại" in Page(hanh.get(f"{HERE}/")).text


class TestOffers:
    def offers(self, client: Visitor, search: str = "") -> tuple[list[str], list[str]]:
        """Return titles of those that apply, and texts of those that do not."""
        page = Page(client.get(f"{HERE}/uu-dai", query_string={"tim": search}))
        titles = [each.get_text() for each in page.soup.select(".offer:not(.is-not-mine) h3")]
        others = [" ".join(each.get_text(" ").split()) for each in page.soup.select(".is-not-mine")]
        return titles, others

    def test_they_are_the_members_own_with_their_outlets(self, hanh: Visitor) -> None:
        titles, others = self.offers(hanh)
        assert (titles, others) == (["Giảm 15% thuốc không kê đơn"], [])
        text = Page(hanh.get(f"{HERE}/uu-dai")).text
        assert "Nhà thuốc An Khang – Hùng Vương" in text
        assert "2 điểm ưu đãi" in text

    @pytest.mark.either_database
    def test_the_others_say_why_not(self, hanh: Visitor, world: World, counter: Counter) -> None:
        south = world.signed("02/TT", world.pharmacy, world.south)
        world.offered("NAM-5", south, "Giảm 5% ở phía nam")
        world.offered("DT-5", world.agreement, "Chỉ thẻ điện thoại", trust=Trust.PHONE)
        limit(world.session, world.offer)
        counter.record(counter.printed(world.hanh_card))
        titles, others = self.offers(hanh)
        assert titles == []
        for said in ("không gồm đơn vị", "cần thẻ trên điện thoại", "đã dùng hết lượt"):
            assert any(said in other for other in others), said

    def test_an_agreement_that_is_over_or_a_draft_is_not_shown(
        self, hanh: Visitor, world: World, people: People
    ) -> None:
        over = world.signed("02/TT", world.pharmacy, world.province, until=people.now.date())
        world.offered("CU", over, "Đã hết")
        draft = world.signed("03/TT", world.pharmacy, world.province)
        draft.is_draft = True
        world.offered("NHAP", draft, "Chưa ký")
        assert self.offers(hanh)[1] == []

    @pytest.mark.parametrize("search", ["thuoc", "THUỐC an khang", "hung vuong", ""])
    def test_they_are_found_without_accents_by_title_partner_or_outlet(
        self, hanh: Visitor, search: str
    ) -> None:
        assert len(self.offers(hanh, search)[0]) == 1

    @pytest.mark.either_database
    def test_a_card_that_is_no_good_is_mentioned(self, hanh: Visitor, world: World) -> None:
        assert "không dùng được" not in Page(hanh.get(f"{HERE}/uu-dai")).text
        world.hanh_card.status = CardStatus.SUSPENDED
        world.session.flush()
        assert "Thẻ của bạn hiện không dùng được" in Page(hanh.get(f"{HERE}/uu-dai")).text

    @pytest.mark.either_database
    def test_what_is_not_found_leads_back_to_all(self, hanh: Visitor) -> None:
        page = Page(hanh.get(f"{HERE}/uu-dai", query_string={"tim": "phở <b>"}))
        assert "Không tìm thấy" in page.text
        assert page.links()["Xem tất cả"] == f"{HERE}/uu-dai"


@pytest.mark.either_database
def test_strangers_are_shown_to_the_sign_in(visitor: Visitor) -> None:
    for path in ("/", "/uu-dai", "/lich-su", "/ai-da-xem", "/doi-pin"):
        answer = visitor.get(HERE + path)
        assert (answer.status_code, SIGN_IN in answer.location) == (303, True)


def test_a_member_without_any_card_is_told_whom_to_ask(
    signed_in: SignedIn, people: People, world: World
) -> None:
    newcomer = world.member("DV099", "Đỗ Minh", world.lotus)
    client = signed_in(people.member(newcomer))
    assert "chưa có thẻ" in Page(client.get(f"{HERE}/")).text
    assert "Chưa có ưu đãi nào" in Page(client.get(f"{HERE}/uu-dai")).text


@pytest.mark.either_database
def test_every_reason_that_an_offer_can_give_has_a_sentence_for_members() -> None:
    assert set(FURTHEST) == set(OFFERS)
