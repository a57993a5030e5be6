"""The zip a workbook is: what it unpacks to, truly, and which of its files holds which sheet."""

import re
import struct
import zlib
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from benefits.exchange.reading.sheets import Source, Unreadable, opened
from benefits.zips import DAMAGED, ENCRYPTED

LARGEST_UNPACKED = 400 << 20
_WORKBOOK = "xl/workbook.xml"
_BLOCK = 1 << 20
_LOCAL_HEADER = struct.Struct("<26xHH")

_SHEET_ID = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID, _TARGET = re.compile(rb'\sId="([^"]+)"'), re.compile(rb'\sTarget="([^"]+)"')


def check_package(source: Source, filename: str, *, most: int = LARGEST_UNPACKED) -> None:
    """Refuse what is locked, no workbook, or unpacks to more than it may, whatever it says."""
    try:
        with opened(source) as file, ZipFile(file) as package:
            entries = package.infolist()
            _check_entries(entries, filename)
            _check_sizes(file, entries, filename, most)
    except DAMAGED as error:
        raise Unreadable("file_damaged", filename) from error


def _check_entries(entries: list[ZipInfo], filename: str) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unreadable("file_encrypted", filename)
    if _WORKBOOK not in {entry.filename for entry in entries}:
        raise Unreadable("file_no_table", filename)


def _check_sizes(file: BinaryIO, entries: list[ZipInfo], filename: str, most: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    for entry in entries:
        if unpacked <= most and entry.compress_type == ZIP_DEFLATED:
            unpacked += _unpacked(file, entry, most) - entry.file_size
    if unpacked > most:
        raise Unreadable("file_too_large", filename, megabytes=most >> 20)


def _unpacked(file: BinaryIO, entry: ZipInfo, most: int) -> int:
    """Count what an entry really holds: its header may say less."""
    file.seek(entry.header_offset)
    name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    file.seek(name + extra, 1)
    left, counted, inflating = entry.compress_size, 0, zlib.decompressobj(-zlib.MAX_WBITS)
    rest = b""
    while counted <= most and not inflating.eof:
        if not rest:
            rest = file.read(min(_BLOCK, left))
            left -= len(rest)
        if not rest:
            break
        counted += len(inflating.decompress(rest, _BLOCK))
        rest = inflating.unconsumed_tail
    return counted


def parts_in_order(package: ZipFile) -> list[str]:
    """Return the files that hold the sheets, in the order of the workbook."""
    relations = package.read("xl/_rels/workbook.xml.rels")
    targets = {
        found[1]: target[1].decode()
        for relation in _RELATION.findall(relations)
        if (found := _ID.search(relation)) and (target := _TARGET.search(relation))
    }
    order = _SHEET_ID.findall(package.read(_WORKBOOK))
    return [_absolute(targets.get(sheet, "")) for sheet in order]


def _absolute(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else "xl/" + target
