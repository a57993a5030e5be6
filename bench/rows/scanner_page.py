"""The scanner in a browser: what it loads before the decoder, and what it adds to decoding."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import migrations
from bench.measured import Measured, Scale, at_most, middle
from bench.places import workplace
from benefits.cards import card_url
from tests.browser.cashier import qr_image
from tests.browser.shop import open_shop
from tests.support.camera import video_of
from tests.support.chromium import open_chromium

FIRST_LOAD: Final = 120.0
PUBLIC_URL: Final = "https://the.congdoan.vn"
# The same frames of the same camera: once by the decoder alone, once through our page's own way.
WEIGHED: Final = """() => Object.fromEntries(
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(({ name }) => !name.endsWith(".wasm"))
    .map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize]))"""
READ: Final = """async ([rounds]) => {
  const { workerUrl, wasmUrl } = document.querySelector("[data-scanner]").dataset
  const at = "/doi-tac/static/"
  const { openDecoder } = await import(at + "scanner/decoder.js")
  const { BarcodeDetector, prepareZXingModule } =
    await import(at + "vendor/barcode-detector/ponyfill.js")
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })
  const bare = new BarcodeDetector({ formats: ["qr_code"] })
  const ours = await openDecoder({ workerUrl, wasmUrl })
  const video = document.createElement("video")
  Object.assign(video, { muted: true, playsInline: true })
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } }
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: size })
  await video.play()
  await new Promise((seen) => video.requestVideoFrameCallback(seen))
  const timed = async (read) => {
    const began = performance.now()
    const text = await read()
    if (!text) throw new Error("the code was not read")
    return performance.now() - began
  }
  const alone = () => timed(async () => (await bare.detect(video))[0]?.rawValue)
  const whole = () => timed(() => ours.read(video))
  const taken = { bare: [], ours: [], kind: ours.kind }
  for (let round = 0; round < rounds + 3; round += 1) {
    const [one, other] = [await alone(), await whole()]
    if (round < 3) continue
    taken.bare.push(one)
    taken.ours.push(other)
  }
  return taken
}"""


def measure(scale: Scale) -> Iterator[Measured]:
    with workplace() as folder:
        url, camera = f"sqlite:///{folder}/shop.db", folder / "seen.y4m"
        migrations.upgrade(url)
        with open_shop(url, folder) as shop:
            video_of(qr_image(card_url(PUBLIC_URL, shop.token)), camera)
            yield from _in_browser(shop, camera, scale)


def _in_browser(shop: Any, camera: Path, scale: Scale) -> Iterator[Measured]:
    with open_chromium(camera) as browser:
        context = shop.counter(browser)
        page = context.pages[0]
        sent = _first_load(context, shop.address)
        yield Measured(
            work="scanner page: first load before the wasm",
            baseline=FIRST_LOAD,
            ours=sum(sent.values()) / 1024,
            unit="KB",
            must=at_most(1.0),
            details={"bytes": sent},
        )
        taken = page.evaluate(READ, [scale.of(200, 30)])
        yield Measured(
            work=f"scanner: camera frame to what the card says ({taken['kind']})",
            baseline=middle(taken["bare"]),
            ours=middle(taken["ours"]),
            unit="ms",
            must=at_most(1.5),
        )


def _first_load(context: Any, address: str) -> dict[str, int]:
    """Open the page in an empty cache; weigh what came compressed, its fonts too."""
    page = context.browser.new_context(storage_state=context.storage_state()).new_page()
    page.goto(f"{address}/doi-tac/quet", wait_until="networkidle")
    sent: dict[str, int] = page.evaluate(WEIGHED)
    page.context.close()
    return sent
