"""The encodings there are, and text of each of them made Unicode."""

import re
from enum import StrEnum
from functools import lru_cache

from benefits.exchange.encodings import tcvn3, vni
from benefits.exchange.encodings.syllables import is_vietnamese


class Encoding(StrEnum):
    """`auto`: by the font of each cell where it says something, else by its words."""

    AUTO = "auto"
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TABLES = {Encoding.TCVN3: tcvn3, Encoding.VNI: vni}
_MARKS_OF = {
    encoding: frozenset("".join(table.LETTERS)) | frozenset(map(chr, range(0x80)))
    for encoding, table in _TABLES.items()
}
# What stands in a Unicode text beside letters of either encoding.
_PUNCTUATION = frozenset("\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026")
# The same bytes, where they went through the code page of Vietnamese Windows.
_THROUGH_1258 = str.maketrans(
    "Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư₫", "ÃÌÐÒÕÝÞãìðòõýþ"
)  # fmt: skip
_WITHOUT_CAPITAL = frozenset(filter(str.islower, tcvn3.LETTERS.values())) - frozenset("ăâêôơưđ")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_LATIN, _SMALL_LATIN = re.compile("[A-Z]"), re.compile("[a-z]")


@lru_cache(maxsize=4096)  # the same family names stand in row after row
def decoded(text: str, encoding: Encoding) -> str | None:
    """Return the text as it was meant, or None where it cannot have been written so."""
    if encoding not in _TABLES or text.isascii():
        return text
    if is_possible(text, encoding):
        return _with_capitals(_TABLES[encoding].decoded(text))
    back = text.translate(_THROUGH_1258)
    if back == text or not is_possible(back, encoding):
        return None
    meant = _with_capitals(_TABLES[encoding].decoded(back))
    return meant if is_vietnamese(meant) else None


def is_possible(text: str, encoding: Encoding) -> bool:
    return all(char in _MARKS_OF[encoding] or char in _PUNCTUATION for char in text)


def _with_capitals(text: str) -> str:
    """Make NGUYễN and Văn ánh whole: TCVN3 had no capital with a tone but by its font."""
    words = _WORD.findall(text)
    if any(map(_is_shouted, words)) and not any(map(_SMALL_LATIN.search, words)):
        return text.upper()
    begun = [word[0] for word in words if word[0] not in _WITHOUT_CAPITAL]
    is_title = bool(begun) and all(map(str.isupper, begun))
    return _WORD.sub(lambda word: _with_its_capitals(word[0], is_title=is_title), text)


def _with_its_capitals(word: str, *, is_title: bool) -> str:
    if _is_shouted(word):
        return word.upper()
    return word[0].upper() + word[1:] if is_title else word


def _is_shouted(word: str) -> bool:
    return len(_CAPITAL_LATIN.findall(word)) > 1 and not _SMALL_LATIN.search(word)
