"""What a member wants instead of what is stored, read as the register keeps it."""

from datetime import date
from typing import Final

from benefits.errors import Refusal
from benefits.members import identity
from benefits.members.names import clean, words

LONGEST: Final = 500


def name(written: str, _today: date) -> str:
    plain = clean(written)
    if not words(plain) or any(letter.isdigit() for letter in plain):
        raise Refusal("name_invalid", written)
    return plain[:LONGEST]


def birth(written: str, today: date) -> str:
    """Read a day as 05/10/1990 or 1990-10-05, or a year alone."""
    plain = clean(written)
    if plain.isdecimal() and len(plain) == len("1990"):
        return identity.birth(int(plain), today=today, written=written)
    parts = [part for part in plain.replace("-", "/").replace(".", "/").split("/") if part]
    numbers = [int(part) for part in parts if part.isdecimal() and part.isascii()]
    if len(numbers) != 3 or len(parts) != 3:  # noqa: PLR2004 - a day, a month, a year
        raise Refusal("birth_unreadable", written)
    if len(parts[0]) == len("1990"):
        numbers.reverse()
    try:
        day = date(numbers[2], numbers[1], numbers[0])
    except ValueError as error:
        raise Refusal("birth_no_such_day", written) from error
    return identity.birth(day, today=today, written=written)


def phone(written: str, _today: date) -> str:
    return identity.phone(written).number


def anything(written: str, _today: date) -> str:
    plain = clean(written)[:LONGEST]
    if not plain:
        raise Refusal("correction_empty", written)
    return plain
