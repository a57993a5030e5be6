"""One quick look through a workbook's XML before it is read.

It refuses sheets whose stray far-away cells would fill the memory, and notes what the reader does
not tell: which rows and columns are hidden, and which cells hold an error (#N/A) – those are shown
as empty, and an empty cell would mean "change nothing".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile, ZipInfo

from benefits.exchange.reading.extent import Extent, number_of
from benefits.exchange.reading.packages import parts_in_order
from benefits.exchange.reading.sheets import Source, Unreadable, opened
from benefits.zips import DAMAGED

ErrorCells = dict[int, list[int]]
"""Line → columns (from 0) whose value is a spreadsheet error."""


@dataclass(slots=True)
class Seen:
    """What a look through one sheet finds; lines from 1, columns from 0."""

    errors: ErrorCells = field(default_factory=dict)
    unworked: ErrorCells = field(default_factory=dict)
    """Formulas whose result was never stored: they read as empty, whatever they would say."""
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


_MOST_ERRORS = 200_000
_BLOCK = 1 << 20

_SHEETS = "xl/worksheets/"
_ERROR_MARK = b't="e"'
_ERROR_CELL = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*?\st="e"')
_FORMULA_MARK = re.compile(rb"/f>(?:<v ?/>|<v></v>)?</c>")
_UNWORKED_CELL = re.compile(
    rb'<c ((?:[^<>]*? )?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*)><f[^<>]*>[^<]*</f>'
    rb"(?:<v ?/>|<v></v>)?</c>"
)
_HIDDEN_MARK = b"hidden="
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_ROW_OR_COLUMN = re.compile(rb"<(?:\w+:)?(row|col)(\s[^>]*)>")
_LINE = re.compile(rb'\sr="([0-9]{1,7})"')
_FIRST, _LAST = re.compile(rb'\smin="([0-9]{1,5})"'), re.compile(rb'\smax="([0-9]{1,5})"')
_MOST_COLUMNS = 16_384


def survey(source: Source, filename: str, names: list[str]) -> dict[str, Seen]:
    """Return what each sheet hides; raise where one is too large to be read."""
    try:
        with opened(source) as file, ZipFile(file) as package:
            parts = dict(zip(parts_in_order(package), names, strict=False))
            files = {_file_name(part) for part in parts}
            return {
                parts.get(part.filename, part.filename): _look_through(package, part, filename)
                for part in package.infolist()
                if _file_name(part.filename) in files or part.filename.startswith(_SHEETS)
            }
    except DAMAGED as error:
        raise Unreadable("file_damaged", filename) from error


def _file_name(part: str) -> str:
    """Return a part's name without its folders: how they are spelled, readers do not agree."""
    return re.split(r"[/\\]", part)[-1].lower()


def blocks(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Yield the XML in blocks that end where a cell ends."""
    rest = b""
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            whole, mark, rest = (rest + block).rpartition(b">")
            yield whole + mark
    yield rest


def _look_through(package: ZipFile, part: ZipInfo, filename: str) -> Seen:
    seen, extent, noted = Seen(), Extent(filename), 0
    for block in blocks(package, part):
        if b"\x00" in block:  # no encoding that we could look through
            raise Unreadable("file_damaged", filename)
        extent.look_at(block)
        if _ERROR_MARK in block and noted < _MOST_ERRORS:
            for letters, line in _ERROR_CELL.findall(block):
                seen.errors.setdefault(int(line), []).append(number_of(letters.decode()) - 1)
                noted += 1
        if b"/f>" in block and noted < _MOST_ERRORS and _FORMULA_MARK.search(block):
            noted += _note_unworked(block, seen)
        if _HIDDEN_MARK in block:
            _note_hidden(block, seen)
    if not extent.is_usual:
        extent.walk(package, part)
    return seen


def _note_unworked(block: bytes, seen: Seen) -> int:
    """Note formulas without a result; one that is an empty text has that for its result."""
    found = [each for each in _UNWORKED_CELL.findall(block) if b't="str"' not in each[0]]
    for _, letters, line in found:
        seen.unworked.setdefault(int(line), []).append(number_of(letters.decode()) - 1)
    return len(found)


def _note_hidden(block: bytes, seen: Seen) -> None:
    for kind, attributes in _ROW_OR_COLUMN.findall(block):
        if not _HIDDEN.search(attributes):
            continue
        if kind == b"row" and (line := _LINE.search(attributes)):
            seen.hidden_lines.add(int(line[1]))
        elif (first := _FIRST.search(attributes)) and (last := _LAST.search(attributes)):
            end = min(int(last[1]), _MOST_COLUMNS)
            seen.hidden_columns.update(range(int(first[1]) - 1, end))
