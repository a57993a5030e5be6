"""The fonts of a workbook's cells, read beside them where a font from before Unicode is used.

calamine knows no fonts. Nothing is read a second time where the styles name no such font.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat
from zipfile import ZipFile

from benefits.exchange.encodings import Script
from benefits.exchange.reading.decoding import Lettering, Runs
from benefits.exchange.reading.extent import number_of
from benefits.exchange.reading.packages import parts_in_order
from benefits.exchange.reading.pieces import Pieces
from benefits.exchange.reading.sheets import Source, opened
from benefits.exchange.reading.styles import (
    names_legacy_font,
    pieces_of_texts,
    scripts_of_styles,
)
from benefits.exchange.reading.xml_walking import walked
from benefits.zips import DAMAGED

_STRINGS = "xl/sharedStrings.xml"
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]")
_BROKEN = (*DAMAGED, expat.ExpatError)

Lines = Iterator[tuple[int, Lettering]]


class Fonts:
    """What the fonts of one workbook say; of broken styles, nothing."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._styles: dict[int, Script] = {}
        self._texts: dict[int, Pieces] = {}
        self._parts: list[str] = []
        with suppress(*_BROKEN), opened(source) as file, ZipFile(file) as package:
            self._parts = parts_in_order(package)
            self._styles = scripts_of_styles(package)
            self._texts = pieces_of_texts(package)

    def of_sheet(self, place: int) -> Lines | None:
        """Return line after line what the fonts say, or None where they say nothing."""
        if place >= len(self._parts):
            return None
        part = self._parts[place]
        is_telling = self._styles or self._texts or self._has_pieces(part)
        return self._lines(part) if is_telling else None

    def _has_pieces(self, part: str) -> bool:
        """Look for pieces that stand in the sheet itself, where it has no shared texts."""
        with suppress(*_BROKEN), opened(self._source) as file, ZipFile(file) as package:
            return _STRINGS not in package.namelist() and names_legacy_font(package, part)
        return False

    def _lines(self, part: str) -> Lines:
        sheet = _SheetFonts(self._styles, self._texts)
        with suppress(*_BROKEN), opened(self._source) as file, ZipFile(file) as package:
            for _ in walked(package, part, sheet.start, sheet.end, sheet.text):
                yield from sheet.take()
        yield from sheet.take()


class _SheetFonts:
    """Cells as they come by, gathered to lines."""

    def __init__(self, styles: dict[int, Script], texts: dict[int, Pieces]) -> None:
        self._styles, self._texts = styles, texts
        self._line, self._column = 0, -1
        self._own: Script | None = None
        self._cells: dict[int, Runs] = {}
        self._lines: list[tuple[int, Lettering]] = []
        self._kind = self._value = ""
        self._is_value = False
        self._pieces = Pieces()

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "c":
            place = _COLUMN.match(found.get("r", ""))
            self._column = number_of(place[1]) - 1 if place else self._column + 1
            self._own = self._styles.get(int(found.get("s", "0")))
            self._kind, self._value = found.get("t", ""), ""
        elif name == "row":
            self._line, self._column = int(found.get("r", self._line + 1)), -1
        elif name == "is":
            self._pieces = Pieces()
        self._is_value = name == "v"
        self._pieces.start(name, found)

    def end(self, name: str) -> None:
        self._is_value = False
        self._pieces.end()
        if name == "row" and self._cells:
            self._lines.append((self._line, self._cells))
            self._cells = {}
        elif name == "c" and (runs := self._runs()):
            self._cells[self._column] = runs

    def _runs(self) -> Runs:
        pieces = self._pieces if self._kind == "inlineStr" else None
        if self._kind == "s" and self._texts and self._value.isdecimal():
            pieces = self._texts.get(int(self._value))
        if pieces is not None:
            return pieces.runs(self._own)
        return ((0, self._own),) if self._own else ()

    def text(self, text: str) -> None:
        if self._is_value:
            self._value += text
        else:
            self._pieces.characters(text)

    def take(self) -> list[tuple[int, Lettering]]:
        """Return the lines that have ended since."""
        taken, self._lines = self._lines, []
        return taken
