"""What a field of a request may hold: how it is read, and how that is published.

A kind is both, so that the document can never promise what the parser does not keep.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from benefits.agreements import Line
from benefits.money import LARGEST, Dong

Value = TypeVar("Value")

LARGEST_KEY: Final = 2**31 - 1
MOST_PIECES: Final = 10_000
MOST_LINES: Final = 100
MOST_MILLISECONDS: Final = 2**52
LONGEST_TEXT: Final = 500
LONGEST_INVOICE: Final = 40
FIRST_YEAR, LAST_YEAR = 2000, 2200

_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DIGITS: Final = re.compile(r"[0-9]{1,9}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unusable(Exception):
    """What was sent is not of the kind that is needed."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Value]):
    """Turns what was sent into a value of ours, or says why not; `schema` is its JSON Schema."""

    read: Callable[[object], Value]
    schema: Mapping[str, Any]


def text_of(longest: int) -> Kind[str]:
    """Make the kind of a line of text that every database can keep."""

    def read(sent: object) -> str:
        if not isinstance(sent, str) or len(sent) > longest or not sent.strip():
            raise Unusable("text_unreadable", longest=longest)
        line = sent.strip()
        if not line.isprintable() and any(map(_is_control, line)):
            raise Unusable("text_unreadable", longest=longest)
        return line

    return Kind(read, {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"\S"})


def text_or_nothing(longest: int) -> Kind[str]:
    """Make the kind of a line of text that may be blank, as tills send what nobody typed."""
    line = text_of(longest)

    def read(sent: object) -> str:
        return "" if isinstance(sent, str) and not sent.strip() else line.read(sent)

    return Kind(read, {"type": "string", "maxLength": longest})


def whole(least: int, most: int) -> Kind[int]:
    def read(sent: object) -> int:
        if isinstance(sent, float) and sent.is_integer():
            sent = int(sent)  # 200000.0 and 2e5 are whole to JSON, and some languages write so
        if type(sent) is not int:
            raise Unusable("whole_number_needed")
        if not least <= sent <= most:
            raise Unusable("out_of_range", least=least, most=most)
        return sent

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def written_whole(least: int, most: int) -> Kind[int]:
    """Make the kind of a whole number in an address, where everything is text."""
    number = whole(least, most)

    def read(sent: object) -> int:
        is_number = isinstance(sent, str) and _DIGITS.fullmatch(sent)
        return number.read(int(sent) if is_number and isinstance(sent, str) else sent)

    return Kind(read, number.schema)


def one_of(allowed: Collection[str]) -> Kind[str]:
    """Make the kind of a field in which only some words are known."""

    def read(sent: object) -> str:
        if not isinstance(sent, str) or sent not in allowed:
            raise Unusable("choice_unknown", allowed=", ".join(allowed))
        return sent

    return Kind(read, {"type": "string", "enum": [str(each) for each in allowed]})


def _uuid(sent: object) -> UUID:
    if not isinstance(sent, str) or not _UUID.fullmatch(sent):
        code = "uuid_invalid" if isinstance(sent, str) else "text_unreadable"
        raise Unusable(code, longest=LONGEST_TEXT)
    return UUID(sent)


def _instant(sent: object) -> datetime:
    """Take a moment that says its offset: without it, nobody knows which hour is meant."""
    line = text.read(sent).upper()  # t and z are as good as T and Z
    if not _DAY.match(line):  # weeks and days run together are not for everybody to read
        raise Unusable("instant_unreadable")
    try:
        moment = datetime.fromisoformat(line)
        if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise Unusable("instant_unreadable")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unusable("instant_unreadable") from error


def _day(sent: object) -> date:
    line = text.read(sent)
    if not _DAY.fullmatch(line):
        raise Unusable("day_unreadable")
    try:
        found = date.fromisoformat(line)
    except ValueError as error:
        raise Unusable("day_unreadable") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unusable("out_of_range", least=f"{FIRST_YEAR}-01-01", most=f"{LAST_YEAR}-12-31")
    return found


def _lines(sent: object) -> tuple[Line, ...]:
    """Take the groups of products of a bill, each with its amount."""
    if not isinstance(sent, list) or len(sent) > MOST_LINES:
        raise Unusable("lines_unreadable")
    return tuple(map(_line, sent))


def _line(sent: object) -> Line:
    if not isinstance(sent, Mapping) or sent.keys() != {"group", "amount"}:
        raise Unusable("lines_unreadable")
    return Line(text.read(sent["group"]), amount.read(sent["amount"]))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


_dong: Final = whole(0, LARGEST)

text: Final = text_of(LONGEST_TEXT)
invoice: Final = text_or_nothing(LONGEST_INVOICE)
amount: Final[Kind[Dong]] = Kind(lambda sent: Dong(_dong.read(sent)), _dong.schema)
key: Final = whole(1, LARGEST_KEY)
pieces: Final = whole(1, MOST_PIECES)
milliseconds: Final = whole(-MOST_MILLISECONDS, MOST_MILLISECONDS)
uuid: Final = Kind(_uuid, {"type": "string", "format": "uuid", "pattern": f"^{_UUID.pattern}$"})
instant: Final = Kind(_instant, {"type": "string", "format": "date-time"})
day: Final = Kind(_day, {"type": "string", "format": "date"})
lines: Final = Kind(
    _lines,
    {
        "type": "array",
        "maxItems": MOST_LINES,
        "items": {
            "type": "object",
            "properties": {"group": text.schema, "amount": amount.schema},
            "required": ["group", "amount"],
            "additionalProperties": False,
        },
    },
)
