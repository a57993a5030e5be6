"""Page: opening one audits it, so that no test can look at a page that is not in order."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree
from werkzeug.test import Client, TestResponse

# Most pages are audited, read and sent on: that is done on a tree which C makes, some ten times
# sooner than Beautiful Soup makes the one in which tests may search by selectors.
Element = Any
UNLABELLED = {"hidden", "submit", "button", "image"}
UNREAD = {"script", "style", "template"}


class Page:
    """An HTML answer: its status, its text, its forms; audited when opened."""

    def __init__(self, response: TestResponse, *, is_part: bool = False) -> None:
        self.response = response
        self.status = response.status_code
        self.source = response.get_data(as_text=True)
        self._tree: Element = etree.fromstring(self.source or "<p>", etree.HTMLParser())
        if not is_part:
            self._audit_whole()
        self._audit()

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.source, "html.parser")

    @property
    def title(self) -> str:
        return _text_of(self._tree.find(".//title"))

    @property
    def heading(self) -> str:
        return _words(_text_of(self._tree.find(".//h1")))

    @cached_property
    def text(self) -> str:
        """Everything that can be read, blanks evened out."""
        return _words(_text_of(self._tree, " "))

    @property
    def mistakes(self) -> list[str]:
        """What the page says beside its fields and in its alerts."""
        return [_words(_text_of(each)) for each in self._tree.iterfind('.//*[@role="alert"]')]

    def rows(self, selector: str = "tbody tr") -> list[list[str]]:
        """The cells of a table's rows, as text; tags alone, as mostly, need no Beautiful Soup."""
        if selector.replace(" ", "").isalpha():
            rows = self._tree.iterfind(f".//{selector.replace(' ', '//')}")
            return [[_words(_text_of(cell, " ")) for cell in row.iter("th", "td")] for row in rows]
        return [
            [_words(cell.get_text(" ")) for cell in row.find_all(["th", "td"])]
            for row in self.soup.select(selector)
        ]

    def links(self) -> dict[str, str]:
        return {
            _words(_text_of(link, " ")): str(link.get("href"))
            for link in self._tree.iterfind(".//a[@href]")
        }

    def form(self, action: str = "") -> dict[str, str]:
        """What a browser would send of the form whose action holds `action`, if left alone."""
        fields: dict[str, str] = {}
        for item in self._form(action).iter("input", "select", "textarea", "button"):
            is_box = item.get("type") in {"checkbox", "radio"}
            if "name" in item.attrib and (not is_box or "checked" in item.attrib):
                fields[item.get("name")] = _value_of(item)
        return fields

    def send(
        self,
        client: Client,
        fields: Mapping[str, Any] | None = None,
        *,
        action: str = "",
        **more: Any,
    ) -> TestResponse:
        """Fill a form in and send it to where it goes."""
        form = self._form(action)
        where = str(form.get("action") or self.response.request.path)
        filled = self.form(action) | dict(fields or {})
        return client.post(where, data=filled, **more)

    def _form(self, action: str) -> Element:
        for form in self._tree.iter("form"):
            is_post = form.get("method", "").lower() == "post"
            if is_post and (
                action in (form.get("action") or "") and not _is_sign_out(form, action)
            ):
                return form
        raise AssertionError(f"no form {action!r} on {self.heading!r}")

    def _audit_whole(self) -> None:
        assert "<html" in self.source.lower(), "no document"  # the parser makes up what is missing
        assert self._tree.get("lang"), "no language"
        assert self.title.strip(), "no title"
        assert len(list(self._tree.iter("main"))) == 1, "not one main part"
        csp = self.response.headers.get("Content-Security-Policy", "")
        assert "script-src 'self'" in csp
        assert "unsafe-inline" not in csp

    def _audit(self) -> None:
        """Walk the page once, as most tests open several: selectors would walk it each."""
        tags = list(self._tree.iter(etree.Element))
        headings = sum(each.tag == "h1" for each in tags)
        assert headings == 1, f"{headings} headings"
        ids = [each.get("id") for each in tags if "id" in each.attrib]
        assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
        labelled = {str(each.get("for")) for each in tags if each.tag == "label"}
        boxes = [each for each in tags if each.get("type") == "checkbox" and "name" in each.attrib]
        asked = [each.get("name") for each in boxes if "required" in each.attrib]
        assert len(asked) == len(set(asked)), f"every box has to be ticked: {asked}"
        for each in tags:
            bad = [name for name in each.attrib if name == "style" or name.startswith("on")]
            assert not bad, f"{bad} on <{each.tag}>"
            if wrong := _what_is_wrong(each, labelled):
                raise AssertionError(f"{wrong}: {etree.tostring(each, encoding='unicode')}")


def _what_is_wrong(tag: Element, labelled: set[str]) -> str | None:
    wrong = None
    match tag.tag:
        case "style":
            wrong = "a style in the page"
        case "script" if not ("src" in tag.attrib or tag.get("type") == "application/json"):
            wrong = "a script in the page"
        case "input" | "select" | "textarea" if not _is_labelled(tag, labelled):
            wrong = "no label"
        case "button" | "summary" | "a" if not _says_something(tag):
            wrong = "says nothing"
        case "img" if "alt" not in tag.attrib:
            wrong = "no alt"
        case "form" if not _is_guarded(tag):
            wrong = "no token"
    return wrong


def _is_labelled(item: Element, labelled: set[str]) -> bool:
    if item.get("type") in UNLABELLED or "aria-label" in item.attrib:
        return True
    by_name = "id" in item.attrib and item.get("id") in labelled
    return by_name or next(item.iterancestors("label"), None) is not None


def _is_guarded(form: Element) -> bool:
    """A forged choice of language gains nobody anything."""
    above = " ".join(each.get("class", "") for each in form.iterancestors()).split()
    if form.get("method") != "post" or "languages" in above:
        return True
    return form.find(".//input[@name='csrf_token']") is not None


def _is_sign_out(form: Element, action: str) -> bool:
    return not action and "dang-xuat" in (form.get("action") or "")


def _says_something(item: Element) -> bool:
    if item.tag == "a" and "href" not in item.attrib:
        return True
    if _text_of(item).strip() or item.get("aria-label"):
        return True
    return any(picture.get("alt") for picture in item.iter("img"))


def _value_of(item: Element) -> str:
    if item.tag == "textarea":
        return _text_of(item).removeprefix("\n")  # as browsers do
    if item.tag == "select":
        chosen = item.find(".//option[@selected]")
        chosen = item.find(".//option") if chosen is None else chosen
        return "" if chosen is None else str(chosen.get("value", _text_of(chosen)))
    return str(item.get("value", "on" if item.get("type") in {"checkbox", "radio"} else ""))


def _text_of(tag: Element | None, between: str = "") -> str:
    """What a tag says, without what is said to programs."""
    return "" if tag is None else between.join(_said(tag))


def _said(tag: Element) -> Iterator[str]:
    if tag.text and isinstance(tag.tag, str) and tag.tag not in UNREAD:
        yield tag.text
    for each in tag:
        if each.tag not in UNREAD:
            yield from _said(each)
        if each.tail:
            yield each.tail


def _words(text: str) -> str:
    return " ".join(text.split())
