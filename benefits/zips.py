"""Zips come from anywhere: what reading a damaged one may raise, whichever part is spoilt."""

import lzma
import struct
import zlib
from typing import Final
from zipfile import BadZipFile, LargeZipFile

DAMAGED: Final[tuple[type[Exception], ...]] = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    IndexError,
    ValueError,
    RuntimeError,  # locked, or packed in a way that nobody here unpacks
)
ENCRYPTED: Final = 0x1
"""The bit that says an entry is locked."""
