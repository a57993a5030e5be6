"""What tells one person from another: telephone, identity paper, birth; read as people write them.

Spreadsheets eat leading zeros. What can be restored for certain is restored and flagged; digits
that are gone are refused.
"""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from benefits.errors import Refusal
from benefits.members.names import clean

_REGION = "VN"
_PREFIXES_OF_2018 = {
    **{f"12{old}": new for old, new in zip("01268", ("70", "79", "77", "76", "78"), strict=True)},
    **{f"12{old}": new for old, new in zip("34579", ("83", "84", "85", "81", "82"), strict=True)},
    **{f"16{last}": f"3{last}" for last in "23456789"},
    "186": "56",
    "188": "58",
    "199": "59",
}
_MOBILE = re.compile(r"0(?:3[2-9]|7[06-9]|8[1-8]|9[0-8])[0-9]{7}")
_MOBILES = re.compile(rf"(?:{_MOBILE.pattern}\n)+")
_OLD_MOBILE = re.compile(r"(?:\+?84|0)?(1(?:2[0-9]|6[2-9]|86|88|99))([0-9]{7})")
_PHONE_FILLING = re.compile(r"[\s.\-()_]")
_PHONE_END = re.compile(r"[/;,\n]|\svà\s|\s-\s")

_PAPER_FILLING = re.compile(r"[\s.\-']")
_NUMBER_IN_SHORT = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_ROUNDED_AWAY = re.compile(r"[1-9][0-9]{2}0{8,9}")  # 1.23E+11, written out again
_WHOLE_CCCD = re.compile("0[0-9]{11}")
_WHOLE_CCCDS = re.compile(rf"(?:{_WHOLE_CCCD.pattern}\n)+")
_PASSPORT = re.compile(r"(?=.*[A-Z])(?=.*[0-9]{4})[A-Z0-9]{6,12}")
_PROVINCES_WITH_00 = "12468"  # 001 Hà Nội, 002, 004, 006, 008: a spreadsheet drops two zeros

FIRST_BIRTH_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number in E.164, and what had to be done to it."""

    number: str
    flags: tuple[str, ...] = ()


class Paper(StrEnum):
    CCCD = "cccd"
    CMND = "cmnd"
    PASSPORT = "passport"


class CitizenId(NamedTuple):
    """The number of an identity paper; only its hash and its end are ever stored."""

    number: str
    paper: Paper
    flags: tuple[str, ...] = ()

    @property
    def last4(self) -> str:
        return self.number[-4:]

    def hashed(self, key: bytes) -> str:
        """Return the keyed hash under which the same person is found again."""
        begun = _begun(key).copy()
        begun.update(self.number.encode())
        return begun.hexdigest()

    def __repr__(self) -> str:
        return f"CitizenId(…{self.last4})"


@lru_cache(maxsize=4)
def _begun(key: bytes) -> hmac.HMAC:
    """Begin to hash what every number is hashed with; each goes on from a copy."""
    return hmac.new(key, b"citizen-id:", "sha256")


def mobile(text: str) -> str | None:
    """Return a mobile number in E.164 where it is written the usual way."""
    return "+84" + text[1:] if _MOBILE.fullmatch(text) else None


def mobiles(texts: Sequence[str]) -> list[str] | None:
    """Return mobile numbers in E.164, or None where not all are written the usual way."""
    if not _MOBILES.fullmatch("\n".join((*texts, ""))):
        return None
    return ["+84" + text[1:] for text in texts]


def phone(text: str) -> Phone:
    """Read a telephone number; the first of several, a lost 0 and an old prefix are flagged."""
    if usual := mobile(text):
        return Phone(usual)
    plain = clean(text)
    if _NUMBER_IN_SHORT.fullmatch(plain):
        raise Refusal("digits_lost", text)
    first, *others = [part for part in _PHONE_END.split(plain) if part.strip()] or [""]
    digits = _PHONE_FILLING.sub("", first)
    several = ("phone_first_of_several",) if others else ()
    if _MOBILE.fullmatch(digits):
        return Phone("+84" + digits[1:], several)
    if old := _OLD_MOBILE.fullmatch(digits):
        number = "+84" + _PREFIXES_OF_2018[old[1]] + old[2]
        return Phone(number, (*several, "phone_prefix_converted"))
    return Phone(_in_e164(digits, text), several + _zero_flag(digits))


def _zero_flag(digits: str) -> tuple[str, ...]:
    return () if digits.startswith(("0", "+", "84")) else ("phone_zero_restored",)


def _in_e164(digits: str, text: str) -> str:
    if not re.fullmatch(r"\+?[0-9]{8,15}", digits):
        raise Refusal("phone_invalid", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("84") and len(digits) > 10:  # noqa: PLR2004
        digits = "+" + digits
    try:
        number = phonenumbers.parse(digits, _REGION)
    except phonenumbers.NumberParseException as error:
        raise Refusal("phone_invalid", text) from error
    if not phonenumbers.is_valid_number(number):
        raise Refusal("phone_invalid", text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def citizen_id(text: str) -> CitizenId:
    """Read a CCCD, CMND or passport number, with the zeros a spreadsheet has dropped."""
    if _WHOLE_CCCD.fullmatch(text):
        return CitizenId(text, Paper.CCCD)
    number = _PAPER_FILLING.sub("", clean(text)).upper()
    if _NUMBER_IN_SHORT.fullmatch(clean(text)) or _ROUNDED_AWAY.fullmatch(number):
        raise Refusal("digits_lost", text)
    if re.fullmatch("[0-9]+", number):
        return _national(number, text)
    if _PASSPORT.fullmatch(number):
        return CitizenId(number, Paper.PASSPORT)
    raise Refusal("citizen_id_invalid", text)


def whole_papers(texts: Sequence[str]) -> list[CitizenId] | None:
    """Return CCCD numbers, or None where not all are written out as such."""
    if not _WHOLE_CCCDS.fullmatch("\n".join((*texts, ""))):
        return None
    return [CitizenId(text, Paper.CCCD) for text in texts]


def _national(digits: str, text: str) -> CitizenId:
    restored = ("citizen_id_zero_restored",)
    match len(digits):
        case 12:
            return CitizenId(digits, Paper.CCCD)
        case 11:
            return CitizenId("0" + digits, Paper.CCCD, restored)
        case 10 if digits[0] in _PROVINCES_WITH_00:
            return CitizenId("00" + digits, Paper.CCCD, restored)
        case 9:
            return CitizenId(digits, Paper.CMND)
        case 8:
            return CitizenId("0" + digits, Paper.CMND, restored)
    raise Refusal("citizen_id_length", text, digits=len(digits))


def birth(value: date | int, *, today: date, written: str = "") -> str:
    """Return a birth as it is stored: `YYYY-MM-DD`, or `YYYY` where only the year is known."""
    year = value if isinstance(value, int) else value.year
    is_day_to_come = isinstance(value, date) and value > today
    if not FIRST_BIRTH_YEAR <= year <= today.year or is_day_to_come:
        raise Refusal("birth_impossible", written or str(value))
    return str(value)
