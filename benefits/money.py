"""Việt Nam đồng: whole numbers, never floats, and how people write and say them."""

import re
import unicodedata
from typing import NewType

Dong = NewType("Dong", int)

BASIS_POINTS = 10_000
MILLION = 1_000_000
BILLION = 1_000_000_000
NOTHING = Dong(0)
LARGEST = 10**15  # a thousand trillion: more than this is a slip of the finger
MINUS = "−"
NO_BREAK_SPACE = "\u00a0"


def share_of(amount: int, basis_points: int) -> Dong:
    """Return the part of amount, rounded down so that nobody is promised a fraction."""
    return Dong(amount * basis_points // BASIS_POINTS)


def grouped(number: int) -> str:
    """Write a whole number the Vietnamese way: 1.250.000."""
    digits = f"{abs(number):,}".replace(",", ".")
    return MINUS + digits if number < 0 else digits


def dong_text(amount: int) -> str:
    return f"{grouped(amount)}{NO_BREAK_SPACE}₫"


def millions(amount: int, decimals: int = 3) -> str:
    """Write exact đồng in triệu đồng, rounded half up once, never turning something into 0."""
    unit = 10 ** (6 - decimals)
    rounded = (abs(amount) + unit // 2) // unit
    sign = MINUS if amount < 0 else ""
    if amount and not rounded:
        least = _with_comma(1, decimals)
        return f"> {MINUS}{least}" if amount < 0 else f"< {least}"
    return sign + _with_comma(rounded, decimals)


def _with_comma(scaled: int, decimals: int) -> str:
    whole, rest = divmod(scaled, 10**decimals)
    fraction = f"{rest:0{decimals}d}".rstrip("0") if rest else ""
    return f"{grouped(whole)},{fraction}" if fraction else grouped(whole)


DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TEN = {5: "lăm"}
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}


def read_aloud(amount: int) -> str:
    """Say an amount in words, so that a missing zero is heard before it is recorded."""
    words = _number_words(abs(amount)) or [DIGITS[0]]
    return " ".join([*(["âm"] if amount < 0 else []), *words, "đồng"])


def _number_words(number: int, *, continues: bool = False) -> list[str]:
    billions, rest = divmod(number, BILLION)
    words = [*_number_words(billions, continues=continues), "tỷ"] if billions else []
    for size, name in ((MILLION, "triệu"), (1_000, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += _group_words(group, full=bool(words) or continues) + ([name] if name else [])
    return words


def _group_words(group: int, *, full: bool) -> list[str]:
    """Say up to three digits; a group after another one says its missing hundreds too."""
    hundreds, below = divmod(group, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    return words + _two_digit_words(below, after_hundreds=bool(words))


def _two_digit_words(below: int, *, after_hundreds: bool) -> list[str]:
    tens, ones = divmod(below, 10)
    if not tens:
        return [*(["linh"] if after_hundreds else []), DIGITS[ones]] if ones else []
    if tens == 1:
        return ["mười", *([AFTER_TEN.get(ones, DIGITS[ones])] if ones else [])]
    return [DIGITS[tens], "mươi", *([AFTER_TENS.get(ones, DIGITS[ones])] if ones else [])]


UNITS = {
    "k": 1_000,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "tr": MILLION,
    "triệu": MILLION,
    "tỷ": BILLION,
    "tỉ": BILLION,
}
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_SCALED = re.compile(
    rf"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]{{1,2}}))? ?(?P<unit>{'|'.join(UNITS)})"
)
_SPOKEN = re.compile(r"(?P<whole>[0-9]+) ?(?P<unit>tr|triệu|tỷ|tỉ) ?(?P<part>[0-9]{1,3})")
_CURRENCY = re.compile(r" ?(?:₫|đồng|đ|vnđ|vnd)$")
_BLANKS = re.compile(r"\s+")


def parse_dong(text: str) -> Dong | None:
    """Read an amount as people type it; what could mean two things means nothing."""
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip().lower()
    plain = _CURRENCY.sub("", plain)
    if _WHOLE.fullmatch(plain):
        amount = int(re.sub("[., ]", "", plain))
    elif match := _SCALED.fullmatch(plain) or _SPOKEN.fullmatch(plain):
        part = match["part"] or ""
        scale = UNITS[match["unit"]]
        amount = int(match["whole"]) * scale + int(part or 0) * scale // 10 ** len(part)
    else:
        return None
    return Dong(amount) if amount <= LARGEST else None
