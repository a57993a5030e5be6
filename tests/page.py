"""Page: opening one audits it, so that no test can look at a page that is not in order."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.test import Client, TestResponse

UNLABELLED = {"hidden", "submit", "button", "image"}


class Page:
    """An HTML answer: its status, its text, its forms; audited when opened."""

    def __init__(self, response: TestResponse, *, is_part: bool = False) -> None:
        self.response = response
        self.status = response.status_code
        self.soup = BeautifulSoup(response.get_data(as_text=True), "html.parser")
        if not is_part:
            self._audit_whole()
        self._audit()

    @property
    def title(self) -> str:
        return self.soup.title.get_text() if self.soup.title else ""

    @property
    def heading(self) -> str:
        return " ".join(self.soup.h1.get_text().split()) if self.soup.h1 else ""

    @property
    def text(self) -> str:
        """Everything that can be read, blanks evened out."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def mistakes(self) -> list[str]:
        """What the page says beside its fields and in its alerts."""
        return [" ".join(each.get_text().split()) for each in self.soup.select('[role="alert"]')]

    def rows(self, selector: str = "tbody tr") -> list[list[str]]:
        """The cells of a table's rows, as text."""
        return [
            [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
            for row in self.soup.select(selector)
        ]

    def links(self) -> dict[str, str]:
        return {
            " ".join(link.get_text(" ").split()): str(link["href"])
            for link in self.soup.find_all("a")
            if link.has_attr("href")
        }

    def form(self, action: str = "") -> dict[str, str]:
        """What a browser would send of the form whose action holds `action`, if left alone."""
        form = self._form(action)
        fields: dict[str, str] = {}
        for item in form.find_all(["input", "select", "textarea", "button"]):
            if not item.has_attr("name"):
                continue
            if item.get("type") in {"checkbox", "radio"} and not item.has_attr("checked"):
                continue
            fields[str(item["name"])] = _value_of(item)
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

    def _form(self, action: str) -> Tag:
        forms: list[Tag] = self.soup.find_all("form")
        for form in forms:
            is_post = str(form.get("method", "")).lower() == "post"
            if is_post and (
                action in str(form.get("action") or "") and not _is_sign_out(form, action)
            ):
                return form
        raise AssertionError(f"no form {action!r} on {self.heading!r}")

    def _audit_whole(self) -> None:
        assert self.soup.html, "no document"
        assert self.soup.html.get("lang"), "no language"
        assert self.title.strip(), "no title"
        assert len(self.soup.find_all("main")) == 1, "not one main part"
        csp = self.response.headers.get("Content-Security-Policy", "")
        assert "script-src 'self'" in csp
        assert "unsafe-inline" not in csp

    def _audit(self) -> None:
        """Walk the page once, as most tests open several: selectors would walk it each."""
        tags = self.soup.find_all(True)
        headings = sum(each.name == "h1" for each in tags)
        assert headings == 1, f"{headings} headings"
        ids = [str(each["id"]) for each in tags if each.has_attr("id")]
        assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
        labelled = {str(each.get("for")) for each in tags if each.name == "label"}
        boxes = [each for each in tags if each.get("type") == "checkbox" and each.has_attr("name")]
        asked = [str(each["name"]) for each in boxes if each.has_attr("required")]
        assert len(asked) == len(set(asked)), f"every box has to be ticked: {asked}"
        for each in tags:
            bad = [name for name in each.attrs if name == "style" or name.startswith("on")]
            assert not bad, f"{bad} on <{each.name}>"
            if wrong := _what_is_wrong(each, labelled):
                raise AssertionError(f"{wrong}: {each}")


def _what_is_wrong(tag: Tag, labelled: set[str]) -> str | None:
    wrong = None
    match tag.name:
        case "style":
            wrong = "a style in the page"
        case "script" if not (tag.has_attr("src") or tag.get("type") == "application/json"):
            wrong = "a script in the page"
        case "input" | "select" | "textarea" if not _is_labelled(tag, labelled):
            wrong = "no label"
        case "button" | "summary" | "a" if not _says_something(tag):
            wrong = "says nothing"
        case "img" if not tag.has_attr("alt"):
            wrong = "no alt"
        case "form" if not _is_guarded(tag):
            wrong = "no token"
    return wrong


def _is_labelled(item: Tag, labelled: set[str]) -> bool:
    if item.get("type") in UNLABELLED or item.has_attr("aria-label"):
        return True
    by_name = item.has_attr("id") and str(item["id"]) in labelled
    return by_name or item.find_parent("label") is not None


def _is_guarded(form: Tag) -> bool:
    """A forged choice of language gains nobody anything."""
    if form.get("method") != "post" or form.find_parent(class_="languages"):
        return True
    return form.find("input", {"name": "csrf_token"}) is not None


def _is_sign_out(form: Tag, action: str) -> bool:
    return not action and "dang-xuat" in str(form.get("action") or "")


def _says_something(item: Tag) -> bool:
    if item.name == "a" and not item.has_attr("href"):
        return True
    if item.get_text().strip() or item.get("aria-label"):
        return True
    return any(picture.get("alt") for picture in item.find_all("img"))


def _value_of(item: Tag) -> str:
    if item.name == "textarea":
        return item.get_text()
    if item.name == "select":
        chosen = item.select_one("option[selected]") or item.select_one("option")
        return "" if chosen is None else str(chosen.get("value", chosen.get_text()))
    return str(item.get("value", "on" if item.get("type") in {"checkbox", "radio"} else ""))
