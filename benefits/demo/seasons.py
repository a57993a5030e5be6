"""When people buy: the year with its Tết, the week, the hours of a day."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from benefits.periods import ONE_DAY, VIETNAM

_TET: Final = (
    date(2023, 1, 22),
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 2),
    date(2031, 1, 23),
    date(2032, 2, 11),
    date(2033, 1, 31),
    date(2034, 2, 19),
    date(2035, 2, 8),
    date(2036, 1, 28),
)
_FIRST_DAYS: Final = {day.year: day for day in _TET}
_BY_WEEKDAY: Final = (0.85, 0.8, 0.85, 0.9, 1.1, 1.4, 1.2)
PAYDAYS: Final = (5, 6, 10, 11, 15)
SHOPPING_BEGINS: Final = 28
"""Days before the first day of the lunar year on which people begin to buy for Tết."""

WHOLE_DAY: Final = (7, 21)
OFFICE: Final = (8, 17)
_LUNCH: Final = (12, 13)


def tet_of(year: int) -> date:
    """Return the first day of the lunar year that begins in a year."""
    return _FIRST_DAYS.get(year, date(year, 2, 5))


def next_tet(day: date) -> date:
    """Return the first Tết that is not before a day."""
    return tet_of(day.year) if day <= tet_of(day.year) else tet_of(day.year + 1)


def tet_fever(day: date) -> float:
    """Tell how much more is bought than on another day: a peak before Tết, then closed shops."""
    before = (next_tet(day) - day).days
    if before <= SHOPPING_BEGINS:
        return 1 + 2.4 * (1 - before / SHOPPING_BEGINS) if before > 1 else 0.25
    since = min((day - tet_of(day.year)).days % 366, 366)
    if since <= 4:  # noqa: PLR2004
        return 0.06
    return 0.6 if since <= 12 else 1.0  # noqa: PLR2004


def busyness(day: date) -> float:
    """Tell how busy a day is against an ordinary one."""
    payday = 1.25 if day.day in PAYDAYS else 1.0
    workers_month = 1.2 if day.month == 5 else 1.0  # noqa: PLR2004 - Tháng Công nhân
    return _BY_WEEKDAY[day.weekday()] * payday * workers_month * tet_fever(day)


def days_between(first: date, after: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((after - first).days)]


def is_working_day(day: date) -> bool:
    return day.isoweekday() <= 5 and tet_fever(day) > 0.1  # noqa: PLR2004


def moment(day: date, hours: tuple[int, int], source: Random) -> datetime:
    """Draw a time of that day within opening hours, most likely mid-morning or after work."""
    opens, closes = hours
    busy = [_hour_weight(hour) for hour in range(opens, closes)]
    [hour] = source.choices(range(opens, closes), busy)
    at = time(hour, source.randrange(60), source.randrange(60))
    return datetime.combine(day, at, VIETNAM)


def _hour_weight(hour: int) -> float:
    if hour in _LUNCH:
        return 0.7
    return {9: 1.3, 10: 1.4, 16: 1.3, 17: 2.0, 18: 2.1, 19: 1.6, 20: 0.9, 7: 0.6}.get(hour, 1.0)


def months_from(day: date, months: int) -> date:
    """Return the first day of the month that is so many months after a day's own."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)


def year_before(day: date) -> date:
    """Return the first day of the twelve months that end before a day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28) + ONE_DAY
