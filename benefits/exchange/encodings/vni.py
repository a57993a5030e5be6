"""VNI, the letters of the VNI- fonts: a vowel and then, as a second character, its mark.

The mark of a capital is a capital too, though some programs wrote it small.
"""

import re
import unicodedata

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_WITH_CIRCUMFLEX = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_WITH_BREVE = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _composed(letter: str, *marks: str) -> str:
    return unicodedata.normalize("NFC", letter + "".join(marks))


def _pairs() -> dict[str, str]:
    toned = [(vowel, vowel) for vowel in "aeouy"] + [("ô", "ơ"), ("ö", "ư")]
    found = {
        written + mark: _composed(meant, tone)
        for written, meant in toned
        for mark, tone in _TONES.items()
        if (written, mark) != ("y", "ï")  # ỵ has a character of its own
    }
    for vowel in "aeo":
        for mark, tone in _WITH_CIRCUMFLEX.items():
            found[vowel + mark] = _composed(vowel + _CIRCUMFLEX, tone)
    for mark, tone in _WITH_BREVE.items():
        found["a" + mark] = _composed("a" + _BREVE, tone)
    return found


SMALL = {**_pairs(), **_ALONE}
LETTERS = SMALL | {written.upper(): meant.upper() for written, meant in SMALL.items()}
_WITH_SMALL_MARK = {
    written[0].upper() + written[1]: meant.upper()
    for written, meant in SMALL.items()
    if len(written) > 1
}
_WITH_CAPITAL_MARK = {
    written[0] + written[1].upper(): meant for written, meant in SMALL.items() if len(written) > 1
}
_ALL = _WITH_SMALL_MARK | _WITH_CAPITAL_MARK | LETTERS
_ANY = re.compile("|".join(sorted(map(re.escape, _ALL), key=len, reverse=True)))


def decoded(text: str) -> str:
    return _ANY.sub(lambda found: _ALL[found[0]], text)
