"""Cells as files of columns have them: read into plain JSON values, and written back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from benefits.errors import Refusal
from benefits.exchange import values
from benefits.periods import VIETNAM

text = values.text


def code(cell: str) -> str:
    """Read an identifier: kept as written but for the white space around it."""
    return values.text(cell, longest=200)


def day(cell: str) -> str:
    return values.day(cell).isoformat()


def instant(cell: str) -> str:
    return values.instant(cell).isoformat()


def dong(cell: str) -> int:
    return int(values.dong(cell))


def whole(cell: str) -> int:
    return values.whole(cell)


def uuid(cell: str) -> str:
    """Read a UUID in any spelling; kept in the usual one."""
    plain = values.required(cell)
    try:
        return str(UUID(plain))
    except ValueError as error:
        raise Refusal("uuid_invalid", cell) from error


def latitude(cell: str) -> float:
    return values.degrees(cell, limit=90)


def longitude(cell: str) -> float:
    return values.degrees(cell, limit=180)


def one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    """Make a reader of an enum's values."""
    choices: Mapping[str, str] = {member.value: member.value for member in kind}

    def read(cell: str) -> str:
        return values.choice(cell, choices)

    return read


def flag(cell: str) -> bool:
    return values.flag(cell)


def codes(cell: str) -> list[str]:
    """Read several codes separated by `;`."""
    return [part.strip() for part in values.text(cell).split(";") if part.strip()]


def as_day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def as_instant(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None


def written_flag(said: bool | None) -> str:
    """Write a yes or a no; what nobody said stays empty."""
    return "" if said is None else str(int(said))


def written_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def written_instant(instant: datetime | None) -> str:
    """Write with the offset of Việt Nam, so that a reader sees the day it belongs to."""
    return instant.astimezone(VIETNAM).isoformat() if instant else ""
