"""What members have saved, and who looked at their cards."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Discount
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import (
    Amounts,
    Method,
    ReversalRequest,
    Verification,
    reverse,
    verification_of,
)
from tests.counter import Counter, purchase_id
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE, code_of, give
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


class TestHistory:
    def test_an_empty_one_leads_to_the_offers(self, hanh: Visitor) -> None:
        page = Page(hanh.get(f"{HERE}/lich-su"))
        assert "chưa dùng thẻ lần nào" in page.text
        assert "0 ₫" in page.text.replace("\u00a0", " ")

    def test_reversed_uses_are_shown_as_such_and_save_nothing(
        self, hanh: Visitor, world: World, counter: Counter, session: Session
    ) -> None:
        card = counter.printed(world.hanh_card)
        kept, partly, gone = (counter.record(card) for _ in range(3))
        half = Amounts(Dong(100_000), Dong(85_000))
        for answer, amounts in ((partly, half), (gone, None)):
            request = ReversalRequest(
                id=new_uuid(), purchase_id=purchase_id(answer), reason="other", amounts=amounts
            )
            reverse(session, request, counter.now)
        page = Page(hanh.get(f"{HERE}/lich-su"))
        text = page.text.replace("\u00a0", " ")
        assert sum(said.startswith("Không phải của tôi?") for said in page.links()) == 1
        assert "Tôi đã tiết kiệm 45.000 ₫ 2 lượt" in text
        assert len(page.soup.select(".own-use")) == 3
        assert text.count("Đã hủy") == text.count("Đã hoàn một phần") == 1
        assert kept.answer["benefit"] == 30_000

    @pytest.mark.parametrize(
        ("discount", "told"),
        [
            (Discount.TYPED, ("Được lợi 300.000 ₫", "Miễn phí")),
            (Discount.FREE, ("Miễn phí, trị giá 300.000 ₫", "Được lợi")),
            (Discount.PERCENT, ("Giá 300.000 ₫, bạn trả 0 ₫", "Miễn phí")),
        ],
    )
    def test_only_what_is_free_is_called_free(
        self,
        hanh: Visitor,
        counter: Counter,
        world: World,
        discount: Discount,
        told: tuple[str, ...],
    ) -> None:
        world.offer.discount = discount
        method = Method.STATED if discount is Discount.TYPED else Method.COMPUTED
        Buying(world.session, world).buys(
            world.hanh_card,
            world.lotus,
            counter.now.date(),
            price=300_000,
            benefit=300_000,
            method=method,
        )
        text = Page(hanh.get(f"{HERE}/lich-su")).text.replace("\u00a0", " ")
        assert told[0] in text
        assert told[1] not in text

    def test_nobody_elses_uses_are_in_it(
        self, hanh: Visitor, world: World, counter: Counter
    ) -> None:
        counter.record(counter.printed(world.son_card))
        assert "chưa dùng thẻ lần nào" in Page(hanh.get(f"{HERE}/lich-su")).text

    def test_each_year_has_its_page(
        self, visitor: Visitor, world: World, counter: Counter, people: People
    ) -> None:
        people.member(world.hanh)
        world.agreement.valid_until = world.offer.valid_until = None
        card = counter.printed(world.hanh_card)
        for later in (0, 260, 1):
            counter.now += timedelta(days=later)
            counter.record(card)
        visitor.now = counter.now
        give(visitor, code_of(world))
        for asked, uses in (({}, 2), ({"nam": "2026"}, 1), ({"nam": "1999"}, 2), ({"nam": "x"}, 2)):
            page = Page(visitor.get(f"{HERE}/lich-su", query_string=asked))
            assert len(page.soup.select(".own-use")) == uses
            assert "90.000" in page.text


class TestLookers:
    def test_every_look_is_told_with_place_and_time(
        self, hanh: Visitor, world: World, counter: Counter, session: Session
    ) -> None:
        assert "Chưa ai xem thẻ" in Page(hanh.get(f"{HERE}/ai-da-xem")).text
        for card in (world.hanh_card, world.son_card):
            checked = counter.verify(counter.printed(card))
            verification_of(checked, counter.till)(session)
        counter.now += timedelta(minutes=5)
        verification_of(counter.verify(counter.printed(world.hanh_card)))(session)
        session.flush()
        page = Page(hanh.get(f"{HERE}/ai-da-xem"))
        assert len(page.soup.select(".own-use")) == 2
        assert "Nhà thuốc An Khang – Lê Lợi" in page.text
        assert "01/05/2026 10:00" in page.text
        assert "Người mở mã trên thẻ" in page.text

    def test_looking_at_ones_own_pages_is_no_look(self, hanh: Visitor, session: Session) -> None:
        for path in ("/", "/uu-dai", "/lich-su", "/ai-da-xem"):
            assert hanh.get(HERE + path).status_code == 200
        assert session.scalars(select(Verification)).all() == []
