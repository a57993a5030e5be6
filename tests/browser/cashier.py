"""A cashier at the counter page, with a phone in hand or a hardware scanner on the desk."""

import io
from pathlib import Path

import qrcode
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.counter_server import CounterServer
from tests.support.camera import video_of

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
COUNT_CAMERAS = """() => {
  const devices = navigator.mediaDevices, open = devices.getUserMedia.bind(devices)
  window.timesOpened = 0
  devices.getUserMedia = (wish) => { window.timesOpened += 1; return open(wish) }
}"""
# A warning stands there for four seconds, which a busy machine may take to look.
NOTE_WORDS = """addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector("[data-status]")
  const note = () => window.told.push([line.textContent, line.dataset.kind])
  window.told = []
  if (line) new MutationObserver(note).observe(line, { childList: true })
})"""


def qr_image(text: str) -> Image.Image:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    drawn = io.BytesIO()
    code.make_image().save(drawn)
    return Image.open(drawn)


class Cashier:
    def __init__(
        self, browser: Browser, server: CounterServer, camera: Path, **device: object
    ) -> None:
        self.camera, self.server = camera, server
        self.context: BrowserContext = browser.new_context(**{**PHONE, **device})  # type: ignore[arg-type]
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(NOTE_WORDS)
        self.page: Page = self.context.new_page()
        self.mistakes: list[str] = []
        self.page.on("pageerror", lambda error: self.mistakes.append(str(error)))

    def holds(self, text: str) -> None:
        """Hold a code before the camera, for the next page that opens it."""
        video_of(qr_image(text), self.camera)

    def opens_the_counter(self) -> None:
        self.page.goto(f"{self.server.address}/doi-tac/quet")

    def starts_the_camera(self) -> None:
        self.page.evaluate(COUNT_CAMERAS)
        self.page.tap("[data-start]")

    def sees_a_card(self) -> str:
        return self.page.inner_text("#answer [data-token]")

    def types_a_price(self, digits: str) -> None:
        self.page.locator("#list_price").press_sequentially(digits)

    def records(self) -> None:
        self.page.click("text=Ghi nhận")

    def sees_the_receipt(self) -> str:
        self.page.wait_for_selector("text=Đã ghi nhận")
        return self.page.inner_text("#answer [data-price]")

    def takes_the_next_customer(self) -> None:
        self.page.click("[data-next-customer]")

    def loses_the_network(self) -> None:
        self.context.set_offline(True)

    def finds_it_again(self) -> None:
        self.context.set_offline(False)

    def types_a_code(self, text: str) -> None:
        self.page.fill("#code", text)
        self.page.press("#code", "Enter")

    def takes_a_photo_of(self, picture: Image.Image) -> None:
        drawn = io.BytesIO()
        picture.convert("RGB").save(drawn, "PNG")
        photo = {"name": "card.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
        self.page.set_input_files("input[type=file]", photo)  # type: ignore[arg-type]

    def hides_the_page(self, hidden: bool) -> None:
        self.page.evaluate(
            """(hidden) => {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
              document.dispatchEvent(new Event("visibilitychange"))
            }""",
            hidden,
        )

    def status_with(self, words: str) -> Locator:
        line = self.page.locator("[data-status]", has_text=words)
        line.wait_for()
        return line

    def is_told(self, words: str) -> str:
        """Wait until these words stand there, or stood there since; give what kind they were of."""
        for _ in range(400):
            for text, kind in self.page.evaluate("window.told"):
                if words in text:
                    return str(kind)
            self.page.wait_for_timeout(50)
        raise AssertionError(words)

    def times_opened(self) -> int:
        return int(self.page.evaluate("window.timesOpened"))

    def camera_is_live(self) -> bool:
        return bool(
            self.page.evaluate(
                "document.querySelector('video').srcObject?.getVideoTracks()[0].readyState"
                " === 'live'"
            )
        )

    @property
    def decoder(self) -> str | None:
        return self.page.get_attribute("[data-scanner]", "data-decoder")
