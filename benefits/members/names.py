"""People's names: cleaned, found, ordered and half hidden the way Vietnamese names need it.

Nothing here relies on a database: the sort key orders alike wherever strings compare by bytes.
"""

import re
import unicodedata
from functools import lru_cache

from benefits.folding import clean, folded

__all__ = [
    "MASK",
    "clean",
    "folded",
    "is_birthday",
    "likeness",
    "masked",
    "sort_key",
    "title_case",
    "words",
]

MASK = "**"

_folded_name = lru_cache(maxsize=1_024)(folded)  # one record asks twice

_WORD = re.compile(r"[^\W_]+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = dict(zip(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", strict=True))
_CODES |= dict.fromkeys("\u00f0\u0256", _CODES["đ"])  # drawn alike, and meant for it
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT_BELOW = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES = {_GRAVE: "1", _HOOK: "2", _TILDE: "3", _ACUTE: "4", _DOT_BELOW: "5"}
_AFTER_LETTERS = "."  # before every letter and digit, so that Hoa stands before Hoài


def words(full_name: str) -> set[str]:
    """Return the folded words by whose beginnings a name is found."""
    name = _folded_name(full_name)
    is_plain = name.replace(" ", "").isalnum()
    return set(name.split(" ") if is_plain else _WORD.findall(name))


def likeness(full_name: str, birth: str | None) -> str | None:
    """Return what two records of one person share however the name was typed: name and birthday.

    A year alone is no birthday: too many people share their name and year.
    """
    return f"{_folded_name(full_name)} {birth}" if is_birthday(birth) else None


def is_birthday(birth: str | None) -> bool:
    """Tell a whole birthday from a year."""
    return birth is not None and len(birth) == len("2000-01-01")


@lru_cache(maxsize=8_192)  # one row asks several times
def sort_key(full_name: str) -> str:
    """Return a key that orders by bytes: tên first, then họ and đệm; letters before tones."""
    name = full_name if full_name.isprintable() else clean(full_name)
    keys = list(filter(None, map(_word_key, name.split())))
    return " ".join(keys[-1:] + keys[:-1])


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> str:
    """Spell a word in an alphabet whose bytes stand in Vietnamese order, its tone at the end."""
    letters, tones = "", ""
    for char in unicodedata.normalize("NFC", word.casefold()):
        letter, tone = _letter_and_tone(char)
        letters += letter
        tones += tone
    return letters + _AFTER_LETTERS + tones if letters else ""


def _letter_and_tone(char: str) -> tuple[str, str]:
    if code := _CODES.get(char):
        return code, ""
    apart = unicodedata.normalize("NFD", char)
    base, marks = apart[0], apart[1:]
    tone = "".join(_TONES[mark] for mark in marks if mark in _TONES)
    spelled = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in _TONES))
    letter = _CODES.get(spelled) or _CODES.get(base) or base
    return (letter if letter.isalnum() else ""), tone


def masked(full_name: str) -> str:
    """Return what a shop sees: the family name, then initials; the mask tells no length."""
    family, *others = clean(full_name).split(" ")
    if not others:
        return _initial(family)
    return " ".join([family, *map(_initial, others)])


def _initial(word: str) -> str:
    start = next((place for place, char in enumerate(word) if char.isalnum()), None)
    return word[start] + MASK if start is not None else MASK


def title_case(full_name: str) -> str | None:
    """Suggest a spelling for a name written all in capitals; None where there is nothing to say."""
    name = clean(full_name)
    if not name.isupper():
        return None
    suggestion = _WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), name)
    return clean(suggestion) if suggestion != name else None
