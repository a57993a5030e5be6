"""The switch at the foot of every page, and pages in English."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.faces.every_page import opened, pages_of
from tests.faces.own import Scene
from tests.faces.people import Site, Visitor
from tests.page import Page
from tests.support import words

SWITCH = "/ngon-ngu"
SHOWN = ("aria-label", "title", "placeholder", "alt", "data-label")
MARKED = re.compile(r"[À-ỹĐđ]")
HOLE = re.compile(r"%\(\w+\)[sd]")
FILES = re.compile(r"/xuat$|\.\w+$")
# A page says the same whatever it is kept in.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    words.compiled()


def language_of(page: Page) -> str:
    return str(page.soup.html["lang"]) if page.soup.html else ""


def choose(visitor: Visitor, language: str, back: str = "/") -> TestResponse:
    return visitor.post(SWITCH, data={"lang": language, "tiep": back})


def test_the_choice_leads_back_and_holds_on_every_face(visitor: Visitor) -> None:
    before = Page(visitor.get("/doi-tac/dang-nhap?tiep=%2Fquet"))
    assert language_of(before) == "vi"
    sent = before.send(visitor, action=SWITCH)
    assert (sent.status_code, sent.location) == (303, "/doi-tac/dang-nhap?tiep=%2Fquet")
    for path, heading in (
        ("/", "Union member benefit card"),
        ("/the/dang-nhap", "My card"),
        ("/doi-tac/dang-nhap", "Shop manager"),
        ("/cong-doan/dang-nhap", "Union sign-in"),
        ("/api/v1/", "Member benefit cards API"),
    ):
        page = Page(visitor.get(path))
        assert (page.heading, language_of(page)) == (heading, "en")
        assert page.response.headers["Content-Language"] == "en"
        assert "Cookie" in page.response.headers["Vary"]
    after = Page(visitor.get("/"))
    after.send(visitor, action=SWITCH)
    assert Page(visitor.get("/")).heading == "Thẻ ưu đãi đoàn viên"


def test_a_mistake_an_error_and_a_refusal_are_told_in_the_language_chosen(
    visitor: Visitor,
) -> None:
    choose(visitor, "en")
    missing = Page(visitor.get("/cong-doan/khong-co"))
    assert (missing.status, missing.heading) == (404, "Page not found")
    empty = Page(visitor.get("/the/dang-nhap")).send(visitor, {"code": "", "pin": "1"}, action="")
    assert "Enter the code printed on the card." in Page(empty).mistakes


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "", "\\\\example.org"])
def test_it_leads_to_no_other_site(visitor: Visitor, back: str) -> None:
    assert choose(visitor, "en", back).location == "/"


def test_another_sites_form_and_an_unknown_language_change_nothing(visitor: Visitor) -> None:
    forged = visitor.post(SWITCH, data={"lang": "en"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert forged.status_code == 403
    assert "Set-Cookie" not in choose(visitor, "fr").headers
    assert Page(visitor.get("/")).heading == "Thẻ ưu đãi đoàn viên"


def test_no_page_in_english_shows_a_text_of_ours_in_vietnamese(site: Site, scene: Scene) -> None:
    ours, browsers = Vietnamese(), scene.browsers(site)
    for browser in browsers.values():
        choose(browser, "en")
    found = [
        f"{seen}: {text}"
        for seen in pages_of(site.apps, scene)
        if not FILES.search(seen.path)
        for text in shown(opened(seen, browsers))
        if ours.has(text)
    ]
    assert not found, "\n".join(found)


def shown(answer: TestResponse) -> Iterator[str]:
    """Give what a page says, but for official papers."""
    if answer.status_code >= 400 or answer.mimetype != "text/html":
        return
    soup = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    for official in soup.select("[lang=vi]"):
        official.decompose()
    for node in soup.find_all(string=MARKED):
        yield " ".join(node.split())
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in SHOWN if MARKED.search(str(tag.get(name, ""))))


class Vietnamese:
    """The texts of the catalogue whose English is another."""

    def __init__(self) -> None:
        each = [message for message in words.kept() if message.id]
        texts = [m.id if isinstance(m.id, str) else m.id[0] for m in each if m.string != m.id]
        plain = [re.sub(r"<[^>]+>", "", text) for text in texts if MARKED.search(text)]
        self.texts = {text for text in plain if not HOLE.search(text)}
        self.patterns = [
            re.compile(".+".join(map(re.escape, HOLE.split(text))))
            for text in plain
            if HOLE.search(text)
        ]

    def has(self, text: str) -> bool:
        return text in self.texts or any(each.fullmatch(text) for each in self.patterns)
