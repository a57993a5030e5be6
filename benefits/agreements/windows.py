"""On which days and at which hours an offer may be used, by the clock of Việt Nam."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from benefits.agreements.fields import Fields
from benefits.periods import ONE_DAY, VIETNAM

DAY_LENGTH = 24 * 60
WEEK_LENGTH = 7
_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])")


class Pause(NamedTuple):
    """An offer is not used for now: until a day, or any more; then it runs until it is `over`."""

    until: date | None
    over: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Minutes of a day, on some weekdays (1 is Monday, none is all), within some days.

    One that closes no later than it opens runs past midnight and belongs to the day it opens on.
    """

    weekdays: tuple[int, ...] = ()
    opens: int = 0
    closes: int = DAY_LENGTH
    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, at: datetime) -> bool:
        local = at.astimezone(VIETNAM)
        today, minute = local.date(), local.hour * 60 + local.minute
        if self._opens_on(today) and self.opens <= minute < self._closing:
            return True
        return self._opens_on(today - ONE_DAY) and minute + DAY_LENGTH < self._closing

    def next_opening(self, at: datetime) -> datetime | None:
        """Return when this next opens after an instant, in Vietnamese time."""
        today = at.astimezone(VIETNAM).date()
        first = max(today, self.valid_from or today)
        for day in (first + timedelta(days=ahead) for ahead in range(WEEK_LENGTH + 1)):
            opening = datetime.combine(day, _clock(self.opens), VIETNAM)
            if opening > at and self._opens_on(day):
                return opening
        return None

    @property
    def _closing(self) -> int:
        return self.closes if self.closes > self.opens else self.closes + DAY_LENGTH

    def spans(self, day: date) -> bool:
        """Tell whether a day is among its days, whichever weekday it is."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def _opens_on(self, day: date) -> bool:
        return self.spans(day) and (not self.weekdays or day.isoweekday() in self.weekdays)

    @classmethod
    def read(cls, fields: Fields) -> "Window":
        opens, closes = _minute_read(fields, "from", 0), _minute_read(fields, "until", DAY_LENGTH)
        if opens == closes:
            fields.refuse("until", "empty_span")
        first, after = fields.day("valid_from"), fields.day("valid_until")
        if first and after and after <= first:
            fields.refuse("valid_until", "empty_span")
        return cls(
            weekdays=_weekdays_read(fields),
            opens=opens,
            closes=closes,
            valid_from=first,
            valid_until=after,
        )

    def to_json(self) -> dict[str, Any]:
        """Write only what narrows the window."""
        every = {
            "weekdays": list(self.weekdays),
            "from": _text(self.opens) if self.opens else None,
            "until": _text(self.closes) if self.closes != DAY_LENGTH else None,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
        }
        return {name: value for name, value in every.items() if value}


def is_open(windows: Sequence[Window], at: datetime) -> bool:
    """Tell whether any window covers an instant; no windows at all means always."""
    return not windows or any(window.covers(at) for window in windows)


def next_opening(windows: Sequence[Window], at: datetime) -> datetime | None:
    openings = [window.next_opening(at) for window in windows]
    return min((opening for opening in openings if opening), default=None)


def pause_at(
    windows: Sequence[Window], at: datetime, closes_on: date | None = None
) -> Pause | None:
    """Tell whether an offer that runs is between the days it is used in, and until which.

    Weekdays and hours make no pause: they come round again within the week. What would open only
    after the offer closes opens no more.
    """
    today = at.astimezone(VIETNAM).date()
    if not windows or any(window.spans(today) for window in windows):
        return None
    opening = next_opening(windows, at)
    if opening is None or (closes_on is not None and closes_on <= opening.date()):
        return Pause(None)
    days = [window.valid_until for window in windows if window.next_opening(at) == opening]
    return Pause(opening.date(), _over(days, closes_on))


def _over(days: Sequence[date | None], closes_on: date | None) -> date | None:
    """Return when the last of some windows is over, or the offer if it closes before that."""
    known = [day for day in days if day is not None]
    last = max(known) if len(known) == len(days) else None
    return min((day for day in (last, closes_on) if day is not None), default=None)


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))


def _text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute_read(fields: Fields, name: str, default: int) -> int:
    value = fields.raw(name)
    if value is None:
        return default
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    minute = int(match[1]) * 60 + int(match[2]) if match else DAY_LENGTH + 1
    if minute > DAY_LENGTH or (name == "from" and minute == DAY_LENGTH):
        fields.refuse(name, "not_a_time")
        return default
    return minute


def _weekdays_read(fields: Fields) -> tuple[int, ...]:
    value = fields.raw("weekdays")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(
        type(day) is int and 1 <= day <= WEEK_LENGTH for day in value
    ):
        fields.refuse("weekdays", "not_weekdays")
        return ()
    return tuple(sorted(set(value)))
