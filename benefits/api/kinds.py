"""What a field of a request may hold: each kind turns it into a value of ours, or says why not."""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Final, TypeVar
from uuid import UUID

from benefits.agreements import Line
from benefits.money import LARGEST, Dong

Value = TypeVar("Value")
Kind = Callable[[object], Value]

LARGEST_KEY: Final = 2**31 - 1
MOST_PIECES: Final = 10_000
MOST_LINES: Final = 100
LONGEST_TEXT: Final = 500
FIRST_YEAR, LAST_YEAR = 2000, 2200


class Unusable(Exception):
    """What was sent is not of the kind that is needed."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(code)


def text(sent: object, longest: int = LONGEST_TEXT) -> str:
    """Take a line of text that every database can keep."""
    if not isinstance(sent, str) or not 0 < len(sent.strip()) <= longest:
        raise Unusable("text_unreadable", longest=longest)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in sent.strip()):
        raise Unusable("text_unreadable", longest=longest)
    return sent.strip()


def invoice(sent: object) -> str:
    return text(sent, longest=40)


def amount(sent: object) -> Dong:
    return Dong(_whole(sent, 0, LARGEST))


def key(sent: object) -> int:
    return _whole(sent, 1, LARGEST_KEY)


def pieces(sent: object) -> int:
    return _whole(sent, 1, MOST_PIECES)


def milliseconds(sent: object) -> int:
    return _whole(sent, -(2**52), 2**52)


def uuid(sent: object) -> UUID:
    try:
        return UUID(text(sent))
    except ValueError as error:
        raise Unusable("uuid_invalid") from error


def instant(sent: object) -> datetime:
    """Take a moment that says its offset: without it, nobody knows which hour is meant."""
    try:
        moment = datetime.fromisoformat(text(sent))
        if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise Unusable("instant_unreadable")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unusable("instant_unreadable") from error


def day(sent: object) -> date:
    try:
        found = date.fromisoformat(text(sent))
    except ValueError as error:
        raise Unusable("day_unreadable") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unusable("out_of_range", least=f"{FIRST_YEAR}-01-01", most=f"{LAST_YEAR}-12-31")
    return found


def one_of(allowed: Collection[str]) -> Kind[str]:
    """Make the kind of a field in which only some words are known."""

    def choose(sent: object) -> str:
        if sent not in allowed or not isinstance(sent, str):
            raise Unusable("choice_unknown", allowed=", ".join(allowed))
        return sent

    return choose


def lines(sent: object) -> tuple[Line, ...]:
    """Take the groups of products of a bill, each with its amount."""
    if not isinstance(sent, list) or len(sent) > MOST_LINES:
        raise Unusable("lines_unreadable")
    return tuple(_line(each) for each in sent)


def _line(sent: object) -> Line:
    if not isinstance(sent, Mapping) or sent.keys() != {"group", "amount"}:
        raise Unusable("lines_unreadable")
    return Line(text(sent["group"]), amount(sent["amount"]))


def _whole(sent: object, least: int, most: int) -> int:
    if not isinstance(sent, int) or isinstance(sent, bool):
        raise Unusable("whole_number_needed")
    if not least <= sent <= most:
        raise Unusable("out_of_range", least=least, most=most)
    return sent
