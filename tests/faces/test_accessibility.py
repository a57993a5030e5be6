"""axe-core finds nothing on any page of any face, in light and in dark."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from benefits.access import Standing
from benefits.web.assets import ROOT
from tests.faces.drawn import Easel, easel
from tests.faces.every_page import Browsers, Seen, opened, pages_of
from tests.faces.own import Scene
from tests.faces.people import Site
from tests.support.chromium import open_chromium

AXE: Final = ROOT / "node_modules/axe-core/axe.min.js"
# On both databases a page is the same page: one is enough.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")

STANDARDS: Final = (
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
)  # fmt: skip
FIND: Final = """async (only) => {
  const said = (node) => `${node.target} ${node.any[0]?.message ?? ""}`;
  const found = await axe.run(document, {runOnly: only});
  const told = (each) => `${each.id}: ${each.nodes.slice(0, 3).map(said).join("; ")}`;
  return found.violations.map(told);
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.mark.parametrize(
    ("face", "standing"),
    [
        ("front", Standing.STRANGER),
        ("member", Standing.STRANGER),
        ("member", Standing.MEMBER),
        ("partner", Standing.STRANGER),
        ("partner", Standing.MANAGER),
        ("partner", Standing.CASHIER),
        ("desk", Standing.STRANGER),
        ("desk", Standing.HALF_WAY),
        ("desk", Standing.OFFICER),
    ],
)
def test_nothing_stands_in_anybodys_way(
    site: Site, scene: Scene, chromium: Browser, face: str, standing: Standing
) -> None:
    browsers = scene.browsers(site)
    wrong: list[str] = []
    with easel(chromium) as drawn:
        for seen in pages_of(site.apps, scene, face=face, standing=standing):
            answer = opened(seen, browsers)
            if answer.mimetype == "text/html" and answer.status_code == 200:
                wrong += [f"{seen} {each}" for each in obstacles(drawn, browsers, seen)]
    assert not wrong, "\n".join(wrong)


def obstacles(drawn: Easel, browsers: Browsers, seen: Seen) -> Iterator[str]:
    """What axe finds in light; in dark only colours can differ."""
    drawn.page.emulate_media(color_scheme="light")
    page = drawn.draw(browsers[seen.endpoint.partition(".")[0], seen.standing], seen.path)
    page.evaluate(AXE.read_text("utf-8"))
    yield from page.evaluate(FIND, STANDARDS)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark {each}" for each in page.evaluate(FIND, ["color-contrast"]))
    yield from drawn.complaints
    drawn.complaints.clear()
