"""Tell by its words which encoding a cell is written in, where no font says so."""

import re
from enum import Enum
from functools import lru_cache

from benefits.exchange.encodings.known import Encoding, decoded
from benefits.exchange.encodings.syllables import is_vietnamese

_FOREIGN_LETTERS = "¡-´¶-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþ÷\xadµ"
_BEGINNING = f"(?=[{_FOREIGN_LETTERS}aAeEoOuyôUYÔ\u0300\u0301\u0303\u0309\u0323₫])"
"""What any of it begins with: looked at first, as hardly any letter is of these."""
_SUSPICIOUS = re.compile(
    f"{_BEGINNING}(?:[{_FOREIGN_LETTERS}]"
    "|[aA][âáàãêéèùúõÂÁÀÃÊÉÈÙÚÕ]|[eE][âáàãùõÂÁÀÃÙÕ]|[oO][âùõÂÙÕ]|[uyôUYÔ][ùõÙÕ]"
    "|[\u0300\u0301\u0303\u0309\u0323₫][b-zB-Z])"
)


class Evidence(Enum):
    """What a cell says by itself."""

    NONE = "none"
    """ASCII only, or nothing that could be otherwise."""
    SURE = "sure"
    """One reading is Vietnamese and the others are not."""
    EITHER = "either"
    """Vietnamese under several readings."""
    NEITHER = "neither"
    """Vietnamese under no reading: a foreign name, or a mistyped one."""


def is_suspicious(text: str) -> bool:
    """Tell quickly whether anything in a text could be from before Unicode."""
    return bool(_SUSPICIOUS.search(text))


@lru_cache(maxsize=8192)
def weigh(text: str) -> tuple[Evidence, tuple[Encoding, ...]]:
    """Return what the cell says, and the encodings it may be of."""
    if text.isascii():
        return Evidence.NONE, ()
    found = [Encoding.UNICODE] if is_vietnamese(text) else []
    for encoding in (Encoding.TCVN3, Encoding.VNI):
        meant = decoded(text, encoding)
        if meant is not None and meant != text and is_vietnamese(meant):
            found.append(encoding)
    if not found:
        return Evidence.NEITHER, ()
    return (Evidence.SURE if len(found) == 1 else Evidence.EITHER), tuple(found)
