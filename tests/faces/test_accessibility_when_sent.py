"""axe-core finds nothing either on what is answered to something sent; no page is left out."""

import pytest
from playwright.sync_api import Browser

from benefits.access import Standing
from benefits.web.answers import ALONE
from tests.architecture.test_templates import PAGES
from tests.faces.conftest import Work
from tests.faces.drawn import easel
from tests.faces.every_page import Seen, opened, pages_of
from tests.faces.own import Scene
from tests.faces.people import Site
from tests.faces.sending import Sending
from tests.faces.sent_pages import SENT
from tests.faces.test_accessibility import AXE, chromium, obstacles, rendered
from tests.page import Page

__all__ = ["chromium"]
# On both databases a page is the same page: one is enough.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


def test_nothing_stands_in_anybodys_way_when_something_was_sent(
    site: Site, scene: Scene, chromium: Browser, work: Work
) -> None:
    sending, wrong = Sending(site, scene, work), list[str]()
    with easel(chromium) as drawn, rendered(site.apps.values()) as templates:
        drawn.page.add_init_script(path=AXE)
        for name, send in SENT:
            with drawn.asking:  # the page before may still be asking for its parts
                templates.clear()
                visitor, answer = send(sending)
            assert name in templates, f"{name}: {answer.status} {answer.headers.get('Location')}"
            Page(answer)
            seen = Seen(Standing.STRANGER, name, answer.request.path)
            wrong += [f"{name} {each}" for each in obstacles(drawn, visitor, seen, answer)]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_left_out(site: Site, scene: Scene) -> None:
    """Each is come to by its address, or it is said above what is sent to come to it."""
    missing = set(PAGES) - {name for name, _send in SENT} - {ALONE}
    browsers = scene.browsers(site)
    with rendered(site.apps.values()) as templates:
        for seen in pages_of(site.apps, scene):
            if not missing:
                break
            opened(seen, browsers)
            missing -= set(templates)
            templates.clear()
    assert not missing
