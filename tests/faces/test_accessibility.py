"""axe-core finds nothing on any page of any face, in light and in dark.

Every address is opened by everybody to whom it belongs; of those that the same template answers,
the first is looked at, as the others differ only in what stands in the same places.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import pytest
from flask import Flask, template_rendered
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from benefits.web.assets import ROOT
from tests.faces.drawn import Easel, easel
from tests.faces.every_page import Seen, opened, pages_of
from tests.faces.own import Scene
from tests.faces.people import Site, Visitor
from tests.support.chromium import open_chromium

AXE: Final = ROOT / "node_modules/axe-core/axe.min.js"
# On both databases a page is the same page: one is enough.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")

# A large face is walked by several tests, so that no worker waits for another at the end.
PARTS: Final = {"front": 1, "member": 1, "partner": 2, "desk": 6}
STANDARDS: Final = (
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
)  # fmt: skip
# One rule reads the styles, all of them anew for every page: whether they turn it with the phone.
TURNING: Final = {
    sheet.name
    for face in ("benefits", "member_portal", "partner_portal")
    for sheet in (ROOT / face).rglob("*.css")
    if "orientation" in sheet.read_text(encoding="utf-8")
}
FIND: Final = """async ([only, preload]) => {
  const said = (node) => `${node.target} ${node.any[0]?.message ?? ""}`;
  const how = {runOnly: only, resultTypes: ["violations"], preload};
  const found = await axe.run(document, how);
  const told = (each) => `${each.id}: ${each.nodes.slice(0, 3).map(said).join("; ")}`;
  return found.violations.map(told);
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.mark.parametrize(
    ("face", "part"), [(face, part) for face, parts in PARTS.items() for part in range(parts)]
)
def test_nothing_stands_in_anybodys_way(
    site: Site, scene: Scene, chromium: Browser, face: str, part: int
) -> None:
    browsers = scene.browsers(site)
    wrong: list[str] = []
    known: set[str] = set()
    with easel(chromium) as drawn, rendered(site.apps.values()) as templates:
        drawn.page.add_init_script(path=AXE)
        for seen in part_of(list(pages_of(site.apps, scene, face=face)), part, PARTS[face]):
            with drawn.asking:  # the page before may still be asking for its parts
                templates.clear()
                answer = opened(seen, browsers)
            is_page = answer.mimetype == "text/html" and answer.status_code == 200
            if is_page and not known.issuperset(templates):
                known.update(templates)
                visitor = browsers[face, seen.standing]
                wrong += [f"{seen} {each}" for each in obstacles(drawn, visitor, seen, answer)]
    assert known
    assert not wrong, "\n".join(wrong)


def part_of(pages: list[Seen], part: int, parts: int) -> list[Seen]:
    """Every so many-th room of a face, whole, as pages of one room share their templates."""
    rooms = sorted({room_of(seen) for seen in pages})
    return [seen for seen in pages if rooms.index(room_of(seen)) % parts == part]


def room_of(seen: Seen) -> str:
    return seen.endpoint.split(".")[1]


@contextmanager
def rendered(apps: Iterable[Flask]) -> Iterator[list[str]]:
    """Note the name of every template that an app renders."""
    names: list[str] = []

    def note(_app: Flask, template: Any, **_rest: Any) -> None:
        names.append(str(template.name))

    with ExitStack() as connected:
        for app in apps:
            connected.enter_context(template_rendered.connected_to(note, app))
        yield names


def obstacles(drawn: Easel, visitor: Visitor, seen: Seen, answer: TestResponse) -> Iterator[str]:
    """What axe finds in light; in dark only colours can differ."""
    drawn.page.emulate_media(color_scheme="light")
    page = drawn.draw(visitor, seen.path, answer)
    may_turn = any(sheet in answer.get_data(as_text=True) for sheet in TURNING)
    yield from page.evaluate(FIND, [STANDARDS, may_turn])
    page.emulate_media(color_scheme="dark")
    yield from (f"dark {each}" for each in page.evaluate(FIND, [["color-contrast"], False]))
    yield from drawn.complaints
    drawn.complaints.clear()
