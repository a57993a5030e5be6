"""Text made comparable: composed, without invisible characters, without marks.

Nothing here relies on a database, so that everything is found the same way wherever it is kept.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARK = "|"
_INVISIBLE = ("Cf", "Cs", "Co", "Cn")
_MEANT = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")
"""Letters of other alphabets, drawn as Đ is, that old converters and keyboards write for it."""


def clean(text: str) -> str:
    """Return the text composed (NFC), without invisible characters, blanks reduced to one.

    Every Đ is one letter then, whichever of those that look alike was typed.
    """
    if text.isascii() and text.isprintable() and (" " not in text or not _has_odd_blanks(text)):
        return text
    if not text.isprintable():
        text = "".join(filter(None, map(_visible, text)))
    if _has_another_d(text):
        text = text.translate(_MEANT)
    return " ".join(unicodedata.normalize("NFC", text).split())


def are_clean(texts: Iterable[str]) -> bool:
    """Tell at once of many texts that none has to be cleaned; a mark within one means nothing."""
    whole = _MARK.join(texts)
    if not whole.isprintable() or _has_odd_blanks(whole) or _has_another_d(whole):
        return False
    is_tight = f"{_MARK} " not in whole and f" {_MARK}" not in whole
    return is_tight and unicodedata.is_normalized("NFC", whole)


def _has_odd_blanks(text: str) -> bool:
    return "  " in text or text[:1] == " " or text[-1:] == " "


def _has_another_d(text: str) -> bool:
    return "\u00d0" in text or "\u00f0" in text or "\u0189" in text or "\u0256" in text


def _visible(char: str) -> str:
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    return "" if unicodedata.category(char) in _INVISIBLE else char


def folded(text: str) -> str:
    """Return the text for comparing: small letters, đ as d, no marks wherever they stand."""
    if text.isascii():
        return clean(text).lower()
    return " ".join(filter(None, map(_folded_word, text.split())))


@lru_cache(maxsize=20_000)
def _folded_word(text: str) -> str:
    """Fold a word; names are made of the same few thousand."""
    bare = _without_marks(unicodedata.normalize("NFKD", clean(text)))
    small = _without_marks(unicodedata.normalize("NFKD", bare.casefold()))
    return clean(small.replace("đ", "d"))


def _without_marks(decomposed: str) -> str:
    return "".join(char for char in decomposed if not unicodedata.combining(char))
