"""One sale: quoted while it is typed, confirmed, and recorded once."""

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from benefits.agreements import Discount, LimitScope, LimitWindow, OfferLimit
from benefits.database import new_uuid
from benefits.purchases import Evidence, Purchase
from tests.faces.counter import FACE, FRAGMENT, bought, code_of, sells, sends, shows
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World


def test_a_scanned_card_becomes_a_purchase(
    cashier: Visitor, token: str, session: Session, world: World
) -> None:
    page = sells(cashier, token, "200.000", invoice="HD 01")
    assert page.heading.endswith("Đã ghi nhận")
    assert "170.000 ₫" in page.text
    assert "giảm 30.000 ₫" in page.text
    [sold] = bought(session)
    assert (sold.list_price, sold.paid, sold.benefit) == (200_000, 170_000, 30_000)
    assert (sold.member_id, sold.outlet_id) == (world.hanh.id, world.outlet.id)
    assert sold.evidence is Evidence.QUET_THE_IN
    assert sold.device_id is not None
    assert sold.shift_id is not None
    assert sold.invoice == "HD 01"


@pytest.mark.either_database
def test_the_amount_to_collect_is_said_while_the_price_is_typed(
    cashier: Visitor, world: World
) -> None:
    asked = {"offer": world.offer.id, "list_price": "1.000.000"}
    answer = cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    text = answer.get_data(as_text=True)
    assert "950.000 ₫" in text.replace("\xa0", " ")
    assert 'name="seen" value="950000"' in text


@pytest.mark.either_database
def test_who_pays_a_part_is_named_and_not_by_a_code(cashier: Visitor, world: World) -> None:
    payers = [{"payer": "ldld", "amount": 20_000}, {"payer": "Quỹ Hoa Sen", "amount": 5_000}]
    offer = world.offered("AK-HT", world.agreement, "Giảm, hỗ trợ", rule={"subsidies": payers})
    asked = {"offer": offer.id, "list_price": "100.000"}
    answer = cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    text = answer.get_data(as_text=True).replace("\xa0", " ")
    assert "Liên đoàn Lao động trả cửa hàng <b>20.000 ₫</b>" in text
    assert "Quỹ Hoa Sen trả cửa hàng <b>5.000 ₫</b>" in text


def test_asking_for_a_quote_writes_nothing(
    cashier: Visitor, world: World, statements: list[str]
) -> None:
    statements.clear()
    asked = {"offer": world.offer.id, "list_price": "100000"}
    cashier.get(f"{FACE}/tinh", query_string=asked, headers=FRAGMENT)
    assert not [each for each in statements if not each.lstrip().upper().startswith("SELECT")]


@pytest.mark.either_database
def test_without_scripts_the_amount_is_seen_before_it_is_recorded(
    cashier: Visitor, token: str, session: Session
) -> None:
    sale = shows(cashier, token)
    seen = Page(sale.send(cashier, {"list_price": "200.000"}, action="luot"))
    assert seen.status == 200
    assert "170.000 ₫" in seen.text
    assert bought(session) == []
    assert seen.send(cashier, action="luot").status_code == 303
    assert len(bought(session)) == 1


def test_a_double_tap_gets_one_receipt(cashier: Visitor, token: str, session: Session) -> None:
    sale = shows(cashier, token)
    first, second = sends(cashier, sale), sends(cashier, sale)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert len(bought(session)) == 1


def test_another_amount_under_the_same_id_shows_both_versions(
    cashier: Visitor, token: str, session: Session
) -> None:
    sale = shows(cashier, token)
    sends(cashier, sale, "200.000")
    page = Page(sends(cashier, sale, "300.000"))
    assert page.status == 409
    assert "200.000 ₫" in page.text
    assert "300.000 ₫" in page.text
    assert len(bought(session)) == 1


@pytest.mark.either_database
def test_every_showing_of_a_card_is_a_sale_of_its_own(
    cashier: Visitor, token: str, session: Session
) -> None:
    assert (
        sells(cashier, token).response.request.path != sells(cashier, token).response.request.path
    )
    assert len(bought(session)) == 2


def test_a_typed_code_is_weaker_evidence(cashier: Visitor, world: World, session: Session) -> None:
    sells(cashier, code_of(world, world.hanh_card))
    assert [each.evidence for each in bought(session)] == [Evidence.GO_MA]


@pytest.mark.either_database
def test_an_amount_that_is_missing_or_unreadable_is_asked_for(
    cashier: Visitor, token: str, session: Session
) -> None:
    sale = shows(cashier, token)
    for typed in ("", "hai trăm", "1.2.3"):
        page = Page(sale.send(cashier, {"list_price": typed}, action="luot"))
        assert page.status == 422
        assert page.mistakes
    assert bought(session) == []


def test_the_shop_may_have_taken_the_discount_off_already(
    cashier: Visitor, token: str, session: Session
) -> None:
    sells(cashier, token, "200.000", already="y", paid="180.000")
    [sold] = bought(session)
    assert (sold.list_price, sold.paid, sold.benefit) == (200_000, 180_000, 20_000)
    assert "differs_from_rule" in sold.warnings


@pytest.mark.either_database
def test_a_price_after_discount_above_the_one_before_is_a_mistake(
    cashier: Visitor, token: str
) -> None:
    amounts = {"list_price": "200.000", "already": "y", "paid": "210.000"}
    page = Page(shows(cashier, token).send(cashier, amounts, action="luot"))
    assert page.status == 422
    assert "không thể cao hơn" in page.mistakes[0]


def test_a_limit_reached_meanwhile_is_refused_with_its_reason(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    session.add(
        OfferLimit(
            offer_version_id=world.offer.id,
            scope=LimitScope.MEMBER,
            window=LimitWindow.DAY,
            allowed=1,
        )
    )
    session.flush()
    late = shows(cashier, token)
    sells(cashier, token)
    page = Page(sends(cashier, late, "100.000"))
    assert page.status == 422
    assert "Đã dùng hết lượt: mỗi người tối đa 1 lượt mỗi ngày" in page.text
    assert len(bought(session)) == 1


@pytest.mark.either_database
def test_a_price_with_too_many_zeros_is_asked_about_once(
    cashier: Visitor, token: str, session: Session
) -> None:
    sells(cashier, token, "100.000")
    sold_often(session, bought(session)[0])
    sale = shows(cashier, token)
    asked = Page(sends(cashier, sale, "20.000.000"))
    assert asked.status == 200
    assert "có thừa số 0 không?" in asked.mistakes[0]
    assert asked.send(cashier, action="luot").status_code == 303
    assert len(bought(session)) == 21


@pytest.mark.either_database
def test_of_several_offers_the_cashier_chooses(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    masks = world.offered(
        "AK-KT", world.agreement, "Khẩu trang 25.000 ₫", discount=Discount.PRICE, value=25_000
    )
    sale = shows(cashier, token)
    assert "offer" not in sale.form("luot")
    unchosen = Page(sale.send(cashier, {"list_price": "120.000"}, action="luot"))
    assert unchosen.status == 422
    sells(cashier, token, "120.000", offer=str(masks.id), quantity="3")
    assert [(each.paid, each.quantity) for each in bought(session)] == [(75_000, 3)]


@pytest.mark.either_database
def test_what_an_offer_does_not_need_is_not_asked(cashier: Visitor, token: str) -> None:
    names = {str(each["name"]) for each in shows(cashier, token).soup.select("form input[name]")}
    assert {"list_price", "already", "paid", "invoice"} <= names
    assert not names & {"worth", "quantity", "group_size"}


@pytest.mark.either_database
def test_a_free_service_needs_no_price(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    free = world.offered(
        "AK-HA", world.agreement, "Đo huyết áp", discount=Discount.FREE, value=50_000, ceiling=None
    )
    sells(cashier, token, "", offer=str(free.id))
    assert [(each.list_price, each.paid) for each in bought(session)] == [(50_000, 0)]


def test_a_stated_benefit_is_typed_as_such(
    cashier: Visitor, token: str, world: World, session: Session
) -> None:
    loan = world.offered(
        "AK-LS", world.agreement, "Giảm lãi suất", discount=Discount.TYPED, value=0, ceiling=None
    )
    page = sells(cashier, token, "", offer=str(loan.id), worth="1.200.000")
    assert "Khách được hưởng" in page.text
    assert [(each.list_price, each.benefit) for each in bought(session)] == [(1_200_000, 1_200_000)]


def sold_often(session: Session, sold: Purchase) -> None:
    """Let an outlet have sold the same twenty times."""
    same = {column.key: getattr(sold, column.key) for column in inspect(Purchase).column_attrs}
    session.add_all(Purchase(**same | {"id": new_uuid()}) for _ in range(19))
    session.flush()


def test_a_phones_token_alone_sells_nothing_on_the_pages_of_people(
    site: Site, people: People, world: World, cashier: Visitor, token: str
) -> None:
    sale = shows(cashier, token).form("luot")
    thief = site.program(people.phone(world.outlet).token)
    for filled in ({**sale, "list_price": "200.000", "seen": "170000"}, {}):
        answer = thief.post(f"{FACE}/luot", data=filled)
        assert answer.status_code in {303, 400, 403}
    assert "dang-nhap" in thief.get(f"{FACE}/quet").location
    assert bought(world.session) == []
