"""The English of every text is there, keeps what is filled in, and is English.

Something missing here? Run `make words`, put the new texts of messages.po into English with the
terms of docs/english.md, and run this again.
"""

import json
import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from string import Formatter

import pytest
from babel.messages import Catalog, Message

from benefits import wording
from benefits.wording.own_card import CARDS
from tests.support import words

MARKED = re.compile(r"[À-ỹĐđ]")
TERMS = ("đồng", "Việt Nam", "CĐCS", "LĐLĐ", "Nghị", "Nam", "Nữ")
HOLES = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
SCANNER = words.ROOT / "partner_portal/static/scanner/words.js"


def source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def english(message: Message) -> list[str]:
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


@pytest.fixture(scope="module")
def catalogue() -> list[Message]:
    return [message for message in words.kept() if message.id]


def test_every_text_is_in_the_catalogue_and_none_that_is_gone(catalogue: list[Message]) -> None:
    def named(each: Catalog | list[Message]) -> set[str]:
        return {source(message) for message in each if message.id}

    here, there = named(words.gathered()), named(catalogue)
    assert (here - there, there - here) == (set(), set()), "make words"


def test_every_text_has_its_english(catalogue: list[Message]) -> None:
    missing = [source(each) for each in catalogue if each.fuzzy or not all(english(each))]
    assert missing == [], "make words, then fill in messages.po"


def test_the_english_fills_in_the_same(catalogue: list[Message]) -> None:
    for message in catalogue:
        for text in english(message):
            assert sorted(set(HOLES.findall(text))) == sorted(set(HOLES.findall(source(message))))
            assert tags(text) == tags(source(message)), source(message)
            if message.python_format:
                assert "%" not in HOLES.sub("", text), text


def test_the_english_is_english(catalogue: list[Message]) -> None:
    for message in catalogue:
        for text in english(message):
            assert not MARKED.search(without_terms(text)), text
            assert "||" not in text, "one and several stand in two texts, asked for by ngettext"


def test_sentences_of_the_domain_fill_in_the_same_in_both_languages() -> None:
    tables = list(domain_tables())
    assert len(tables) > 5
    for name, table in tables:
        for code, (vietnamese, other) in table.items():
            assert fields(vietnamese) == fields(other), (name, code)
            assert not MARKED.search(without_terms(other)), (name, code)
    for code, (first, second) in CARDS.items():
        assert fields(first.sentence) == fields(second.sentence), code


def domain_tables() -> Iterator[tuple[str, Mapping[str, tuple[str, str]]]]:
    """Every table of pairs, Vietnamese and English, that a module of the wording holds."""
    for found in pkgutil.iter_modules(wording.__path__):
        module = import_module(f"{wording.__name__}.{found.name}")
        for name, table in vars(module).items():
            is_table = name.isupper() and isinstance(table, Mapping) and bool(table)
            if is_table and all(is_pair(each) for each in table.values()):
                yield f"{found.name}.{name}", table


def is_pair(each: object) -> bool:
    return isinstance(each, tuple) and [type(text) for text in each] == [str, str]


def test_the_scanner_knows_the_same_words_in_both_languages() -> None:
    vietnamese, other = (scanner_words(name) for name in ("VIETNAMESE", "ENGLISH"))
    assert vietnamese.keys() == other.keys()
    for key, text in vietnamese.items():
        assert fields(text) == fields(other[key]), key
        assert not MARKED.search(other[key]), key


def scanner_words(name: str) -> dict[str, str]:
    found = re.search(rf"const {name} = \{{\n(.*?)\n\}};", SCANNER.read_text(), re.DOTALL)
    assert found
    lines = re.findall(r'^\s*(\w+): (".*"),$', found[1], re.MULTILINE)
    return {key: json.loads(text) for key, text in lines}


def without_terms(text: str) -> str:
    for term in TERMS:
        text = text.replace(term, "")
    return text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def tags(text: str) -> list[str]:
    return sorted(re.findall(r"<[^>]+>", text))
