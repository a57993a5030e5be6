"""Days and reporting periods of Việt Nam, always half-open: the first day in, the day after out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from benefits.errors import Invalid

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
LAST_WORKDAY = 5

Cutoff = Literal[1, 15]
"""The day of the month on which a reporting month changes hands."""

CALENDAR: Cutoff = 1
MID_MONTH: Cutoff = 15

_CODE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


@lru_cache(maxsize=1_024)
def day_of(instant: datetime) -> date:
    """Return the day in Việt Nam on which an instant falls."""
    if instant.tzinfo is None:
        raise Invalid("naive_instant", instant=instant.isoformat())
    return instant.astimezone(VIETNAM).date()


def start_of(day: date) -> datetime:
    """Return the instant at which a day begins in Việt Nam, in UTC."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


def instants_of(day: date) -> tuple[datetime, datetime]:
    """Return the first instant of a day and the first one after it."""
    return start_of(day), start_of(day + ONE_DAY)


def after_working_days(day: date, count: int) -> date:
    """Return the working day that comes `count` after a day: Monday to Friday, holidays too.

    Counting holidays as working days promises an answer early rather than late.
    """
    while count:
        day += ONE_DAY
        count -= day.isoweekday() <= LAST_WORKDAY
    return day


class Length(StrEnum):
    """How long the periods are that have codes."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """At least one day: from `first` up to, not including, `after`."""

    first: date
    after: date

    def __post_init__(self) -> None:
        if self.after <= self.first:
            raise Invalid("empty_period", first=self.first, after=self.after)

    @classmethod
    def of_code(cls, code: str, cutoff: int = MID_MONTH) -> "Period":
        """Read `2026-10`, `2026-Q2`, `2026-H1` or `2026`."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise Invalid("unknown_period", period=code)
        try:
            return cls._of_months(*_months_of(match), cutoff)
        except ValueError as error:  # no such month, or beyond the calendar
            raise Invalid("unknown_period", period=code) from error

    @classmethod
    def month(cls, year: int, month: int, cutoff: int = MID_MONTH) -> "Period":
        return cls._of_months(_index(year, month), 1, cutoff)

    @classmethod
    def _of_months(cls, first_month: int, count: int, cutoff: int) -> "Period":
        return cls(_opening(first_month, cutoff), _opening(first_month + count, cutoff))

    @property
    def days(self) -> int:
        return (self.after - self.first).days

    @property
    def last(self) -> date:
        """The last day inside, which is the one that people are shown."""
        return self.after - ONE_DAY

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The first instant inside, and the first one after."""
        return start_of(self.first), start_of(self.after)

    def contains(self, day: date) -> bool:
        return self.first <= day < self.after

    def overlap(self, other: "Period") -> "Period | None":
        first, after = max(self.first, other.first), min(self.after, other.after)
        return Period(first, after) if first < after else None


@dataclass(frozen=True, slots=True)
class Span:
    """When something is valid: from a day, until (not including) another or for good."""

    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise Invalid("empty_span", valid_from=self.valid_from, valid_until=self.valid_until)

    @property
    def last(self) -> date | None:
        return None if self.valid_until is None else self.valid_until - ONE_DAY

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def overlaps(self, other: "Span") -> bool:
        return _in_time(self.valid_from, other) and _in_time(other.valid_from, self)

    def within(self, period: Period) -> Period | None:
        """Return the part of the period in which this is valid."""
        return Period(self.valid_from, self.valid_until or date.max).overlap(period)


def _in_time(day: date, span: Span) -> bool:
    return span.valid_until is None or day < span.valid_until


def length_of(code: str) -> Length | None:
    """Tell what a code stands for; None where it is no period's."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    named = (each for each in (Length.MONTH, Length.QUARTER, Length.HALF) if match[each.value])
    return next(named, Length.YEAR)


def code_of_month(day: date, cutoff: int = MID_MONTH) -> str:
    """Return the code of the reporting month a day belongs to, named for where it ends."""
    year, month = divmod(_month_of(day, cutoff), 12)
    return f"{year:04d}-{month + 1:02d}"


def months_touching(period: Period, cutoff: int = MID_MONTH) -> list[tuple[str, Period]]:
    """Cut a period where reporting months change; the parts make up exactly the period."""
    return list(_parts(period, cutoff))


def _parts(period: Period, cutoff: int) -> Iterator[tuple[str, Period]]:
    first = period.first
    while first < period.after:
        after = min(_opening(_month_of(first, cutoff) + 1, cutoff), period.after)
        yield code_of_month(first, cutoff), Period(first, after)
        first = after


def _months_of(match: re.Match[str]) -> tuple[int, int]:
    """Return the first month of the period a code names, and how many there are."""
    year = int(match["year"])
    if match["month"]:
        return _index(year, int(match["month"])), 1
    if match["quarter"]:
        return _index(year, 3 * int(match["quarter"]) - 2), 3
    if match["half"]:
        return _index(year, 6 * int(match["half"]) - 5), 6
    return _index(year, 1), 12


def _index(year: int, month: int) -> int:
    """Return a number for the month, so that the one after December is nothing special."""
    date(year, month, 1)  # says so when there is no such month
    return year * 12 + month - 1


def _month_of(day: date, cutoff: int) -> int:
    this_month = _index(day.year, day.month)
    return this_month + 1 if cutoff > CALENDAR and day.day >= cutoff else this_month


def _opening(month_index: int, cutoff: int) -> date:
    """Return the first day of a reporting month: with a cut-off, in the month before."""
    if cutoff not in (CALENDAR, MID_MONTH):
        raise Invalid("unknown_cutoff", cutoff=cutoff)
    year, month = divmod(month_index if cutoff == CALENDAR else month_index - 1, 12)
    return date(year, month + 1, cutoff)
