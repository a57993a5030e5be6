"""The words over what a part of a list has besides its own columns, and how it is known again."""

from collections.abc import Iterable
from typing import Final

from benefits.exchange.roster.headings import BELOW

ERROR: Final = "Lỗi"
LINE: Final = "Dòng gốc"
UNIT: Final = "Mã đơn vị"
ABSENT: Final = ("Mã đoàn viên", "Họ và tên", "Ngày sinh", UNIT, "Từ ngày", "Ngày rời", ERROR)
"""What is said of those whom a list does not name."""
_OF_ABSENT: Final = frozenset({"Mã đoàn viên", "Họ và tên", "Ngày sinh", "Từ ngày", ERROR})


def is_told(words: str) -> bool:
    """Tell a column that only tells what became of a row: nobody need read it again."""
    return _lowest(words) in {ERROR, LINE}


def _lowest(words: str) -> str:
    return words.rsplit(BELOW, maxsplit=1)[-1]


def is_part(words: Iterable[str]) -> bool:
    """Tell by the words over its columns a file that names only some of those whom its list did."""
    lowest = set(map(_lowest, words))
    return lowest >= {ERROR, LINE} or lowest >= _OF_ABSENT
