"""CSV as Excel and others save it: its encoding, its separator, its quotes."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import StringIO, TextIOWrapper
from typing import TextIO

from benefits.exchange.encodings import Encoding, Evidence, weigh
from benefits.exchange.reading.decoding import made_unicode
from benefits.exchange.reading.sheets import Notes, Row, Sheet, Source, Unreadable, opened, texts_of

_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_SAMPLE_LINES = 50
_SEPARATORS = ",;\t|"
_NAMED_SEPARATOR = "sep="
_BETWEEN_CELLS = re.compile(r"[,;\t|\r\n\"]+")
_ENOUGH_WORDS = 3
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def sheets(source: Source, filename: str, encoding: Encoding = Encoding.AUTO) -> list[Sheet]:
    charset = _charset(source)
    try:
        sample = _checked(source, filename, charset)
    except Unreadable:
        if charset != "utf-8" or not _is_of_before_unicode(source, encoding):
            raise
        charset = "latin-1"  # each byte one character, as the fonts of that time have it
        sample = _checked(source, filename, charset)
    notes = Notes()
    again = partial(_rows_of_file, source, filename, charset, separator(sample))
    rows = made_unicode(again(), notes, encoding)
    return [Sheet(filename, rows, notes=notes, texts=texts_of(again), is_text=True)]


def pasted(text: str, *, encoding: Encoding = Encoding.AUTO) -> list[Sheet]:
    """Read what was copied out of a spreadsheet: tabs between cells, quotes round line ends."""
    notes = Notes()
    mark = "\t" if "\t" in text else separator(text[:_SAMPLE])
    rows = list(_rows(StringIO(text, newline=""), "", mark))
    told = made_unicode(iter(rows), notes, encoding)
    return [Sheet("", told, notes=notes, texts=texts_of(lambda: rows), is_text=True)]


def _is_of_before_unicode(source: Source, encoding: Encoding) -> bool:
    """Tell by some words that a file of single bytes is TCVN3 or VNI, and not something else."""
    if encoding is not Encoding.AUTO:
        return encoding is not Encoding.UNICODE
    with opened(source) as file:
        sample = file.read(_SAMPLE).decode("latin-1")
    told = [weigh(cell) for cell in _BETWEEN_CELLS.split(sample)]
    sure = Counter(options[0] for evidence, options in told if evidence is Evidence.SURE)
    legacy = sure[Encoding.TCVN3] + sure[Encoding.VNI]
    return legacy >= _ENOUGH_WORDS and legacy > _ENOUGH_WORDS * sure[Encoding.UNICODE]


def _charset(source: Source) -> str:
    with opened(source) as file:
        start = file.read(_SAMPLE)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    if b"\x00" in start[:200]:  # UTF-16 without its mark: every other byte of Latin text is zero
        return "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be"
    return "utf-8"


def _checked(source: Source, filename: str, encoding: str) -> str:
    """Decode it all once, so that a wrong encoding is told before the first row is used."""
    decoder = codecs.getincrementaldecoder(encoding)()
    sample, lines = "", 1
    with opened(source) as file:
        while True:
            block = file.read(_BLOCK)
            try:
                part = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                lines += error.object[: error.start].count(b"\n")
                raise Unreadable("file_not_utf8", filename, line=lines) from error
            sample = sample or part[:_SAMPLE]
            lines += part.count("\n")
            if not block:
                return sample


def separator(sample: str) -> str:
    """Return what separates the columns: named by Excel, or as often on most lines."""
    first, *_ = sample.split("\n", 1)
    if first.lower().startswith(_NAMED_SEPARATOR) and len(first.strip()) > len(_NAMED_SEPARATOR):
        return first[len(_NAMED_SEPARATOR)]
    lines = ["".join(line.split('"')[::2]) for line in sample.splitlines()[:_SAMPLE_LINES]]

    def agreement(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        return max(((often, count) for count, often in counts.items()), default=(0, 0))

    return max(_SEPARATORS, key=agreement)


def _rows_of_file(source: Source, filename: str, charset: str, mark: str) -> Iterator[Row]:
    with opened(source) as file, TextIOWrapper(file, charset, newline="") as lines:
        yield from _rows(lines, filename, mark)


def _rows(lines: TextIO, filename: str, mark: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=mark, strict=True)
    line = 1
    try:
        for cells in reader:
            if not (line == 1 and _names_separator(cells)):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("file_broken_quotes", filename, line=line) from error


def _names_separator(cells: list[str]) -> bool:
    return "".join(cells).lower().strip() == _NAMED_SEPARATOR
