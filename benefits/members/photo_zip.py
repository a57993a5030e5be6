"""A zip of photos, each named by its owner's number: what may be one is yielded, one by one."""

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from zipfile import ZipFile, ZipInfo

from benefits.errors import Invalid
from benefits.members.photo_content import LARGEST, MEGABYTE
from benefits.zips import DAMAGED, ENCRYPTED

MOST_FILES: Final = 20_000
LONGEST_NAME: Final = 100
_LEFT_BY_SYSTEMS: Final = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")


class Entry(NamedTuple):
    """A file of the zip: its name, whose it says it is, and its content or why there is none."""

    name: str
    number: str
    content: io.BytesIO | Invalid


def count_in(file: Path) -> int:
    """Return how many files a zip has to look at, or refuse the whole."""
    with _opened(file) as opened:
        count = sum(1 for each in opened.infolist() if _is_wanted(each))
    if count > MOST_FILES:
        raise Invalid("photos_too_many", most=MOST_FILES)
    if not count:
        raise Invalid("photos_none")
    return count


def entries_in(file: Path) -> Iterator[Entry]:
    """Yield every file; the same number a second time is refused."""
    seen: set[str] = set()
    with _opened(file) as opened:
        for info in opened.infolist():
            if not _is_wanted(info):
                continue
            number = PurePosixPath(info.filename).stem.strip()
            name = PurePosixPath(info.filename).name[:LONGEST_NAME]
            twice = number in seen
            seen.add(number)
            content = Invalid("photo_twice") if twice else _content(opened, info)
            yield Entry(name, number, content)


def _opened(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except DAMAGED as broken:
        raise Invalid("photos_no_zip") from broken


def _is_wanted(info: ZipInfo) -> bool:
    path = info.filename
    return not info.is_dir() and not any(each in path for each in _LEFT_BY_SYSTEMS)


def _content(opened: ZipFile, info: ZipInfo) -> io.BytesIO | Invalid:
    """Unpack no more than a photo may have, whatever the zip says it holds."""
    if info.flag_bits & ENCRYPTED:
        return Invalid("photo_encrypted")
    if info.file_size > LARGEST:
        size = -(-info.file_size // MEGABYTE)
        return Invalid("photo_too_large", size=size, most=LARGEST // MEGABYTE)
    try:
        with opened.open(info) as packed:
            return io.BytesIO(packed.read(LARGEST + 1))
    except DAMAGED:
        return Invalid("photo_broken")
