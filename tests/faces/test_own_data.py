"""A member's months, looks, rights and file: paged, summed by the database, and only one's own."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit, purchases
from benefits.access import Account, Consent
from benefits.cards import CardStatus, Medium
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import Amounts, ReversalRequest, reverse, verification_of
from tests.counter import Counter, purchase_id
from tests.faces.conftest import SignedIn
from tests.faces.members import HERE, code_of, give
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def hanh(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.member(world.hanh))


def uses(page: Page) -> int:
    return len(page.soup.select(".own-use"))


class TestMonths:
    def test_the_database_sums_what_the_lines_add_up_to(
        self, world: World, counter: Counter, session: Session
    ) -> None:
        card = counter.printed(world.hanh_card)
        for number in range(6):
            counter.now += timedelta(days=9)
            answer = counter.record(card)
            parts = {1: Amounts(Dong(100_000), Dong(85_000)), 4: None}
            if number in parts:
                asked = ReversalRequest(
                    id=new_uuid(),
                    purchase_id=purchase_id(answer),
                    reason="other",
                    amounts=parts[number],
                )
                reverse(session, asked, counter.now)
        lines = purchases.totals_of(purchases.of_member(session, world.hanh.id))
        months = purchases.months_of(session, world.hanh.id)
        assert purchases.summed(months) == (lines.uses, lines.benefit) == (5, Dong(135_000))
        assert [each.first.month for each in months] == [6, 5]

    def test_a_long_history_is_turned_page_by_page_and_by_month(
        self, visitor: Visitor, people: People, world: World, counter: Counter
    ) -> None:
        people.member(world.hanh)
        card = counter.printed(world.hanh_card)
        for _ in range(11):
            counter.now += timedelta(days=4)
            counter.record(card)
        visitor.now = counter.now
        seen, after = [], None
        while True:
            turned = purchases.own_page(world.session, world.hanh.id, after=after, most=4)
            seen += [line.purchase.id for line in turned.lines]
            if turned.after is None:
                break
            after = purchases.Place.read(str(turned.after))
        everything = purchases.of_member(world.session, world.hanh.id)
        assert seen == [line.purchase.id for line in everything]
        give(visitor, code_of(world))
        page = Page(visitor.get(f"{HERE}/lich-su"))
        assert "tháng tiết kiệm nhiều nhất là 05/2026" in page.text
        june = Page(visitor.get(page.links()["Tháng 6"]))
        assert (len(june.soup.select(".own-month")), uses(june)) == (1, 4)
        for nonsense in ("x", "1-2", "9" * 40 + "-0", "-5-" + "0" * 32):
            assert uses(Page(visitor.get(f"{HERE}/lich-su", query_string={"sau": nonsense}))) == 11


class TestLooks:
    def test_shops_and_officers_stand_in_one_list_which_turns(
        self, hanh: Visitor, world: World, counter: Counter, people: People, session: Session
    ) -> None:
        checked = counter.verify(counter.printed(world.hanh_card))
        for _ in range(52):
            verification_of(checked, counter.till)(session)
        officer = people.officer(world.north)
        later = people.now + timedelta(minutes=1)
        for member, act in ((world.hanh, "member_seen"), (world.son, "member_seen")):
            audit.note(session, officer.account.id, act, "members", member.id, now=later)
        audit.note(session, officer.account.id, "pin_reset", "members", world.hanh.id, now=later)
        session.flush()
        page = Page(hanh.get(f"{HERE}/ai-da-xem"))
        assert uses(page) == 50
        assert "Cán bộ công đoàn Công đoàn phường Bắc" in page.text
        assert page.text.count("Xem thông tin") == 1
        assert "Bỏ mã PIN" in page.text
        assert uses(Page(hanh.get(page.links()["Cũ hơn"]))) == 4
        assert uses(Page(hanh.get(f"{HERE}/ai-da-xem?sau=1-x-2"))) == 50


class TestRights:
    @pytest.mark.either_database
    def test_the_file_holds_everything_of_ones_own_and_no_formula(
        self, hanh: Visitor, world: World, counter: Counter, session: Session
    ) -> None:
        world.hanh.phone = "+84912345679"
        world.outlet.name = "=cmd()"
        world.hanh.birth = "1990-10-05"
        Page(hanh.get(f"{HERE}/quyen-rieng-tu")).send(hanh, action="dong-y")
        checked = counter.verify(counter.printed(world.hanh_card))
        verification_of(checked, counter.till)(session)
        counter.record(counter.printed(world.hanh_card))
        counter.record(counter.printed(world.son_card))
        with hanh.get(f"{HERE}/quyen-rieng-tu/tai-ve") as answer:
            text = answer.data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert {row[0] for row in rows[1:]} >= {"Thông tin", "Quá trình tham gia", "Thẻ"}
        assert [row[3] for row in rows if row[2] in {"Họ và tên", "Điện thoại"}] == [
            "Nguyễn Thị Hạnh",
            "'+84912345679",
        ]
        assert [row[2][:7] for row in rows if row[0] == "Lượt dùng thẻ"] == ["'=cmd()"]
        assert "Trần Văn Sơn" not in text
        words = {cell for row in rows for cell in row}
        assert words >= {"Đoàn viên", "05/10/1990", "Dùng được", "Đã đồng ý"}
        assert "đến hết: 31/12/2027" in text
        assert "trên điện thoại · ngôn ngữ: vi" in text
        assert not words & {"doan_vien", "1990-10-05", "active", "applies", "given", "portal"}
        session.expire_all()
        assert "own_data_taken" in set(session.scalars(select(audit.Entry.act)))

    def test_consent_is_given_and_withdrawn_and_the_printed_card_stays(
        self, hanh: Visitor, visitor: Visitor, world: World, session: Session
    ) -> None:
        phone = world.card(world.hanh, medium=Medium.PHONE)
        page = Page(hanh.get(f"{HERE}/quyen-rieng-tu"))
        page = Page(page.send(hanh, action="dong-y", follow_redirects=True))
        assert "Bạn đã đồng ý lúc 01/05/2026" in page.text
        left = Page(page.send(hanh, action="/rut", follow_redirects=True))
        assert "Thẻ in vẫn dùng được" in left.text
        assert hanh.get(f"{HERE}/").status_code == 303
        session.expire_all()
        decisions = session.scalars(select(Consent.decision).order_by(Consent.id)).all()
        assert decisions == ["given", "withdrawn"]
        assert session.scalars(select(Account.secret_hash)).all() == [None]
        assert phone.status is CardStatus.REVOKED
        assert world.hanh_card.status is CardStatus.ACTIVE
        assert "không đúng" in give(visitor, code_of(world)).mistakes[0]


@pytest.mark.either_database
def test_a_lost_phone_stops_the_card_on_it_and_other_browsers_and_nothing_else(
    hanh: Visitor, visitor: Visitor, world: World, session: Session
) -> None:
    give(visitor, code_of(world))
    phone = world.card(world.hanh, medium=Medium.PHONE)
    page = Page(hanh.get(f"{HERE}/"))
    after = Page(page.send(hanh, action=f"{phone.index}/bao-mat", follow_redirects=True))
    assert "Thẻ in vẫn dùng" in after.text
    session.expire_all()
    assert phone.status is CardStatus.LOST
    assert world.hanh_card.status is CardStatus.ACTIVE
    assert hanh.get(f"{HERE}/").status_code == 200
    assert visitor.get(f"{HERE}/").status_code == 303
