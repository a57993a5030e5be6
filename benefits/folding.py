"""Text made comparable: composed, without invisible characters, without marks.

Nothing here relies on a database, so that everything is found the same way wherever it is kept.
"""

import unicodedata
from functools import lru_cache

_INVISIBLE = ("Cf", "Cs", "Co", "Cn")


def clean(text: str) -> str:
    """Return the text composed (NFC), without invisible characters, blanks reduced to one."""
    if text.isascii() and text.isprintable() and (" " not in text or not _has_odd_blanks(text)):
        return text
    if not text.isprintable():
        text = "".join(filter(None, map(_visible, text)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _has_odd_blanks(text: str) -> bool:
    return "  " in text or text[:1] == " " or text[-1:] == " "


def _visible(char: str) -> str:
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    return "" if unicodedata.category(char) in _INVISIBLE else char


def folded(text: str) -> str:
    """Return the text for comparing: small letters, đ as d, no marks wherever they stand."""
    if text.isascii():
        return clean(text).lower()
    return clean(" ".join(map(_folded_word, text.split())))


@lru_cache(maxsize=20_000)
def _folded_word(text: str) -> str:
    """Fold a word; names are made of the same few thousand."""
    bare = _without_marks(unicodedata.normalize("NFKD", clean(text)))
    small = _without_marks(unicodedata.normalize("NFKD", bare.casefold()))
    return clean(small.replace("đ", "d"))


def _without_marks(decomposed: str) -> str:
    return "".join(char for char in decomposed if not unicodedata.combining(char))
