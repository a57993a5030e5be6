"""A zip of photos, each named by its owner's number: what may be one is read, one by one."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZipFile, ZipInfo

from benefits.errors import Invalid
from benefits.folding import clean
from benefits.members.photo_content import LARGEST, MEGABYTE
from benefits.zips import DAMAGED, ENCRYPTED

LARGEST_ZIP: Final = 1024 * MEGABYTE
MOST_FILES: Final = 20_000
LONGEST_NAME: Final = 100
LONGEST_LIST: Final = MOST_FILES * 1_000
_LEFT_BY_SYSTEMS: Final = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")
_SAYS_UTF8: Final = 0x800
_END: Final = struct.Struct("<4s4H2LH")
_FAR_END: Final = struct.Struct("<4sQ2H2L4Q")
_WAY: Final = struct.Struct("<4sLQL")
_END_MARK, _FAR_END_MARK, _WAY_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LONGEST_COMMENT: Final = 1 << 16


class Entry(NamedTuple):
    """A file of the zip: its place, its whole name with its folders, and its name to be told."""

    line: int
    path: str
    name: str
    info: ZipInfo


class PhotoZip:
    """The files of a zip that may be photos."""

    def __init__(self, opened: ZipFile) -> None:
        self._opened = opened
        wanted = [each for each in opened.infolist() if _is_wanted(each)]
        if len(wanted) > MOST_FILES:
            raise Invalid("photos_too_many", most=MOST_FILES)
        if not wanted:
            raise Invalid("photos_none")
        self.entries = [_entry(line, info) for line, info in enumerate(wanted, start=1)]

    def content(self, info: ZipInfo) -> io.BytesIO:
        """Unpack no more than a photo may have, whatever the zip says it holds."""
        if info.flag_bits & ENCRYPTED:
            raise Invalid("photo_encrypted")
        if info.file_size > LARGEST:
            size = -(-info.file_size // MEGABYTE)
            raise Invalid("photo_too_large", size=size, most=LARGEST // MEGABYTE)
        try:
            with self._opened.open(info) as packed:
                return io.BytesIO(packed.read(LARGEST + 1))
        except DAMAGED as broken:
            raise Invalid("photo_broken") from broken


@contextmanager
def opened(content: BinaryIO) -> Iterator[PhotoZip]:
    """Open a zip, or refuse the whole: one that lists more than anybody has is not even read."""
    try:
        if _length_of_list(content) > LONGEST_LIST:
            raise Invalid("photos_too_many", most=MOST_FILES)
        found = ZipFile(content)
    except DAMAGED as broken:
        raise Invalid("photos_no_zip") from broken
    with found:
        yield PhotoZip(found)


def _entry(line: int, info: ZipInfo) -> Entry:
    path = clean(_spelled(info))
    return Entry(line, path, PurePosixPath(path).name[:LONGEST_NAME], info)


def _spelled(info: ZipInfo) -> str:
    """Read a name as it was written: Macs write UTF-8 and do not say so."""
    if info.flag_bits & _SAYS_UTF8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_wanted(info: ZipInfo) -> bool:
    path = info.filename
    return not info.is_dir() and not any(each in path for each in _LEFT_BY_SYSTEMS)


def _length_of_list(content: BinaryIO) -> int:
    """Say how many bytes a zip's list of files has; a zip without an end is none."""
    size = content.seek(0, io.SEEK_END)
    start = max(0, size - _LONGEST_COMMENT - _END.size)
    content.seek(start)
    tail = content.read()
    last = tail[-_END.size :]
    has_no_comment = last.startswith(_END_MARK) and last.endswith(b"\0\0")
    place = len(tail) - _END.size if has_no_comment else tail.rfind(_END_MARK)
    if place < 0:
        raise ValueError("no end of a zip")
    long = _length_of_long_list(content, start + place)
    return int(_END.unpack_from(tail, place)[5]) if long is None else long


def _length_of_long_list(content: BinaryIO, end: int) -> int | None:
    """Say the same of a zip that tells it in larger numbers too."""
    if end < _WAY.size + _FAR_END.size:
        return None
    content.seek(end - _WAY.size - _FAR_END.size)
    mark, *_, length, _offset = _FAR_END.unpack(content.read(_FAR_END.size))
    is_long = mark == _FAR_END_MARK and content.read(4) == _WAY_MARK
    return int(length) if is_long else None
