"""Be Vietnam Pro, shaped by HarfBuzz: which glyph goes where, to the thousandth of an em."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final

import fontpkg
import uharfbuzz as hb

EM: Final = 1000
_ONE_GLYPH_A_CHARACTER: Final = {"liga": False, "ccmp": False, "locl": False}
_BREVE: Final = "\u0306"
_BASES: Final = {"\u0243": "B", "\u0180": "b", "\u0181": "B", "\u0253": "b", "i": "\u0131"}
"""What the letters of the highlands (Ê Đê, Ba Na, Gia Rai) stand on, where that is not plain."""


class Weight(Enum):
    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


@dataclass(frozen=True, slots=True)
class Glyph:
    """`advance` is the way to the next glyph here, `own_advance` the way without kerning.

    A mark above a letter stands so far to the `right` of the way, and so far `up`.
    """

    number: int
    character: str
    advance: int
    own_advance: int
    right: int = 0
    up: int = 0


@cache
def file_of(weight: Weight) -> Path:
    return Path(fontpkg.path("Be Vietnam Pro", weight.value))


@cache
def font_of(weight: Weight) -> hb.Font:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(file_of(weight)))))
    font.scale = (EM, EM)
    return font


@lru_cache(maxsize=1024)
def shape(text: str, weight: Weight) -> tuple[Glyph, ...]:
    """Return one glyph for every character that can be printed, kerned."""
    shown = printable(text, weight)
    if not shown:
        return ()
    font = font_of(weight)
    buffer = hb.Buffer()
    buffer.add_str(shown)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, _ONE_GLYPH_A_CHARACTER)
    return tuple(
        Glyph(
            info.codepoint,
            character,
            place.x_advance,
            font.get_glyph_h_advance(info.codepoint),
            place.x_offset,
            place.y_offset,
        )
        for character, info, place in zip(
            shown, buffer.glyph_infos, buffer.glyph_positions, strict=True
        )
    )


def width_of(text: str, weight: Weight, spacing: int = 0) -> float:
    """Return how wide a line is, in ems."""
    glyphs = shape(text, weight)
    return (sum(glyph.advance for glyph in glyphs) + spacing * len(glyphs)) / EM


def blank_of(weight: Weight) -> float:
    """Return how wide a blank is, in ems."""
    font = font_of(weight)
    return float(font.get_glyph_h_advance(font.get_nominal_glyph(ord(" "))) / EM)


def starts_of(text: str, weight: Weight, spacing: int = 0) -> list[float]:
    """Return where each glyph of a line begins, in ems."""
    steps = [(glyph.advance + spacing) / EM for glyph in shape(text, weight)]
    return [0.0, *accumulate(steps)][:-1]


def printable(text: str, weight: Weight) -> str:
    """Return a text in letters the typeface has; a foreign letter keeps its base, or is `?`."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(_printable(character, weight) for character in composed)


def legible(text: str) -> str:
    """Leave out words of letters the typeface lacks, where others remain to be read."""
    words = text.split()
    kept = [word for word in words if not lacking(word) or any(map(_is_read, word))]
    is_shorter = len(kept) < len(words) and any(map(_is_read, "".join(kept)))
    return " ".join(kept) if is_shorter else text


def lacking(text: str) -> str:
    """Return the letters of a text that the typeface lacks, each once."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(letter for letter in composed if not _has(letter)))


def _is_read(character: str) -> bool:
    return character.isalnum() and _has(character)


def _has(character: str) -> bool:
    return character == "?" or _printable(character, Weight.BOLD) != "?"


@lru_cache(maxsize=1024)
def _printable(character: str, weight: Weight) -> str:
    font = font_of(weight)
    if character == _BREVE:
        return character
    if unicodedata.category(character) in {"Mn", "Cf", "Cc"}:
        return ""
    if font.get_nominal_glyph(ord(character)) is not None:
        return character
    plain = unicodedata.normalize("NFKD", character)
    if plain.endswith(_BREVE):
        letter = _printable(unicodedata.normalize("NFC", plain[:-1]), weight)
        return _BASES.get(letter, letter) + _BREVE
    if character in _BASES:
        return _BASES[character]
    known = [part for part in plain if font.get_nominal_glyph(ord(part)) is not None]
    return "".join(part for part in known if not unicodedata.combining(part)) or "?"
