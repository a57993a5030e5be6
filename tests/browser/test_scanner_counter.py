"""What the counter page does with trouble, with typed codes and in browsers without a camera."""

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.cashier import Cashier
from tests.browser.test_scanner_decoding import CARD, TOKEN

ZALO = "Mozilla/5.0 (Linux; Android 13; wv) Chrome/124.0 Mobile Safari/537.36 Zalo android/12"


@pytest.fixture
def scanned(cashier: Cashier) -> Cashier:
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    cashier.sees_a_card()
    return cashier


def test_without_a_network_what_was_typed_stays_and_the_same_form_is_sent_again(
    scanned: Cashier,
) -> None:
    scanned.types_a_price("180000")
    scanned.loses_the_network()
    scanned.records()
    scanned.page.wait_for_selector("[data-problem] >> text=Không có mạng")
    assert scanned.page.inner_text("body").count("Không có mạng") == 1
    assert scanned.page.input_value("#list_price") == "180.000"
    scanned.finds_it_again()
    scanned.page.click("text=Thử lại")

    assert scanned.sees_the_receipt() == "180000"
    use = {"id": "7f1c1f2e-0000-4000-8000-000000000001", "list_price": "180000", "step": "record"}
    assert scanned.server.received == [use]


def test_a_card_read_without_a_network_is_asked_again(cashier: Cashier) -> None:
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.page.wait_for_load_state("networkidle")
    cashier.loses_the_network()
    cashier.starts_the_camera()
    cashier.page.wait_for_selector("[data-problem] >> text=Không có mạng")
    cashier.finds_it_again()
    cashier.page.click("text=Thử lại")
    assert cashier.sees_a_card() == TOKEN


def test_a_double_tap_records_once(scanned: Cashier) -> None:
    scanned.types_a_price("90000")
    scanned.page.evaluate(
        """() => {
          const button = document.querySelector("#answer form button:not([type])")
          button.click()
          button.click()
        }"""
    )
    assert scanned.sees_the_receipt() == "90000"
    assert len(scanned.server.received) == 1


def test_a_step_back_leads_to_the_next_customer_and_not_out_of_the_page(scanned: Cashier) -> None:
    scanned.types_a_price("180000")
    scanned.records()
    scanned.sees_the_receipt()
    scanned.page.go_back()
    scanned.page.wait_for_selector("[data-scanner][data-state=awake]")
    assert scanned.page.inner_html("#answer") == ""
    assert scanned.page.url.endswith("/doi-tac/quet")
    assert scanned.times_opened() == 1


def test_a_step_to_a_heading_leaves_the_sale_where_it_is(scanned: Cashier) -> None:
    scanned.types_a_price("180000")
    scanned.page.evaluate("location.hash = 'answer'")
    scanned.page.wait_for_function("location.hash === '#answer'")
    scanned.page.go_back()
    scanned.page.wait_for_function("location.hash === ''")
    assert scanned.page.input_value("#list_price") == "180.000"
    scanned.page.go_back()
    scanned.page.wait_for_selector("[data-scanner][data-state=awake]")
    assert scanned.page.inner_html("#answer") == ""


def test_steps_back_do_not_pile_up_with_the_customers(scanned: Cashier) -> None:
    steps = scanned.page.evaluate("history.length")
    for _each in range(2):
        scanned.takes_the_next_customer()
        scanned.page.wait_for_selector("[data-scanner][data-state=awake]")
        scanned.types_a_code("7K3M9PQR2XT")
        scanned.sees_a_card()
    assert scanned.page.evaluate("history.length") == steps


def test_a_refusal_is_an_answer_too(scanned: Cashier) -> None:
    scanned.types_a_price("12")
    scanned.records()
    scanned.page.wait_for_selector("text=Giá chưa hợp lệ")
    assert scanned.page.locator("[data-status]").get_attribute("data-kind") == "bad"


def test_a_session_that_ended_leads_to_the_sign_in_page(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    cashier.server.signed_in = False
    cashier.types_a_code(CARD)
    cashier.page.wait_for_url("**/doi-tac/dang-nhap")
    assert cashier.page.inner_text("h1") == "Đăng nhập"


def test_a_hardware_scanner_types_the_whole_address(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    cashier.types_a_code(CARD.lower())
    assert cashier.sees_a_card() == TOKEN
    assert cashier.page.input_value("#code") == ""


def test_on_a_computer_the_field_waits_for_the_hardware_scanner(
    chromium: Browser, cashier: Cashier
) -> None:
    desk = Cashier(chromium, cashier.server, cashier.camera, is_mobile=False, has_touch=False)
    desk.opens_the_counter()
    desk.page.keyboard.type(CARD)
    desk.page.keyboard.press("Enter")
    assert desk.sees_a_card() == TOKEN
    desk.context.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://quan-com.vn/thuc-don", "Không phải mã thẻ ưu đãi"),
        ("https://the.vn/the/kich-hoat#7K3M9PQR2XT.BCDF2345", "Đây là thư kích hoạt"),
        ("HTTPS://THE.CÔNGĐOÀN.VN/Q/ÂEÂÂH", "Bộ gõ tiếng Việt"),
    ],
)
def test_what_is_no_card_is_said_without_asking(cashier: Cashier, typed: str, said: str) -> None:
    cashier.opens_the_counter()
    cashier.types_a_code(typed)
    assert cashier.is_told(said) == "bad"
    assert cashier.server.received == []


def test_a_typed_code_goes_with_its_form(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    cashier.types_a_code("BCFG-HJKM-NP2")
    assert cashier.sees_a_card() == "BCFG-HJKM-NP2"
    assert cashier.server.received == [{"csrf_token": "forged-not", "code": "BCFG-HJKM-NP2"}]


def test_inside_zalo_one_sentence_says_why_there_is_no_camera(
    chromium: Browser, cashier: Cashier
) -> None:
    inside = Cashier(chromium, cashier.server, cashier.camera, user_agent=ZALO)
    inside.page.add_init_script("delete Navigator.prototype.mediaDevices")
    inside.opens_the_counter()
    inside.status_with("Zalo không cho dùng máy ảnh")
    assert inside.page.locator("[data-start]").is_hidden()
    assert inside.page.locator("button", has_text="Chụp ảnh thẻ").is_visible()
    assert inside.page.locator("#code").is_visible()
    inside.context.close()


def test_over_plain_http_one_sentence_says_why_there_is_no_camera(cashier: Cashier) -> None:
    def answer_for_it(route: Route) -> None:
        local = route.request.url.replace("http://quay.vn", cashier.server.address)
        route.fulfill(response=route.fetch(url=local))

    cashier.page.route("http://quay.vn/**", answer_for_it)
    cashier.page.goto("http://quay.vn/doi-tac/quet")
    cashier.status_with("Trang mở bằng http")
    cashier.types_a_code(CARD)
    assert cashier.sees_a_card() == TOKEN


def test_a_camera_that_was_refused_may_be_asked_again(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    cashier.page.evaluate(
        """() => {
          const refused = new DOMException("no", "NotAllowedError")
          navigator.mediaDevices.getUserMedia = () => Promise.reject(refused)
        }"""
    )
    cashier.page.tap("[data-start]")
    cashier.status_with("Máy ảnh chưa được phép")
    assert cashier.page.locator("[data-start]").is_visible()
