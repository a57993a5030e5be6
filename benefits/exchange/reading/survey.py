"""One quick look through a workbook's XML before it is read.

It refuses sheets whose stray far-away cells would fill the memory, and notes the cells that hold
an error (#N/A): the reader shows those as empty, and an empty cell would mean "change nothing".
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from zipfile import BadZipFile, ZipFile

from benefits.exchange.reading.sheets import Source, Unreadable, opened

ErrorCells = dict[int, list[int]]
"""Line → columns (from 0) whose value is a spreadsheet error."""

MOST_CELLS = 12_000_000
_MOST_ERRORS = 200_000
_BLOCK = 1 << 20

_SHEETS = "xl/worksheets/"
_SHEET_ID = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID, _TARGET = re.compile(rb'\sId="([^"]+)"'), re.compile(rb'\sTarget="([^"]+)"')

_ERROR_MARK = b't="e"'
_ERROR_CELL = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*?\st="e"')
_ANY_CELL = re.compile(rb'\sr="([A-Z]{1,3})[0-9]')
_WIDE_CELL = re.compile(rb'\sr="([A-Z]{2,3})[0-9]')
_NUMBERED = re.compile(rb'\sr="[A-Z]{0,3}([0-9]{1,7})"')


def survey(source: Source, filename: str, names: list[str]) -> dict[str, ErrorCells]:
    """Return the error cells of each sheet; raise where a sheet is too large to be read."""
    try:
        with opened(source) as file, ZipFile(file) as package:
            parts = dict(zip(_parts_in_order(package), names, strict=False))
            return {
                parts.get(part, part): _look_through(_blocks(package, part), filename)
                for part in package.namelist()
                if part.startswith(_SHEETS) and part.endswith(".xml")
            }
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise Unreadable("file_damaged", filename) from error


def _parts_in_order(package: ZipFile) -> list[str]:
    """Return the files that hold the sheets, in the order of the workbook."""
    relations = package.read("xl/_rels/workbook.xml.rels")
    targets = {
        found[1]: target[1].decode()
        for relation in _RELATION.findall(relations)
        if (found := _ID.search(relation)) and (target := _TARGET.search(relation))
    }
    order = _SHEET_ID.findall(package.read("xl/workbook.xml"))
    return [_absolute(targets.get(sheet, "")) for sheet in order]


def _absolute(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else "xl/" + target


def _blocks(package: ZipFile, part: str) -> Iterator[bytes]:
    """Yield the XML in blocks that end where a cell ends."""
    rest = b""
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            whole, mark, rest = (rest + block).rpartition(b">")
            yield whole + mark
    yield rest


def _look_through(blocks: Iterable[bytes], filename: str) -> ErrorCells:
    errors: ErrorCells = {}
    columns = lines = noted = 0
    for block in blocks:
        cells = _ANY_CELL if not columns else _WIDE_CELL
        columns = max([columns, *map(_column, set(cells.findall(block)))])
        lines = max(lines, _last_line(block))
        if columns * lines > MOST_CELLS:
            raise Unreadable("sheet_too_large", filename, columns=columns, lines=lines)
        if _ERROR_MARK in block and noted < _MOST_ERRORS:
            for letters, line in _ERROR_CELL.findall(block):
                errors.setdefault(int(line), []).append(_column(letters) - 1)
                noted += 1
    return errors


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _last_line(block: bytes) -> int:
    place = block.rfind(b' r="')
    found = _NUMBERED.match(block, place) if place >= 0 else None
    return int(found[1]) if found else 0
