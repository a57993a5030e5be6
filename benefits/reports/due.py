"""When a month's report is due: the lower a unit stands, the earlier, for others wait for it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final, NamedTuple

from benefits.organization import Level
from benefits.periods import MID_MONTH, VIETNAM, Cutoff, Period, code_of_month

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
REMINDED_UNTIL: Final = 20


class Due(NamedTuple):
    """A period that has closed, and the instant by which its report is awaited."""

    code: str
    at: datetime

    def is_past(self, now: datetime) -> bool:
        return now > self.at


def due_now(level: Level, day: date, cutoff: Cutoff = MID_MONTH) -> Due | None:
    """Return the report a unit has to send these days: from the cut-off until others moved on."""
    closed = Period.of_code(code_of_month(day, cutoff), cutoff).first
    if (day.year, day.month) != (closed.year, closed.month) or day.day >= REMINDED_UNTIL:
        return None
    before = date.fromordinal(closed.toordinal() - 1)
    at = datetime.combine(day.replace(day=DAYS[level]), HOUR, VIETNAM)
    return Due(code_of_month(before, cutoff), at)
