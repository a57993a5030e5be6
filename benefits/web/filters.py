"""How figures and days look to a Vietnamese reader."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from benefits.access.logins import login_told
from benefits.money import dong_text, grouped, millions
from benefits.periods import ONE_DAY, VIETNAM


def day(value: date | None) -> str:
    return "" if value is None else f"{value:%d/%m/%Y}"


def last_day(until: date | None) -> str:
    """Show the day before: what is stored is the first day that is no longer inside."""
    return "" if until is None else day(until - ONE_DAY)


def moment(instant: datetime | date | None) -> str:
    """Say when, or the day alone of what is told no closer."""
    if not isinstance(instant, datetime):
        return day(instant)
    return f"{instant.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def moment_over(instant: datetime | None) -> str:
    """Say by which minute a wait is over: in the minute in which it ends it may still last."""
    if instant is None:
        return ""
    return moment(instant + timedelta(minutes=1) - timedelta(microseconds=1))


def percent(basis_points: int) -> str:
    whole, rest = divmod(basis_points, 100)
    return f"{whole},{rest:02d}".rstrip("0") + "%" if rest else f"{whole}%"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "dong": dong_text,
    "number": grouped,
    "million": millions,
    "day": day,
    "last_day": last_day,
    "moment": moment,
    "moment_over": moment_over,
    "percent": percent,
    "login": login_told,
}
