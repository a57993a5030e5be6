"""What every kind of file is turned into: named sheets of numbered rows of text."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from benefits.errors import Refusal

Source = Path | bytes
"""A file on disk, or what was uploaded."""

Row = tuple[int, list[str]]
"""The line the row begins on, and its cells as text, the first column first."""


class Unreadable(Refusal):
    """The file as a whole cannot be read; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; its rows can be gone through once."""

    name: str
    rows: Iterator[Row]
    is_hidden: bool = False


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    if isinstance(source, bytes):
        return nullcontext(BytesIO(source))
    return source.open("rb")
