"""The browser tests' own eyes: what is held before the camera is what a page sees."""

import base64
import io
from pathlib import Path

import qrcode
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route

from tests.support.camera import video_of
from tests.support.chromium import open_chromium

HERE = "http://127.0.0.1:9/"
ONE_FRAME = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } })
  const video = document.createElement("video")
  video.muted = true
  video.srcObject = stream
  await video.play()
  await new Promise((seen) => video.requestVideoFrameCallback(seen))
  const canvas = document.createElement("canvas")
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext("2d").drawImage(video, 0, 0)
  for (const track of stream.getTracks()) track.stop()
  return canvas.toDataURL("image/png")
}"""


def held(words: str, path: Path) -> Path:
    code = io.BytesIO()
    qrcode.make(words).save(code)
    return video_of(Image.open(code), path)


def seen_by(page: Page) -> str:
    picture = page.evaluate(ONE_FRAME).removeprefix("data:image/png;base64,")
    frame = Image.open(io.BytesIO(base64.b64decode(picture)))
    assert frame.size == (1280, 720)
    return "".join(result.text for result in zxingcpp.read_barcodes(frame))


def empty_page(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<!doctype html><title>Camera</title>")


def test_the_camera_sees_the_card_held_before_it_and_then_the_next(tmp_path: Path) -> None:
    camera = held("HTTPS://THE.VN/Q/FIRST", tmp_path / "camera.y4m")
    with open_chromium(camera) as browser:
        page = browser.new_page()
        page.route(HERE, empty_page)
        page.goto(HERE)

        assert seen_by(page) == "HTTPS://THE.VN/Q/FIRST"
        held("HTTPS://THE.VN/Q/SECOND", camera)
        assert seen_by(page) == "HTTPS://THE.VN/Q/SECOND"
