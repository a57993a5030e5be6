"""Cells of a file, read as people write them: each parser returns a value or says why not."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar

from benefits import money
from benefits.errors import Refusal
from benefits.exchange.days import birth, day
from benefits.members.names import clean, folded
from benefits.money import Dong

__all__ = [
    "Refusal",
    "birth",
    "choice",
    "day",
    "degrees",
    "dong",
    "flag",
    "instant",
    "optional",
    "percent",
    "required",
    "text",
    "whole",
]

Value = TypeVar("Value")

LONGEST_TEXT = 2000
_CELL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|#+)")
_YES = frozenset({"x", "co", "1", "true", "yes", "y", "dung", "✓", "✔", "v"})
_NO = frozenset({"", "khong", "0", "false", "no", "n", "sai", "-"})
_EMPTY_FRACTION = re.compile(r"([0-9]{4,})[.,]0{1,2}")
_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_WHOLE_PERCENT = 10_000
_folded = lru_cache(maxsize=1024)(folded)  # the same few words stand in every row


def text(cell: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return the cell cleaned; a spreadsheet's error is no text."""
    plain = clean(cell)
    if plain.startswith("#") and _CELL_ERROR.fullmatch(plain):
        raise Refusal("cell_error", cell)
    if len(plain) > longest:
        raise Refusal("too_long", cell, longest=longest)
    return plain


def required(cell: str) -> str:
    plain = text(cell)
    if not plain:
        raise Refusal("missing", cell)
    return plain


def optional(parse: Callable[[str], Value], cell: str) -> Value | None:
    """Read a cell that may be empty."""
    return parse(cell) if clean(cell) else None


def instant(cell: str) -> datetime:
    """Read ISO 8601 with its offset: a time without one could be anybody's."""
    plain = required(cell)
    try:
        moment = datetime.fromisoformat(plain)
        if moment.tzinfo is None:
            raise Refusal("instant_needs_offset", cell)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal("instant_invalid", cell) from error


def dong(cell: str) -> Dong:
    plain = required(cell)
    if plain.startswith(("-", money.MINUS)):
        raise Refusal("dong_negative", cell)
    if bare := _EMPTY_FRACTION.fullmatch(plain):
        plain = bare[1]
    amount = money.parse_dong(plain)
    if amount is None:
        raise Refusal("dong_invalid", cell)
    return amount


def percent(cell: str) -> int:
    """Read `7`, `7.5` or `7,5` as basis points.

    Spreadsheets hand over 7 % as 0.07, so less than one per cent must carry its sign.
    """
    plain = required(cell)
    number = plain.removesuffix("%").rstrip()
    if not _PERCENT.fullmatch(number):
        raise Refusal("percent_invalid", cell)
    points = int(Decimal(number.replace(",", ".")) * 100)
    if not 0 < points <= _WHOLE_PERCENT:
        raise Refusal("percent_out_of_range", cell)
    if points < 100 and not plain.endswith("%"):  # noqa: PLR2004
        raise Refusal("percent_below_one", cell)
    return points


def whole(cell: str, *, least: int = 0) -> int:
    plain = required(cell)
    if not re.fullmatch(r"-?[0-9]{1,15}", plain):
        raise Refusal("whole_invalid", cell)
    if int(plain) < least:
        raise Refusal("whole_too_small", cell, least=least)
    return int(plain)


def degrees(cell: str, *, limit: int) -> float:
    """Read a latitude (limit 90) or longitude (limit 180)."""
    plain = required(cell)
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise Refusal("degrees_invalid", cell) from error
    if not number.is_finite() or abs(number) > limit:
        raise Refusal("degrees_invalid", cell)
    return float(number)


def flag(cell: str) -> bool:
    """Read a tick or a yes; an empty cell is a no."""
    plain = folded(text(cell))
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise Refusal("flag_invalid", cell)


def choice(cell: str, choices: Mapping[str, Value]) -> Value:
    """Read one of the words allowed, whatever its accents and capitals."""
    plain = required(cell)
    if plain in choices:
        return choices[plain]
    wanted = _folded(plain)
    for word, value in choices.items():
        if _folded(word) == wanted:
            return value
    raise Refusal("choice_unknown", cell, allowed=", ".join(choices))
