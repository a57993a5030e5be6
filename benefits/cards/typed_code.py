"""The code a cashier types when a card cannot be scanned: ten characters and a check character.

The 23 characters are those that no Vietnamese keyboard (Telex, VNI) turns into another and that
nobody reads as another. 23 is a prime, so the weights below catch every wrong character and every
two characters swapped.
"""

import hashlib
import random
import unicodedata
from typing import Final

ALPHABET: Final = "23456789BCFGHJKMNPQRTVX"
LENGTH: Final = 11

_BASE: Final = len(ALPHABET)
HOW_MANY: Final = _BASE ** (LENGTH - 1)
_WEIGHTS: Final = tuple(range(LENGTH, 1, -1))
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def make(source: random.Random) -> str:
    """Return a new code; outside tests the source is `secrets.SystemRandom()`."""
    return _checked("".join(source.choice(ALPHABET) for _ in range(LENGTH - 1)))


def normalize(text: str) -> str | None:
    """Return the code somebody typed, without blanks and dashes, or None where it is none."""
    code = "".join(filter(_counts, unicodedata.normalize("NFKC", text).upper()))
    if len(code) != LENGTH or not _VALUES.keys() >= set(code):
        return None
    return code if _checked(code[:-1]) == code else None


def shown(code: str) -> str:
    """Return a code in groups a person can read aloud: 4-4-3."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def derived_from(text: str, attempt: int = 0) -> str:
    """Return the code of a card that came with a free-text code of its own, always the same.

    A text that is one of our codes keeps it. Two texts meet about once in 40 billion pairs; the
    caller then asks for the next `attempt`.
    """
    own = normalize(text)
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


def _counts(character: str) -> bool:
    """Blanks, dashes and the invisible marks that come with pasted text do not count."""
    category = unicodedata.category(character)
    return category[0] not in "ZC" and category != "Pd"
