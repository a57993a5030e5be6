"""One Chromium for the scanner's tests, and a counter of its own for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benefits.web import assets
from tests.browser.cashier import Cashier, qr_image
from tests.browser.counter_server import CounterServer
from tests.support.camera import video_of
from tests.support.chromium import open_chromium

# A busy machine draws a page late; what never comes is still found missing.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees; write another film and the next page that opens it sees that."""
    return video_of(qr_image("an empty counter"), tmp_path_factory.mktemp("camera") / "seen.y4m")


@pytest.fixture(scope="session")
def chromium(camera: Path) -> Iterator[Browser]:
    assets.install()
    with open_chromium(camera) as browser:
        yield browser


@pytest.fixture
def counter_server() -> Iterator[CounterServer]:
    with CounterServer() as server:
        yield server


@pytest.fixture
def cashier(chromium: Browser, counter_server: CounterServer, camera: Path) -> Iterator[Cashier]:
    """No script of ours may fail, whatever happens at the counter."""
    person = Cashier(chromium, counter_server, camera)
    yield person
    person.context.close()
    assert person.mistakes == []
