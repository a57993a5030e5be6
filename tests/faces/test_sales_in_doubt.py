"""What a counter is asked about, what it cannot say, and how a wrong sale is typed in anew."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.agreements import Discount, LimitScope, LimitWindow
from benefits.agreements.terms import GroupShare
from benefits.cards import CardStatus
from benefits.periods import start_of
from benefits.purchases import Reversal
from tests.counter import limit
from tests.faces.counter import FACE, bought, sells, sends, shows
from tests.faces.people import Site, Visitor
from tests.page import Page
from tests.world import World

GROUPS: dict[str, object] = {
    "groups": [GroupShare("Thuốc", 1000, 1000).to_json(), GroupShare("Sữa", 500, 500).to_json()]
}


def send_as(visitor: Visitor, sale: Page, **changes: str) -> Page:
    form = sale.form("luot")
    filled = {**form, "list_price": "200.000", "seen": "170000", **changes}
    return Page(visitor.post(f"{FACE}/luot", data=filled))


@pytest.mark.either_database
@pytest.mark.parametrize("said", ["yesterday", "9999-12-31T23:59:59+00:00", "0001-01-01", ""])
def test_no_browser_says_when_a_card_was_held_up(
    cashier: Visitor, token: str, session: Session, now: datetime, said: str
) -> None:
    at = (now - timedelta(days=1)).isoformat() if said == "yesterday" else said
    assert send_as(cashier, shows(cashier, token), bought_at=at).status == 422
    assert bought(session) == []


def test_no_other_card_is_put_into_a_sale(cashier: Visitor, token: str, session: Session) -> None:
    assert send_as(cashier, shows(cashier, token), card="7K3M9PQR2XT").status == 422
    assert bought(session) == []


def test_a_card_lost_while_its_sale_stands_open_buys_nothing(
    cashier: Visitor, token: str, session: Session, world: World, now: datetime
) -> None:
    midnight = start_of((now + timedelta(days=1)).date())
    cashier.now = midnight - timedelta(minutes=5)
    sale = shows(cashier, token)
    world.hanh_card.status, world.hanh_card.status_on = (
        CardStatus.LOST,
        (now + timedelta(days=1)).date(),
    )
    session.flush()
    cashier.now = midnight + timedelta(minutes=5)
    page = send_as(cashier, sale)
    assert page.status == 422
    assert "Thẻ đã báo mất" in page.text
    assert bought(session) == []


def test_a_sale_that_stood_open_is_looked_at_once_more_and_loses_nothing(
    cashier: Visitor, token: str, session: Session
) -> None:
    sale, shown_at = shows(cashier, token), cashier.now
    assert shown_at
    cashier.now = shown_at + timedelta(minutes=31)
    page = Page(sends(cashier, sale, invoice="HD9"))
    assert page.status == 200
    assert "mở đã lâu" in page.text
    assert (page.form("luot")["list_price"], page.form("luot")["invoice"]) == ("200.000", "HD9")
    assert bought(session) == []
    first = page.send(cashier, action="luot")
    assert first.status_code == 303
    assert [each.bought_at for each in bought(session)] == [cashier.now]
    cashier.now += timedelta(minutes=40)
    assert page.send(cashier, action="luot").location == first.location
    assert len(bought(session)) == 1


@pytest.mark.either_database
def test_the_same_amount_on_the_same_card_is_asked_about_once(
    cashier: Visitor, token: str, session: Session
) -> None:
    sends(cashier, shows(cashier, token))
    asked = Page(sends(cashier, shows(cashier, token)))
    assert asked.status == 200
    assert "vừa ghi nhận 200.000 ₫ lúc 10:00" in asked.mistakes[0].replace("\xa0", " ")
    assert len(bought(session)) == 1
    assert sends(cashier, shows(cashier, token), "100.000").status_code == 303
    assert asked.send(cashier, action="luot").status_code == 303
    assert len(bought(session)) == 3
    assert cashier.now
    cashier.now += timedelta(minutes=11)
    assert sends(cashier, shows(cashier, token)).status_code == 303


@pytest.mark.either_database
def test_a_sale_that_was_taken_back_is_no_twin(
    cashier: Visitor, token: str, session: Session
) -> None:
    sells(cashier, token).send(cashier, {"reason": "wrong_card"}, action="/huy")
    assert sends(cashier, shows(cashier, token)).status_code == 303
    taken_back = session.scalars(select(Reversal.purchase_id)).all()
    assert len(taken_back) == 1
    assert len(bought(session)) == 2


def test_a_new_shop_is_asked_about_very_high_prices_and_sure_of_one_is_not_sure_of_another(
    cashier: Visitor, token: str, session: Session
) -> None:
    asked = Page(sends(cashier, shows(cashier, token), "60.000.000"))
    assert "có thừa số 0 không?" in asked.mistakes[0]
    other = Page(sends(cashier, asked, "893.456.313.816"))
    assert other.status == 200
    assert "893.456.313.816" in other.mistakes[0]
    assert bought(session) == []
    assert other.send(cashier, action="luot").status_code == 303


class TestGroupsOfProducts:
    @pytest.fixture
    def offer(self, world: World) -> dict[str, str]:
        made = world.offered(
            "AK-NH", world.agreement, "Theo nhóm", discount=Discount.PERCENT, value=0,
            ceiling=None, rule=GROUPS,
        )  # fmt: skip
        limit(world.session, made, 1, LimitScope.PRODUCT, LimitWindow.DAY)
        return {
            "offer": str(made.id),
            "first": f"group-{made.id}-0",
            "second": f"group-{made.id}-1",
        }

    @pytest.mark.either_database
    def test_their_amounts_are_typed_and_each_is_counted(
        self, cashier: Visitor, token: str, session: Session, offer: Mapping[str, str]
    ) -> None:
        chosen = {"offer": offer["offer"]}
        page = sells(cashier, token, "300.000", **chosen, **{offer["first"]: "200.000"})
        assert "280.000 ₫" in page.text
        [sold] = bought(session)
        assert (sold.list_price, sold.benefit) == (300_000, 20_000)
        again = Page(
            sends(
                cashier, shows(cashier, token), "210.000", **chosen, **{offer["first"]: "200.000"}
            )
        )
        assert "Đã dùng hết lượt" in again.text
        other = sells(cashier, token, "100.000", **chosen, **{offer["second"]: "100.000"})
        assert "95.000 ₫" in other.text

    @pytest.mark.either_database
    def test_none_or_too_much_or_unreadable_is_said_beside_them(
        self, cashier: Visitor, token: str, session: Session, offer: Mapping[str, str]
    ) -> None:
        for typed, said in (
            ({}, "ít nhất một nhóm hàng"),
            ({offer["first"]: "hai trăm"}, "Không đọc được số tiền"),
            ({offer["first"]: "300.000"}, "không thể cao hơn"),
        ):
            filled = {"list_price": "200.000", "offer": offer["offer"], **typed}
            page = Page(shows(cashier, token).send(cashier, filled, action="luot"))
            assert page.status == 422
            assert said in " ".join(page.mistakes)
        assert bought(session) == []


def test_a_value_that_is_used_up_ends(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    voucher = world.offered(
        "AK-PH", world.agreement, "Phiếu 300.000", discount=Discount.AMOUNT, value=300_000,
        ceiling=None, rule={"stored_value": True},
    )  # fmt: skip
    chosen = {"offer": str(voucher.id)}
    first = sells(cashier, token, "200.000", **chosen)
    sale = shows(cashier, token)
    assert "Còn 100.000 ₫" in sale.text.replace("\xa0", " ")
    left = {f"left-{voucher.id}": sale.form("luot")[f"left-{voucher.id}"]}
    assert sends(cashier, sale, "250.000", **chosen, **left).status_code == 303
    assert [each.benefit for each in bought(session)] == [200_000, 100_000]
    spent = send_as(cashier, shows(cashier, token), list_price="50.000", seen="0", **chosen)
    assert "Đã dùng hết giá trị" in spent.text
    first.send(cashier, {"reason": "wrong_card"}, action="/huy")
    assert "Còn 200.000 ₫" in shows(cashier, token).text.replace("\xa0", " ")


class TestTypingAnew:
    def mend(self, cashier: Visitor, receipt: Page) -> Page:
        path = receipt.response.request.path
        answer = cashier.post(f"{path}/sua", data=receipt.form("/huy"))
        return Page(cashier.get(answer.location) if answer.status_code == 303 else answer)

    @pytest.mark.either_database
    def test_any_of_the_latest_sales_comes_back_as_it_was_typed(
        self, cashier: Visitor, token: str
    ) -> None:
        receipt = sells(cashier, token, "200.000", already="y", paid="180.000", invoice="H1")
        sells(cashier, token, "100.000")
        sale = self.mend(cashier, receipt)
        assert "Đã hủy lượt cũ" in sale.text
        filled = sale.form("luot")
        assert (filled["list_price"], filled["paid"], filled["already"]) == (
            "200000",
            "180000",
            "y",
        )
        assert filled["invoice"] == "H1"
        assert sends(cashier, sale, "190.000", already="y", paid="180.000").status_code == 303

    @pytest.mark.either_database
    def test_a_stated_worth_comes_back_too(
        self, cashier: Visitor, token: str, world: World
    ) -> None:
        loan = world.offered(
            "AK-LS", world.agreement, "Lãi suất", discount=Discount.TYPED, value=0, ceiling=None
        )
        receipt = sells(cashier, token, "", offer=str(loan.id), worth="1.200.000")
        assert self.mend(cashier, receipt).form("luot")["worth"] == "1200000"

    @pytest.mark.either_database
    def test_nothing_is_taken_back_where_the_card_is_not_known_any_more(
        self, cashier: Visitor, token: str, session: Session, site: Site
    ) -> None:
        receipt = sells(cashier, token, "200.000")
        for price in range(101, 107):
            sells(cashier, token, f"{price}.000")
        assert "/sua" not in str(Page(cashier.get(receipt.response.request.path)).soup)
        page = self.mend(cashier, receipt)
        assert page.status == 422
        assert "Chưa hủy gì" in page.text
        assert session.scalar(select(func.count()).select_from(Reversal)) == 0

    def test_a_sale_that_still_stands_is_shown_not_typed_anew(
        self, cashier: Visitor, token: str
    ) -> None:
        path = sells(cashier, token, "200.000").response.request.path
        answer = cashier.get(f"{path}/lai")
        assert (answer.status_code, answer.location) == (303, path)
