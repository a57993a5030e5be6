"""One Chromium for all tests; a counter for each of the scanner's, a shop and a member's phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from benefits.web import assets
from tests.browser.cashier import Cashier, qr_image
from tests.browser.counter_server import CounterServer
from tests.browser.shop import PHONE, Shop, open_shop
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


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("phone_card")
    file = shutil.copy(sqlite_template, folder / "benefits.db")
    with open_shop(f"sqlite:///{file}", folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def signed_in(shop: Shop, chromium: Browser) -> Iterator[StorageState]:
    context = shop.member(chromium)
    yield context.storage_state()
    context.close()


@pytest.fixture
def phone(chromium: Browser, signed_in: StorageState) -> Iterator[BrowserContext]:
    """A member's phone at night: dark, dense, and signed in."""
    context = chromium.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        color_scheme="dark",
        storage_state=signed_in,
    )
    context.set_default_timeout(15_000)
    mistakes: list[str] = []
    context.on("weberror", lambda error: mistakes.append(str(error.error)))
    yield context
    context.close()
    assert mistakes == []
