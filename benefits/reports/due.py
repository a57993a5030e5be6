"""When a month's report is due: the lower a unit stands, the earlier, for others wait for it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final, NamedTuple

from benefits.organization import Level
from benefits.periods import MID_MONTH, ONE_DAY, VIETNAM, Cutoff, Period, code_of_month

# By the end of the 19th, since "before the 20th" is what the highest level asks for.
DAYS: Final[Mapping[Level, int]] = {
    Level.BO_PHAN: 16,
    Level.CO_SO: 16,
    Level.CAP_TREN: 18,
    Level.NGANH: 19,
    Level.TINH: 19,
    Level.TONG_LIEN_DOAN: 19,
}
HOUR: Final = time(17)


class Due(NamedTuple):
    """A period that has closed, and the instant by which its report is awaited."""

    code: str
    at: datetime

    def is_past(self, now: datetime) -> bool:
        return now > self.at


def due_now(level: Level, day: date, cutoff: Cutoff = MID_MONTH) -> Due:
    """Return the last report a unit had to send: a cut-off closes a period until the next does."""
    closed = Period.of_code(code_of_month(day, cutoff), cutoff).first
    at = datetime.combine(closed.replace(day=DAYS[level]), HOUR, VIETNAM)
    return Due(code_of_month(closed - ONE_DAY, cutoff), at)
