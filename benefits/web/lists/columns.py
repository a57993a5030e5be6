"""What a list's cells hold, the same on the screen and in a file."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Shape(StrEnum):
    """How a column's values look. A `last_day` is stored as the first day no longer inside.

    A code is never cut in two by the end of a line, nor is an instant.
    """

    TEXT = "text"
    CODE = "code"
    BADGE = "badge"
    DAY = "day"
    LAST_DAY = "last_day"
    MOMENT = "moment"
    NUMBER = "number"
    DONG = "dong"


class Badge(NamedTuple):
    """A word that stands out, and how: good, warn, bad, neutral or info."""

    text: Any
    look: str = "neutral"


@dataclass(frozen=True, slots=True)
class Column:
    """`label` may be a lazy text. The first column of a list names the row."""

    label: Any
    shape: Shape = Shape.TEXT
    in_file_only: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its values in the order of all columns, and the page that tells more of it."""

    values: tuple[Any, ...]
    url: str | None = None
