"""Texts of the published document, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from benefits.wording import VIETNAMESE


class Text(NamedTuple):
    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.vi if language == VIETNAMESE else self.en


def in_one_language(document: Any, language: str) -> Any:
    """Return a document in which every text stands in one language."""
    if isinstance(document, Text):
        return document.in_language(language)
    if isinstance(document, Mapping):
        return {name: in_one_language(each, language) for name, each in document.items()}
    if isinstance(document, Sequence) and not isinstance(document, str):
        return [in_one_language(each, language) for each in document]
    return document
