"""CSV as Excel and others save it: its encoding, its separator, its quotes."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper

from benefits.exchange.reading.sheets import Row, Sheet, Source, Unreadable, opened

_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_SAMPLE_LINES = 50
_SEPARATORS = ",;\t|"
_NAMED_SEPARATOR = "sep="
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def sheets(source: Source, filename: str) -> list[Sheet]:
    encoding = _encoding(source)
    sample = _checked(source, filename, encoding)
    return [Sheet(filename, _rows(source, filename, encoding, separator(sample)))]


def _encoding(source: Source) -> str:
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


def _rows(source: Source, filename: str, encoding: str, mark: str) -> Iterator[Row]:
    with opened(source) as file, TextIOWrapper(file, encoding, newline="") as lines:
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
