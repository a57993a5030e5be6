"""A receipt, and taking a sale back: who may, until when, and what it leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.money import Dong
from benefits.purchases import Reversal
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, bought, sells, sends
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.mark.either_database
def test_a_sale_is_undone_on_the_same_phone(cashier: Visitor, token: str, session: Session) -> None:
    receipt = sells(cashier, token)
    page = Page(
        receipt.send(cashier, {"reason": "wrong_card"}, action="/huy", follow_redirects=True)
    )
    assert page.heading.endswith("Đã hủy")
    assert "Quét nhầm thẻ" in page.text
    [taken_back] = session.scalars(select(Reversal)).all()
    assert taken_back.is_whole
    again = receipt.send(cashier, {"reason": "wrong_card"}, action="/huy")
    assert again.status_code == 303
    assert session.scalar(select(func.count()).select_from(Reversal)) == 1


def test_after_a_quarter_of_an_hour_a_cashier_asks_the_manager(
    cashier: Visitor, token: str, session: Session
) -> None:
    receipt = sells(cashier, token)
    assert cashier.now
    cashier.now += timedelta(minutes=16)
    page = Page(receipt.send(cashier, action="/huy"))
    assert page.status == 422
    assert "Nhờ quản lý" in page.text
    assert not Page(cashier.get(receipt.response.request.path)).soup.select("form[action$='/huy']")
    assert session.scalars(select(Reversal)).all() == []


def test_another_phone_of_the_outlet_cannot_undo(
    cashier: Visitor, token: str, signed_in: SignedIn, people: People, world: World
) -> None:
    receipt = sells(cashier, token)
    other = signed_in(people.cashier(world.outlet, "Người khác"))
    page = Page(other.get(receipt.response.request.path))
    assert page.status == 200
    assert not page.soup.select("form[action$='/huy']")


def test_mending_takes_back_and_shows_the_sale_filled_in(
    cashier: Visitor, token: str, session: Session
) -> None:
    receipt = sells(cashier, token, "2.000.000", invoice="HD7")
    form = receipt.form("/huy")
    answer = cashier.post(receipt.response.request.path + "/sua", data=form)
    sale = Page(cashier.get(answer.location))
    filled = sale.form("luot")
    assert filled["list_price"] == "2000000"
    assert filled["invoice"] == "HD7"
    assert sends(cashier, sale, "200.000").status_code == 303
    wrong, right = bought(session)
    assert wrong.bought_at == right.bought_at
    assert [each.purchase_id for each in session.scalars(select(Reversal))] == [wrong.id]
    assert right.list_price == Dong(200_000)


@pytest.mark.either_database
def test_a_receipt_is_seen_at_its_own_outlet_alone(
    cashier: Visitor, token: str, signed_in: SignedIn, people: People, world: World
) -> None:
    path = sells(cashier, token).response.request.path
    elsewhere = signed_in(people.cashier(world.other_outlet))
    assert elsewhere.get(path).status_code == 404
    stranger = people.manager(world.partner("LC", "Nhà thuốc Long Châu"))
    assert signed_in(stranger).get(path).status_code == 404
    assert signed_in(people.manager(world.pharmacy)).get(path).status_code == 200


def test_the_day_is_listed_with_its_sums(cashier: Visitor, token: str) -> None:
    sells(cashier, token, "200.000")
    undone = sells(cashier, token, "100.000")
    undone.send(cashier, action="/huy")
    page = Page(cashier.get(f"{FACE}/"))
    assert page.heading == "Hôm nay, 01/05/2026"
    assert len(page.soup.select(".use")) == 2
    assert page.soup.select("dd")[0].text.split()[:4] == ["1", "đã", "trừ", "1"]
    assert "170.000 ₫" in page.text
