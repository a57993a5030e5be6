"""Offers whose amount no till can work out: ranges, free services, agreed worths, other payers."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from benefits.agreements import Discount, OfferVersion
from tests.faces.counter import FACE, FRAGMENT, bought, sells, sends, shows
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World

Offered = Callable[..., OfferVersion]


@pytest.fixture
def offered(world: World) -> Offered:
    """Let the pharmacy give something else instead of its 15 %."""

    def instead(discount: Discount, value: int, **rule: Any) -> OfferVersion:
        world.offer.discount, world.offer.value, world.offer.rule = discount, value, rule
        world.offer.ceiling = None
        world.session.flush()
        return world.offer

    return instead


def _quoted(cashier: Visitor, offer: OfferVersion, **typed: str) -> str:
    asked = {"offer": str(offer.id), **typed}
    answer = cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    text = BeautifulSoup(answer.get_data(as_text=True), "html.parser").get_text(" ")
    return " ".join(text.split())


class TestARange:
    def test_the_least_given_is_told_as_the_most_to_pay(
        self, cashier: Visitor, offered: Offered
    ) -> None:
        told = _quoted(cashier, offered(Discount.PERCENT, 1_000, up_to=5_000), list_price="100000")
        assert "Khách trả nhiều nhất 90.000 ₫" in told
        assert "Giảm hơn thế thì nhập giá sau giảm." in told

    def test_a_price_within_it_is_taken_without_a_word(
        self, cashier: Visitor, offered: Offered
    ) -> None:
        offer = offered(Discount.PERCENT, 1_000, up_to=5_000)
        told = _quoted(cashier, offer, list_price="100000", price_after="70000")
        assert "Khách trả 70.000 ₫" in told
        assert "Theo ưu đãi" not in told

    def test_a_price_outside_is_told_what_it_should_lie_between(
        self, cashier: Visitor, offered: Offered
    ) -> None:
        offer = offered(Discount.PERCENT, 1_000, up_to=5_000)
        told = _quoted(cashier, offer, list_price="100000", price_after="40000")
        assert "giá sau giảm từ 50.000 ₫ đến 90.000 ₫" in told

    def test_groups_of_products_may_be_ranges_too(self, cashier: Visitor, offered: Offered) -> None:
        groups = [{"group": "Sữa", "basis_points": 500, "up_to": 2_500}]
        offer = offered(Discount.PERCENT, 0, groups=groups)
        typed = {"list_price": "100000", f"group-{offer.id}-0": "100000", "price_after": "80000"}
        assert "Khách trả 80.000 ₫" in _quoted(cashier, offer, **typed)

    @pytest.mark.either_database
    def test_the_real_price_is_recorded_and_comes_back_to_be_mended(
        self, cashier: Visitor, token: str, session: Session, offered: Offered
    ) -> None:
        offered(Discount.PERCENT, 1_000, up_to=5_000)
        receipt = sells(cashier, token, "100.000", price_after="70.000")
        [sold] = bought(session)
        assert (sold.paid, sold.benefit, sold.warnings) == (70_000, 30_000, [])
        mended = cashier.post(f"{FACE}/luot/{sold.id}/sua", data=receipt.form("huy"))
        filled = Page(cashier.get(mended.location)).form("luot")
        assert (filled["list_price"], filled["price_after"]) == ("100000", "70000")

    def test_a_page_opened_before_the_field_was_there_still_says_the_price(
        self, cashier: Visitor, offered: Offered
    ) -> None:
        offer = offered(Discount.PERCENT, 1_000, up_to=5_000)
        told = _quoted(cashier, offer, list_price="100000", already="y", paid="60000")
        assert "Khách trả 60.000 ₫" in told

    def test_a_price_above_the_one_before_is_said_beside_its_field(
        self, cashier: Visitor, token: str, offered: Offered
    ) -> None:
        offered(Discount.PERCENT, 1_000, up_to=5_000)
        typed = {"list_price": "100.000", "price_after": "110.000"}
        answer = Page(shows(cashier, token).send(cashier, typed, action="luot"))
        [field] = answer.soup.select(".field:has(> #price_after)")
        assert "không thể cao hơn" in field.get_text()

    def test_its_price_is_asked_for_where_the_price_is_not_where_the_invoice_is(
        self, cashier: Visitor, token: str, offered: Offered
    ) -> None:
        offered(Discount.PERCENT, 1_000, up_to=5_000)
        page = shows(cashier, token)
        assert page.soup.select(
            ".sale-form > .field #price_after, .sale-form > .field:has(#price_after)"
        )
        assert not page.soup.select("#already")
        assert page.soup.select(".more summary")[0].get_text() == "Số hóa đơn"


class TestNoAmount:
    def test_a_free_service_says_what_it_is_worth_before_anything_is_typed(
        self, cashier: Visitor, token: str, session: Session, offered: Offered
    ) -> None:
        offer = offered(Discount.FREE, 150_000)
        page = shows(cashier, token)
        assert str(offer.id) in page.soup.select_one("form[data-sale]")["data-without-amount"]  # type: ignore[index]
        assert "Không rõ thì để trống" in page.text
        assert sends(cashier, page, "").status_code == 303
        assert bought(session)[0].benefit == 150_000

    def test_an_agreed_worth_need_not_be_typed(
        self, cashier: Visitor, token: str, session: Session, offered: Offered
    ) -> None:
        offered(Discount.TYPED, 300_000)
        page = shows(cashier, token)
        assert "Để trống thì tính theo giá trị ghi trong ưu đãi" in page.text
        assert sends(cashier, page, "", worth="").status_code == 303
        assert bought(session)[0].benefit == 300_000

    def test_a_worth_nobody_agreed_on_is_asked_for(
        self, cashier: Visitor, token: str, offered: Offered
    ) -> None:
        offer = offered(Discount.TYPED, 0)
        assert "Để trống" not in shows(cashier, token).text
        assert "Hãy nhập số tiền." in _quoted(cashier, offer)

    def test_what_costs_nothing_and_is_worth_nothing_known_has_no_sum(
        self, cashier: Visitor, offered: Offered
    ) -> None:
        told = _quoted(cashier, offered(Discount.FREE, 0))
        assert "Khách trả 0 ₫" in told
        assert "giảm" not in told


def test_what_others_pay_stands_in_the_sum(cashier: Visitor, token: str, offered: Offered) -> None:
    payers = [{"payer": "ldld", "amount": 30_000}]
    offer = offered(Discount.PERCENT, 1_000, subsidies=payers)
    told = _quoted(cashier, offer, list_price="100000")
    assert "Khách trả 60.000 ₫ 100.000 ₫ − giảm 10.000 ₫ − hỗ trợ 30.000 ₫" in told
    receipt = sells(cashier, token, "100.000")
    assert "100.000 ₫ − giảm 10.000 ₫ − hỗ trợ 30.000 ₫" in receipt.text


def test_where_others_pay_and_nothing_is_taken_off_no_discount_is_named(
    cashier: Visitor, offered: Offered
) -> None:
    offer = offered(Discount.AMOUNT, 0, subsidies=[{"payer": "ldld", "amount": 30_000}])
    assert "100.000 ₫ − hỗ trợ 30.000 ₫" in _quoted(cashier, offer, list_price="100000")
