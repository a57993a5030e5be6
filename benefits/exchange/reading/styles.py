"""Which styles and which pieces of text of a workbook are in a font from before Unicode."""

import re
from zipfile import ZipFile

from benefits.exchange.encodings import Script, script_of
from benefits.exchange.reading.pieces import Pieces
from benefits.exchange.reading.xml_walking import walked

_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_BLOCK = 1 << 18
_LONGEST_TAG = 64
_ANY_RUN = b"rfont"
_LEGACY_RUN = re.compile(rb'rFont\s+val="(?:\.vn|vni[- ])', re.IGNORECASE)


def scripts_of_styles(package: ZipFile) -> dict[int, Script]:
    """Return the styles (by their number) whose font is from before Unicode."""
    reading = _Styles()
    for _ in walked(package, _STYLES, reading.start, reading.end):
        pass
    return {
        style: script
        for style, font in enumerate(reading.styles)
        if font < len(reading.fonts) and (script := script_of(reading.fonts[font]))
    }


class _Styles:
    def __init__(self) -> None:
        self.fonts: list[str] = []
        self.styles: list[int] = []
        self._inside = ""

    def start(self, name: str, found: dict[str, str]) -> None:
        if name in {"fonts", "cellXfs"}:
            self._inside = name
        elif name == "font" and self._inside == "fonts":
            self.fonts.append("")
        elif name == "name" and self._inside == "fonts" and self.fonts:
            self.fonts[-1] = found.get("val", "")
        elif name == "xf" and self._inside == "cellXfs":
            self.styles.append(int(found.get("fontId", "0")))

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""


def pieces_of_texts(package: ZipFile) -> dict[int, Pieces]:
    """Return the shared texts (by their number) of which some piece has a font of its own."""
    if _STRINGS not in package.namelist() or not names_legacy_font(package, _STRINGS):
        return {}
    reading = _Texts()
    for _ in walked(package, _STRINGS, reading.start, reading.end, reading.characters):
        pass
    return reading.found


def names_legacy_font(package: ZipFile, part: str) -> bool:
    """Tell quickly whether any piece of a text names a font from before Unicode."""
    tail = b""
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            piece = tail + block
            if _ANY_RUN in piece.lower() and _LEGACY_RUN.search(piece):
                return True
            tail = block[-_LONGEST_TAG:]
    return False


class _Texts:
    def __init__(self) -> None:
        self.found: dict[int, Pieces] = {}
        self._number = -1
        self._pieces = Pieces()

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "si":
            self._number, self._pieces = self._number + 1, Pieces()
        self._pieces.start(name, found)

    def end(self, name: str) -> None:
        self._pieces.end()
        if name == "si" and self._pieces.runs():
            self.found[self._number] = self._pieces

    def characters(self, text: str) -> None:
        self._pieces.characters(text)
