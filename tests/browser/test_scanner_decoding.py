"""From the camera to the answer: which decoder reads, and what the counter makes of a code."""

import gzip
import sys

import pytest
from playwright.sync_api import Request, Response

from tests.browser.cashier import Cashier, qr_image

TOKEN = "AEAAAAAH" + "MFRGGZDFMZTWQ2LK" * 6 + "PMYNBX2345QZ"
CARD = f"HTTPS://THE.CONGDOAN.VN/Q/{TOKEN}"
FIRST_LOAD = 120 * 1024

ABSENT_SERVICE = "detect() { return Promise.reject(new Error('service unavailable')) }"
BLIND = "detect() { return Promise.resolve([]) }"
# A browser that decodes by itself: the real decoder, standing where the browser's own would.
OWN = """detect(image) {
  const wasm = document.querySelector("[data-scanner]").dataset.wasmUrl
  return this.ready(wasm).then((own) => own.detect(image))
}
async ready(wasm) {
  const { BarcodeDetector, prepareZXingModule } =
    await import("/doi-tac/static/vendor/barcode-detector/ponyfill.js")
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  return (this.own ??= new BarcodeDetector({ formats: ["qr_code"] }))
}"""

# By the page's own clock and at once: a busy machine tells us of it late.
NOTE_CLEARING = """() => addEventListener("click", () => {
  const left = document.querySelectorAll("#answer article").length
  window.cleared = { at: performance.now(), left }
  window.told = []
}, { once: true })"""
LAST_ASKED = """(token) => performance.getEntriesByType("resource")
  .filter((each) => each.name.endsWith(token)).at(-1).startTime"""


def browser_decodes(cashier: Cashier, methods: str) -> None:
    cashier.page.add_init_script(f"window.BarcodeDetector = class {{ {methods} }}")


def test_a_card_held_to_the_camera_is_answered_and_recorded(cashier: Cashier) -> None:
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    assert cashier.sees_a_card() == TOKEN
    assert cashier.decoder == "wasm"

    cashier.types_a_price("250000")
    cashier.records()
    assert cashier.sees_the_receipt() == "250000"
    assert cashier.server.cards_asked() == [TOKEN]
    assert [use["list_price"] for use in cashier.server.received] == ["250000"]


def test_the_page_asks_nobody_else_and_loads_little_before_the_decoder(cashier: Cashier) -> None:
    scripts: dict[str, int] = {}
    strangers: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((cashier.server.address, "data:")):
            strangers.append(request.url)

    def weigh(response: Response) -> None:
        if response.url.endswith(".js"):
            scripts[response.url] = len(gzip.compress(response.body()))

    cashier.context.on("request", note)
    cashier.context.on("response", weigh)
    cashier.page.on("console", lambda said: complaints.append(said.text))
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    cashier.sees_a_card()

    assert strangers == []
    assert [said for said in complaints if "Content Security Policy" in said] == []
    assert any("zxing-exported" in url for url in scripts)
    sys.stdout.write(f"scripts of the scanner page: {sum(scripts.values()):,} bytes compressed\n")
    assert sum(scripts.values()) <= FIRST_LOAD


@pytest.mark.parametrize(
    ("methods", "rung"), [(ABSENT_SERVICE, "wasm"), (BLIND, "wasm"), (OWN, "native")]
)
def test_the_browsers_decoder_is_used_only_when_it_reads_our_sample(
    cashier: Cashier, methods: str, rung: str
) -> None:
    browser_decodes(cashier, methods)
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    assert cashier.sees_a_card() == TOKEN
    assert cashier.decoder == rung


def test_the_same_card_waits_three_seconds_and_the_camera_is_opened_once(cashier: Cashier) -> None:
    cashier.holds(CARD)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    cashier.sees_a_card()
    cashier.page.evaluate(NOTE_CLEARING)
    cashier.takes_the_next_customer()
    cashier.is_told("Đưa mã QR")

    assert cashier.sees_a_card() == TOKEN
    cleared = cashier.page.evaluate("window.cleared")
    assert cleared["left"] == 0
    assert cashier.page.evaluate(LAST_ASKED, TOKEN) - cleared["at"] > 2900
    assert cashier.server.cards_asked() == [TOKEN, TOKEN]
    assert cashier.times_opened() == 1


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("https://quan-com.vn/thuc-don", "Không phải mã thẻ ưu đãi"),
        ("https://the.vn/the/kich-hoat#7K3M9PQR2XT.BCDF2345", "Đây là thư kích hoạt"),
    ],
)
def test_a_code_of_something_else_is_refused_without_asking_the_server(
    cashier: Cashier, held: str, said: str
) -> None:
    cashier.holds(held)
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    assert cashier.is_told(said) == "bad"
    assert cashier.server.cards_asked() == []
    assert cashier.camera_is_live()


def test_the_camera_closes_with_the_page_and_wakes_again(cashier: Cashier) -> None:
    cashier.holds("https://quan-com.vn/thuc-don")
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    cashier.is_told("Không phải mã")
    cashier.hides_the_page(True)
    assert not cashier.camera_is_live()

    cashier.holds(CARD)
    cashier.hides_the_page(False)
    assert cashier.sees_a_card() == TOKEN
    assert cashier.times_opened() == 2


def test_a_camera_that_dies_is_opened_again(cashier: Cashier) -> None:
    cashier.holds("https://quan-com.vn/thuc-don")
    cashier.opens_the_counter()
    cashier.starts_the_camera()
    cashier.is_told("Không phải mã")
    cashier.holds(CARD)
    cashier.page.evaluate("document.querySelector('video').srcObject.getTracks()[0].stop()")
    assert cashier.sees_a_card() == TOKEN


def test_a_photo_is_read_by_the_server_when_there_is_no_camera(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    large = qr_image(CARD).resize((2400, 2400))
    cashier.takes_a_photo_of(large)
    assert cashier.sees_a_card() == TOKEN
    assert cashier.server.received == [{"photo": "JPEG 1600"}]


@pytest.mark.parametrize("is_clear", [True, False])
def test_a_photo_sent_without_a_network_is_answered_when_it_is_tried_again(
    cashier: Cashier, is_clear: bool
) -> None:
    cashier.opens_the_counter()
    cashier.loses_the_network()
    picture = qr_image(CARD)
    cashier.takes_a_photo_of(picture if is_clear else picture.crop((0, 0, 90, 90)))
    cashier.page.wait_for_selector("[data-problem] >> text=Không có mạng")
    cashier.finds_it_again()
    cashier.page.click("text=Thử lại")
    if is_clear:
        assert cashier.sees_a_card() == TOKEN
    else:
        cashier.is_told("Không thấy mã QR rõ")
        assert cashier.page.get_attribute("[data-scanner]", "data-state") == "awake"


def test_a_photo_without_a_code_says_so(cashier: Cashier) -> None:
    cashier.opens_the_counter()
    cashier.takes_a_photo_of(qr_image(CARD).crop((0, 0, 90, 90)))
    cashier.is_told("Không thấy mã QR rõ")
