"""The switch at the foot of every page, and pages in English."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from benefits.wsgi import FRONT
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.support import words
from tests.world import World

SWITCH = "/ngon-ngu"
SHOWN = ("aria-label", "title", "placeholder", "alt", "data-label")
MARKED = re.compile(r"[À-ỹĐđ]")
HOLE = re.compile(r"%\(\w+\)s")


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


def test_no_page_in_english_shows_a_text_of_ours_in_vietnamese(
    site: Site, signed_in: SignedIn, people: People, world: World
) -> None:
    ours = Vietnamese()
    found = []
    for prefix, visitor in (
        (FRONT, site.visitor()),
        ("/cong-doan", signed_in(people.officer(world.province))),
        ("/doi-tac", signed_in(people.manager(world.pharmacy))),
        ("/doi-tac", signed_in(people.cashier(world.outlet))),
        ("/the", signed_in(people.member(world.hanh))),
    ):
        choose(visitor, "en")
        for path in paths_of(site, prefix):
            with visitor.get(path) as answer:
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    found += [
                        f"{path}: {text}"
                        for text in shown(answer.get_data(as_text=True))
                        if ours.has(text)
                    ]
    assert not found, "\n".join(found)


def paths_of(site: Site, prefix: str) -> Iterator[str]:
    """Every page whose address names no record, but signing out."""
    for rule in site.apps[prefix].url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            yield prefix + rule.rule


def shown(text: str) -> Iterator[str]:
    soup = BeautifulSoup(text, "html.parser")
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
