"""The code a cashier types when a card cannot be scanned: ten characters and a check character.

The 23 characters are those that no Vietnamese keyboard (Telex, VNI) turns into another and that
nobody reads as another. 23 is a prime, so the weights below catch every wrong character and every
two characters swapped.
"""

import hashlib
import random
import unicodedata
from collections.abc import Iterator
from typing import Final

ALPHABET: Final = "23456789BCFGHJKMNPQRTVX"
LENGTH: Final = 11

_BASE: Final = len(ALPHABET)
HOW_MANY: Final = _BASE ** (LENGTH - 1)
_WEIGHTS: Final = tuple(range(LENGTH, 1, -1))
_TELEX: Final = {"\u0300": "F", "\u0303": "X", "\u0309": "R", "\u0323": "J"}
_VNI: Final = {
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0302": "6",
    "\u031b": "7",
    "\u0306": "8",
}
_ROUND: Final = str.maketrans("O0", "QQ")
LONGEST_TYPED: Final = 60
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def make(source: random.Random) -> str:
    """Return a new code; outside tests the source is `secrets.SystemRandom()`."""
    return _checked("".join(source.choice(ALPHABET) for _ in range(LENGTH - 1)))


def normalize(text: str) -> str | None:
    """Return the code somebody typed, or None where it is none: the one rule for all who ask.

    Capitals, blanks, dashes, dots, wide letters and invisible marks do not matter. A round letter
    O or a zero can only be a Q, and a tone that Telex or VNI put on it is the key pressed after it;
    the check character tells whether that was meant.
    """
    return as_it_stands(text) or next(filter(None, map(as_it_stands, _meant(text))), None)


def as_it_stands(text: str) -> str | None:
    """Return the code a text is without anything put right, or None where it is none."""
    code = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).upper()))
    if len(code) != LENGTH or not _VALUES.keys() >= set(code):
        return None
    return code if _checked(code[:-1]) == code else None


def shown(code: str) -> str:
    """Return a code in groups a person can read aloud: 4-4-3."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def derived_from(text: str, attempt: int = 0) -> str:
    """Return the code of a card that came with a free-text code of its own, always the same.

    A text that is one of our codes as it stands keeps it. Two texts meet about once in 40 billion
    pairs; the caller then asks for the next `attempt`.
    """
    own = as_it_stands(text)
    if own is not None and not attempt:
        return own
    seed = f"{attempt}:{unicodedata.normalize('NFC', text)}"
    return numbered(int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big"))


def numbered(number: int) -> str:
    """Return the code of a number; numbers below `HOW_MANY` have each a code of their own."""
    characters = []
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, _BASE)
        characters.append(ALPHABET[digit])
    return _checked("".join(characters))


def _checked(body: str) -> str:
    total = sum(
        weight * _VALUES[character] for weight, character in zip(_WEIGHTS, body, strict=True)
    )
    return body + ALPHABET[-total % _BASE]


def _meant(text: str) -> Iterator[str]:
    """Yield what a text may have been typed as: with its marks as keys of Telex, of VNI, and bare.

    No sane code is longer than its groups and marks, so that nothing long is gone through.
    """
    apart = unicodedata.normalize("NFKD", text[:LONGEST_TYPED]).upper()
    for keys in (_TELEX, _VNI, {}):
        typed = "".join(keys.get(each, each) for each in apart)
        bare = "".join(each for each in typed if not unicodedata.combining(each))
        yield bare.translate(_ROUND)
