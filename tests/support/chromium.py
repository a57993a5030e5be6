"""A Chromium that talks to nobody but us, with a camera that we hold things to."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine: `make test` installs one, or says what to install"
ALONE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# A window nobody looks at needs no bar to type addresses into, drawn by pages of the browser's own
# for each page of ours, nor a process in store: they took more than half of all its work.
UNSEEN = (
    "InitialWebUI",
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "WebUILocationBar",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "WebUIReloadButton",
    "WebUIToolbar",
)
# The last list given is the one that counts, so what Playwright leaves out stands here too.
LEFT_OUT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


def find_chromium() -> Path | None:
    """The machine's own, else the one Playwright downloaded. CHROMIUM names another."""
    if given := os.environ.get("CHROMIUM"):
        return Path(given)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    downloaded = Path(_playwright().chromium.executable_path)
    return downloaded if downloaded.exists() else None


@cache
def _playwright() -> Playwright:
    """One driver drives every browser: a second one in the same thread refuses to start.

    It runs on the machine's Node, as the one it brings along needs libraries that some lack.
    """
    if node := shutil.which("node"):
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver


@contextmanager
def open_chromium(camera: Path | None = None) -> Iterator[Browser]:
    """A headless browser; `camera` is the .y4m its camera sees, read anew when a page opens it."""
    program = find_chromium()
    if program is None:
        raise RuntimeError(MISSING)
    without = f"--disable-features={','.join((*LEFT_OUT, *UNSEEN))}"
    flags = [
        *ALONE,
        without,
        *CAMERA,
        *([f"--use-file-for-fake-video-capture={camera}"] if camera else []),
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    browser = _playwright().chromium.launch(executable_path=program, args=flags)
    try:
        yield browser
    finally:
        browser.close()
