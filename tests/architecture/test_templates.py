"""Every page compiles, has a title, and carries no code that its headers would refuse."""

import re
from functools import cache

import pytest
from jinja2 import Environment, nodes

from benefits.web.filters import FILTERS
from tests.architecture.sources import PRODUCT, ROOT

READER = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
READER.filters.update(FILTERS)
LAYOUT = "web/layout.html"  # what a page extends by the name of the variable `layout`
TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for product in PRODUCT
    for folder in sorted((ROOT / product).rglob("templates"))
    for path in sorted(folder.rglob("*.html"))
}
INLINE = {
    "a script of its own": r"<script(?![^>]*\b(src=|type=\"application/json\"))",
    "a handler in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script as an address": r"javascript:",
    "a style in an attribute": r"<[^>]*\sstyle\s*=",
    "a style sheet of its own": r"<style\b",
}


@cache
def parsed(text: str) -> nodes.Template:
    return READER.parse(text)


def text_of(name: str) -> str:
    return TEMPLATES[name].read_text(encoding="utf-8")


def parent_of(name: str) -> str | None:
    extends = re.search(r"{%-?\s*extends\s+(.+?)\s*-?%}", text_of(name))
    if extends is None:
        return None
    one_name = re.fullmatch(r"([\"'])([^\"']+)\1", extends[1])
    return one_name[2] if one_name else LAYOUT


PARENTS = {parent_of(name) for name in TEMPLATES}
PAGES = [name for name in TEMPLATES if name not in PARENTS and parent_of(name)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_holds_no_code(name: str) -> None:
    text = text_of(name)
    READER.compile(parsed(text), name)
    assert [what for what, pattern in INLINE.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_of_its_own(name: str) -> None:
    assert "title" in {block.name for block in parsed(text_of(name)).find_all(nodes.Block)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_stands_on_one_that_exists(name: str) -> None:
    assert parent_of(name) in {None, *TEMPLATES}
