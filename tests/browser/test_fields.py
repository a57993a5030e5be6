"""Small things of every form: money is grouped while it is typed, a double tap sends once."""

import pytest
from playwright.sync_api import Browser, Page

from benefits.money import parse_dong, read_aloud
from tests.browser.cashier import Cashier

PRICE = "#list_price"
AROUND = (-1, 0, 1, 15, 105, 4_021, 90_005)


def opened(cashier: Cashier) -> Page:
    cashier.page.goto(f"{cashier.server.address}/cham")
    return cashier.page


def sent(page: Page) -> str:
    return page.input_value("input[name=list_price]")


def test_money_is_grouped_while_it_is_typed_and_sent_plain(cashier: Cashier) -> None:
    page = opened(cashier)
    assert page.input_value(PRICE) == "1.500.000"
    page.fill(PRICE, "")
    page.locator(PRICE).press_sequentially("0250")
    page.tap("[data-zeros]")
    assert page.input_value(PRICE) == "250.000"
    assert sent(page) == "250000"
    page.locator(PRICE).press_sequentially("0 đ")
    assert (page.input_value(PRICE), sent(page)) == ("2.500.000", "2500000")
    with page.expect_navigation():
        page.tap("text=Gửi")
    assert cashier.server.received == [{"list_price": "2500000"}]


def test_a_digit_in_the_middle_leaves_the_caret_behind_it(cashier: Cashier) -> None:
    page = opened(cashier)
    page.focus(PRICE)
    page.evaluate("document.activeElement.setSelectionRange(3, 3)")  # 1.5|00.000
    page.keyboard.type("78")
    assert page.input_value(PRICE) == "157.800.000"
    page.keyboard.press("Backspace")
    page.keyboard.type("9")
    assert (page.input_value(PRICE), sent(page)) == ("157.900.000", "157900000")


def test_a_pasted_amount_loses_its_fraction_and_its_sign(cashier: Cashier) -> None:
    page = opened(cashier)
    page.evaluate(
        """() => {
          const field = document.querySelector("#list_price")
          field.value = "250.000,00 ₫"
          field.dispatchEvent(
            new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }))
        }"""
    )
    assert (page.input_value(PRICE), sent(page)) == ("250.000", "250000")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("250 nghìn", "250.000"),
        ("2 triệu", "2.000.000"),
        ("1,5 triệu đồng", "1.500.000"),
        ("1 triệu 2", "1.200.000"),
        ("1 triệu 250 nghìn", "1.250.000"),
        ("1tr2", "1.200.000"),
        ("80k", "80.000"),
        ("250.000 đồng", "250.000"),
    ],
)
def test_a_keyboard_that_listens_writes_amounts_as_they_are_said(
    cashier: Cashier, said: str, meant: str
) -> None:
    page = opened(cashier)
    page.fill(PRICE, "")
    page.focus(PRICE)
    page.keyboard.insert_text(said)
    assert (page.input_value(PRICE), sent(page)) == (meant, meant.replace(".", ""))
    assert parse_dong(said) in {int(sent(page)), None}


def test_money_is_read_back_in_the_words_the_server_uses(cashier: Cashier) -> None:
    page = opened(cashier)
    assert page.inner_text("[data-money-words]") == "một triệu năm trăm nghìn đồng"
    page.fill(PRICE, "")
    page.locator(PRICE).press_sequentially("255k")
    assert (page.input_value(PRICE), page.inner_text("[data-money-words]")) == (
        "255.000",
        "hai trăm năm mươi lăm nghìn đồng",
    )
    amounts = [
        *range(0, 1250, 7),
        *(10**power + extra for power in range(3, 13) for extra in AROUND),
    ]
    spoken = page.evaluate(
        """async (amounts) => {
          const { readAloud } = await import("/kit/js/money-words.js")
          return amounts.map(readAloud)
        }""",
        amounts,
    )
    assert spoken == [read_aloud(amount) for amount in amounts]


def test_a_double_tap_sends_a_form_once(cashier: Cashier) -> None:
    page = opened(cashier)
    with page.expect_navigation():
        page.evaluate(
            """() => {
              const button = document.querySelector("form button:not([type])")
              button.click()
              button.click()
            }"""
        )
    assert cashier.server.received == [{"list_price": "1500000"}]


def test_without_scripts_the_form_carries_what_was_typed(
    chromium: Browser, cashier: Cashier
) -> None:
    plain = Cashier(chromium, cashier.server, cashier.camera, java_script_enabled=False)
    page = opened(plain)
    page.fill(PRICE, "250.000")
    with page.expect_navigation():
        page.tap("text=Gửi")
    assert cashier.server.received == [{"list_price": "250.000"}]
    plain.context.close()
