"""Every page compiles, has a title, and carries no code that its headers would refuse."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.architecture.sources import PRODUCT, ROOT

READER = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
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


def parsed(path: Path) -> nodes.Template:
    return READER.parse(path.read_text(encoding="utf-8"), filename=str(path))


def parent_of(template: nodes.Template) -> str | None:
    for extends in template.find_all(nodes.Extends):
        if isinstance(extends.template, nodes.Const):
            return str(extends.template.value)
    return None


PARENTS = {parent_of(parsed(path)) for path in TEMPLATES.values()}
PAGES = [
    name for name, path in TEMPLATES.items() if name not in PARENTS and parent_of(parsed(path))
]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_holds_no_code(name: str) -> None:
    text = TEMPLATES[name].read_text(encoding="utf-8")
    assert parsed(TEMPLATES[name]).body
    assert [what for what, pattern in INLINE.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_of_its_own(name: str) -> None:
    template = parsed(TEMPLATES[name])
    assert "title" in {block.name for block in template.find_all(nodes.Block)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_stands_on_one_that_exists(name: str) -> None:
    assert parent_of(parsed(TEMPLATES[name])) in {None, *TEMPLATES}
