"""Workbooks made strange: a cell, a style, a merge or a file of their zip changed at random."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from warnings import catch_warnings
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

Entries = list[tuple[str, bytes]]
Mutation = Callable[[Random, Entries], None]

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
TEXTS = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml")
_VALUES = [
    b"", b"0", b"-1", b"1E400", b"NaN", b"31598", b"2958466", b"99999999999999999999", b"#N/A",
    "Tổng cộng".encode(), b"TM. BCH", b"0912345678", b"&#xAD;", b"&amp;#0;", b"\xff\xfe",
    "Nguyễn Văn A".encode(), "§Æng".encode(), "Họ và tên".encode(), b"1.23E+11", b"x" * 5000,
]  # fmt: skip
_ATTRIBUTES = [b"0", b"1", b"7", b"99999", b"-3", b"", b"s", b"e", b"b", b"d", b"inlineStr", b"zz"]
_PLACES = [b"A1", b"B9", b"AZ3", b"A2048", b"ZZZ9", b"B", b"9", b"", b"a1", b"C12"]
_RANGES = [b"A9:K9", b"B9:B30", b"A1:XFD1048576", b"C9:A1", b"J9:J12", b"A1", b"", b"Z:1", b"B2:B9"]
_FONTS = [b".VnTime", b".VnTimeH", b"VNI-Times", b"Arial", b"", b"\xff"]
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def unpacked(workbook: bytes) -> Entries:
    with ZipFile(BytesIO(workbook)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def packed(entries: Entries) -> bytes:
    file = BytesIO()
    with catch_warnings(action="ignore"), ZipFile(file, "w", ZIP_STORED) as package:
        for name, content in entries:  # of one name perhaps, which is warned of
            package.writestr(name, content)
    return file.getvalue()


def mutated(random: Random, entries: Entries) -> bytes:
    """Change one to four things, then sometimes the bytes of the zip itself."""
    changed = list(entries)
    for _ in range(random.randint(1, 4)):
        random.choice(_ALL)(random, changed)
    content = packed(changed)
    return _in_the_zip(random, content) if random.random() < 0.15 else content


def damaged(random: Random, content: bytes) -> bytes:
    """Change some bytes of a file that is no zip, or cut it off."""
    bytes_ = bytearray(content)
    for _ in range(random.randint(1, 12)):
        bytes_[random.randrange(len(bytes_))] = random.randrange(256)
    return bytes(bytes_[: random.randrange(len(bytes_))] if random.random() < 0.1 else bytes_)


def _replaced(
    random: Random, entries: Entries, part: re.Pattern[str], what: bytes, by: list[bytes]
) -> None:
    """Put something else in the place of one match of a group, in one file of the zip."""
    places = [place for place, (name, _) in enumerate(entries) if part.fullmatch(name)]
    if not places:
        return
    place = random.choice(places)
    name, content = entries[place]
    found = list(re.finditer(what, content))
    if found:
        start, end = random.choice(found).span(1)
        entries[place] = name, content[:start] + random.choice(by) + content[end:]


def _cell(random: Random, entries: Entries) -> None:
    what = random.choice([rb"<v>([^<]*)</v>", rb"<t[^>]*>([^<]*)</t>"])
    _replaced(random, entries, TEXTS, what, _VALUES)


def _kind_of_cell(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb'<c [^>]*t="([^"]*)"', _ATTRIBUTES)


def _place_of_cell(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb'<c r="([^"]*)"', _PLACES)


def _far_away(random: Random, entries: Entries) -> None:
    if random.random() < 0.05:
        _replaced(random, entries, SHEET, rb'<c r="([^"]*)"', [b"XFD7", b"A200000", b"XFD1048576"])


def _number_of_row(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb'<row r="([^"]*)"', _ATTRIBUTES)


def _style(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb'<c [^>]*s="([^"]*)"', _ATTRIBUTES)


def _font(random: Random, entries: Entries) -> None:
    styles = re.compile(r"xl/(?:styles|sharedStrings)\.xml")
    _replaced(random, entries, styles, rb'<(?:name|rFont) val="([^"]*)"', _FONTS)
    _replaced(random, entries, styles, rb'fontId="([^"]*)"', _ATTRIBUTES)


def _merge(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb'<mergeCell ref="([^"]*)"', _RANGES)
    _replaced(random, entries, SHEET, rb'<dimension ref="([^"]*)"', _RANGES)


def _row_gone(random: Random, entries: Entries) -> None:
    _replaced(random, entries, SHEET, rb"(<row [^>]*>.*?</row>)", [b"", b"<row/>", b"<row>"])


def _tag(random: Random, entries: Entries) -> None:
    place = random.randrange(len(entries))
    name, content = entries[place]
    found = list(re.finditer(rb"<[^>]*>", content))
    if found:
        start, end = random.choice(found).span()
        entries[place] = name, content[:start] + content[end:]


def _entities(random: Random, entries: Entries) -> None:
    _replaced(random, entries, re.compile(r"xl/.*\.xml"), rb"(\?>)", [b"?>" + _ENTITIES, b"?>&b;"])


def _entry(random: Random, entries: Entries) -> None:
    place = random.randrange(len(entries))
    name, content = entries[place]
    match random.randrange(5):
        case 0:
            del entries[place]
        case 1:
            entries[place] = name, content[: random.randrange(len(content) + 1)]
        case 2:
            entries[place] = name.upper(), content
        case 3:
            entries[place] = name, random.choice(entries)[1]
        case _:
            entries.append((f"xl/worksheets/sheet{random.randrange(9)}.xml", content))


def _in_the_zip(random: Random, content: bytes) -> bytes:
    match random.randrange(3):
        case 0:
            return damaged(random, content)
        case 1:
            return content[: random.randrange(len(content))]
        case _:
            return _deflated_to_more_than_it_says(content)


def _deflated_to_more_than_it_says(content: bytes) -> bytes:
    """Let one file of the zip hold more than its header tells."""
    entries, file = unpacked(content), BytesIO()
    with catch_warnings(action="ignore"), ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, text in entries:
            package.writestr(name, text)
    name, text = entries[-1]
    whole = file.getvalue()
    size = len(text).to_bytes(4, "little")
    crc = zlib.crc32(text[:1]).to_bytes(4, "little")
    was = zlib.crc32(text).to_bytes(4, "little")
    return whole.replace(size, (1).to_bytes(4, "little")).replace(was, crc)


_ALL: list[Mutation] = [
    *([_cell] * 6), _style, _font, _merge, _style, _font, _merge, _kind_of_cell,
    _place_of_cell, _far_away, _number_of_row,
    _row_gone, _tag, _entities, _entry,
]  # fmt: skip
