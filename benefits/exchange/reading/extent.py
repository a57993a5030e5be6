"""How far a sheet reaches, as the reader of its cells will see it.

The reader makes room for every place up to the farthest, and no error stops it when there is none:
a sheet may therefore not be judged by halves. Rows no wider than those before, written as programs
write them, are passed over at once; what no program writes is gone through element by element.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from benefits.exchange.reading.sheets import Unreadable
from benefits.exchange.reading.xml_walking import EntitiesRefusedError, walked

MOST_CELLS = 12_000_000
_TAG = re.compile(
    rb'<(?:[^<>\s:/!?]+:)?(?:c|row)(?=[\s/>])(?: r="([A-Z]{0,3})([0-9]{1,7})"(?=[\s/>]))?'
)
_PLACE = re.compile(r"\$?([A-Za-z]*)\$?([0-9]+)")
_LETTERS = 26


@dataclass(slots=True)
class Extent:
    """The farthest column and line so far, from 1."""

    filename: str
    columns: int = 0
    lines: int = 0
    is_usual: bool = True

    def look_at(self, block: bytes) -> None:
        """Take in a piece of a sheet that ends where an element ends."""
        others, lines = _without_usual(block, self.columns)
        found = _TAG.findall(others)
        letters, numbers = {each[0] for each in found}, {each[1] for each in found}
        numbers.update(lines)
        if b"" in numbers:
            self.is_usual = False
            numbers.discard(b"")
        self.columns = max([self.columns, *(number_of(each.decode()) for each in letters)])
        self.lines = max([self.lines, *map(int, numbers)])
        self.check()

    def check(self) -> None:
        if self.columns * self.lines > MOST_CELLS:
            raise Unreadable(
                "sheet_too_large", self.filename, columns=self.columns, lines=self.lines
            )

    def walk(self, package: ZipFile, part: ZipInfo) -> None:
        """Go through it exactly: places left out follow the one before, as in the reader."""
        walking = _Walking(self)
        try:
            for _ in walked(package, part, walking.start):
                self.check()
        except (expat.ExpatError, EntitiesRefusedError, ValueError) as error:
            raise Unreadable("file_damaged", self.filename) from error


def _without_usual(block: bytes, columns: int) -> tuple[bytes, list[bytes]]:
    """Return a piece without the rows that surely reach no further, and the lines of those."""
    if not 0 < columns <= _LETTERS:
        return block, []
    pieces = _usual_row(columns).split(block)
    return b"".join(pieces[::2]), pieces[1::2]


@cache
def _usual_row(columns: int) -> re.Pattern[bytes]:
    """Match a whole row whose cells are all in its line and within the first few columns.

    What may follow a ">" up to the next "<", and what that begins, is spelled out: no other cell
    can hide in what is matched.
    """
    last = chr(ord("A") + columns - 1).encode()
    cell = rb'<c r="[A-' + last + rb']\1"[^>]*>'
    value = rb"<v>[^<]*</v></c>|<is><t[^>]*>[^<]*</t></is></c>|</c>|"
    return re.compile(rb'<row r="([0-9]{1,7})"[^>]*>(?:' + cell + b"(?:" + value + b"))*</row>")


class _Walking:
    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._line = self._column = 0

    def start(self, name: str, found: dict[str, str]) -> None:
        if name not in {"c", "row"}:
            return
        place = _PLACE.fullmatch(found.get("r", ""))
        if name == "row":
            self._line, self._column = int(place[2]) if place else self._line + 1, 0
        elif place:
            self._column, line = number_of(place[1].upper()), int(place[2])
            self._extent.lines = max(self._extent.lines, line)
        else:
            self._column += 1
        self._extent.columns = max(self._extent.columns, self._column)
        self._extent.lines = max(self._extent.lines, self._line)


def number_of(letters: Iterable[str]) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
