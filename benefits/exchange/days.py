"""Days as people write them: 2026-10-05, 5/7/1986, 05.07.86, a spreadsheet's number, a year."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from benefits.errors import Refusal
from benefits.members import identity
from benefits.members.names import clean

FIRST_YEAR, LAST_YEAR = 1900, 2199
CENTURY_TURNS_AT = 50
"""Two digits below this are 20xx, unless the caller knows better."""
MONTHS = 12

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:[ap]\.?m\.?|sa|ch))?)?"
_SEPARATED = r"[ ]?[./\\,\-][ ]?"
_YEAR_FIRST = re.compile(
    rf"([0-9]{{4}}){_SEPARATED}([0-9]{{1,2}}){_SEPARATED}([0-9]{{1,2}}){_TIME}", re.IGNORECASE
)
_YEAR_LAST = re.compile(
    rf"([0-9]{{1,2}}){_SEPARATED}([0-9]{{1,2}}){_SEPARATED}([0-9]{{4}}|[0-9]{{2}}){_TIME}",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)
_MONTH_NAMED = re.compile(
    r"([0-9]{1,2})[ ./\-]?(?:th(?:g|áng)?\.? ?([0-9]{1,2})|([a-z]{3,9}))\.?[ ,./\-]{1,2}"
    rf"([0-9]{{4}}|[0-9]{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_RUN_TOGETHER = re.compile(r"[0-9]{8}")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH_AND_YEAR = re.compile(
    rf"(?:tháng |t\.?)?(?:0?0{_SEPARATED})?([0-9]{{1,2}})(?:{_SEPARATED}| năm )([0-9]{{4}})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"['’‘`\"]?(?:(?:sinh|s\.?n\.?|ns)\b[ :.]*)?(?:(?:ngày|năm)[ :]+)?(?:m[ồù]ng )?", re.IGNORECASE
)
_END = re.compile(r"(?<=[0-9])[.,;'’\"]$")
"""What a sentence would end with, and a day does not."""
_LUNAR = re.compile(r"[ ,]*\(? ?(?:âm lịch|â\.?l\.?|al) ?\)?$", re.IGNORECASE)
_SERIAL_ZERO = date(1899, 12, 30)
_YEAR_OF_TYPED_YEARS, _OLDEST_TYPED_YEAR = 1905, 1925
"""A cell made for days shows 8/6/1905 where somebody typed 1985: the 1985th day."""


class Order(StrEnum):
    """What 5/7/1990 says in a column; UNSURE where some of its days are written the other way.

    TURNED where a spreadsheet seems to have taken 5/7 for 7 May, and left 25/7 as it was typed.
    """

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNSURE = "unsure"
    TURNED = "turned"


def day(
    written: str | date, *, pivot: int = CENTURY_TURNS_AT, order: Order = Order.DAY_FIRST
) -> date:
    """Read a whole day, the day before the month unless told; a year alone is not one."""
    if isinstance(written, date):
        return written.date() if isinstance(written, datetime) else written
    plain = _bare(written)
    try:
        found = _read(plain, pivot, order)
    except ValueError as error:
        raise Refusal("day_impossible", written) from error
    if found is None:
        raise Refusal(_why_no_day(plain), written)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refusal("day_impossible", written)
    return found


def turnable(written: str) -> tuple[int, int] | None:
    """Return the two numbers before the year, of which one is the day and the other the month."""
    match = _YEAR_LAST.fullmatch(_bare(written))
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    return (first, second) if 0 < first <= 31 and 0 < second <= 31 else None  # noqa: PLR2004


def stored(written: str) -> date | None:
    """Return the day of a cell that a spreadsheet keeps as one."""
    match = _ISO.fullmatch(written[: len("2000-01-01")])
    return _likely(*match.groups()) if match else None


def doubt(written: str, order: Order) -> str | None:
    """Name what to tell of a day in a column of such an order, or None where it is plain."""
    if order is Order.DAY_FIRST:
        return None
    if order is Order.TURNED:
        kept = stored(written)
        return "day_maybe_turned" if kept and kept.month != kept.day <= MONTHS else None
    if (numbers := turnable(written)) is None:
        return None
    first, second = numbers
    if first > MONTHS or first == second:
        return None
    if order is Order.MONTH_FIRST or second > MONTHS:
        return "day_month_first"
    return "day_or_month"


def _bare(written: str) -> str:
    """Return the day without what people write round it."""
    plain = clean(written)
    if plain[:1].isdigit() and plain[-1:].isdigit():
        return plain
    return _END.sub("", _BEFORE.sub("", plain, count=1)) or plain


def _read(plain: str, pivot: int, order: Order) -> date | None:
    if match := _ISO.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(plain):
        of_month, month = _in_order(int(match[1]), int(match[2]), order)
        return date(_full_year(match[3], pivot), month, of_month)
    if match := _IN_WORDS.fullmatch(plain):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SERIAL.fullmatch(plain):
        return _SERIAL_ZERO + timedelta(days=int(match[1]))
    if match := _MONTH_NAMED.fullmatch(plain):
        month = int(match[2]) if match[2] else _named_month(match[3])
        return date(_full_year(match[4], pivot), month, int(match[1])) if month else None
    return _run_together(plain) if _RUN_TOGETHER.fullmatch(plain) else None


def _in_order(first: int, second: int, order: Order) -> tuple[int, int]:
    """Return the day and the month; where only one way is possible, a column may have both."""
    if order in {Order.DAY_FIRST, Order.TURNED} or first > MONTHS:
        return first, second
    is_month_first = order is Order.MONTH_FIRST or second > MONTHS
    return (second, first) if is_month_first else (first, second)


def _named_month(word: str) -> int:
    """Return the month an English word names, as spreadsheets write it; else 0."""
    wanted = word.lower()
    found = (place for place, name in enumerate(_MONTHS, start=1) if name.startswith(wanted))
    return next(found, 0)


def _full_year(digits: str, pivot: int) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return 2000 + year if year < pivot else 1900 + year


def _run_together(digits: str) -> date | None:
    """Read 05071986 or 19860705 where only one of the two is a day people live in."""
    readings = [
        (digits[4:], digits[2:4], digits[:2]),
        (digits[:4], digits[4:6], digits[6:]),
    ]
    found = [reading for year, *rest in readings if (reading := _likely(year, *rest))]
    return found[0] if len(found) == 1 else None


def _likely(year: str, month: str, of_month: str) -> date | None:
    try:
        found = date(int(year), int(month), int(of_month))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _why_no_day(plain: str) -> str:
    if not plain:
        return "missing"
    if _YEAR.fullmatch(plain) or _MONTH_AND_YEAR.fullmatch(plain):
        return "day_incomplete"
    return "day_invalid"


@lru_cache(maxsize=4096)  # the same days stand in row after row
def beginning(
    written: str, *, pivot: int = CENTURY_TURNS_AT, order: Order = Order.DAY_FIRST
) -> tuple[date, bool]:
    """Read a day; of a month or year alone take the first day, and say that it was assumed."""
    plain = _bare(written)
    year, month = _year(plain), _month_and_year(plain)
    if year is not None:
        return date(year, 1, 1), True
    if month is not None:
        return date(month[1], month[0] or 1, 1), True
    return day(written, pivot=pivot, order=order), False


@lru_cache(maxsize=4096)
def birth(
    written: str, *, today: date, order: Order = Order.DAY_FIRST
) -> tuple[str, tuple[str, ...]]:
    """Read a birth as it is stored, with a flag where only its year could be kept."""
    plain = _bare(written)
    if not plain[-1:].isdigit() and (solar := _LUNAR.sub("", plain)) != plain:
        stored, _flags = birth(solar, today=today, order=order)
        return stored[:4], ("birth_lunar",)
    year, month = _year(plain), _month_and_year(plain)
    if year is not None:
        return identity.birth(year, today=today, written=written), ()
    if month is not None:
        stored = identity.birth(month[1], today=today, written=written)
        return stored, (("birth_month_dropped",) if month[0] else ())
    whole_day = day(written, pivot=today.year % 100 + 1, order=order)
    typed = (whole_day - _SERIAL_ZERO).days
    if whole_day.year == _YEAR_OF_TYPED_YEARS and typed >= _OLDEST_TYPED_YEAR:
        return identity.birth(typed, today=today, written=written), ("birth_year_in_day",)
    return identity.birth(whole_day, today=today, written=written), ()


def _year(plain: str) -> int | None:
    match = _YEAR.fullmatch(plain)
    return int(match[0]) if match and FIRST_YEAR <= int(match[0]) <= LAST_YEAR else None


def _month_and_year(plain: str) -> tuple[int, int] | None:
    """Read 07/1986, 00/07/1986 or 00/00/1986; an unknown month is 0."""
    match = _MONTH_AND_YEAR.fullmatch(plain)
    if not match or not FIRST_YEAR <= int(match[2]) <= LAST_YEAR or int(match[1]) > MONTHS:
        return None
    return int(match[1]), int(match[2])
