"""Units of which the last report is past its hour and not yet said to be sent."""

from datetime import date

from sqlalchemy import ColumnElement, Date, String, case, cast, exists, false, literal

from benefits.access import AccountRole
from benefits.access.roles import was_ever_held
from benefits.desk.homepage.looked_after import is_looked_after
from benefits.organization import Level, Organization
from benefits.periods import Period, day_of, start_of
from benefits.reports.due import Due, due_now
from benefits.reports.sending import said_sent
from benefits.web import current


def code() -> str:
    """The period of which every level's report is, or was, asked for last."""
    return due_now(Level.TINH, day_of(current.now())).code


def is_owed() -> ColumnElement[bool]:
    """Tell of units whether the hour of their level is past and nobody said the report was sent.

    As with the reminder, units that had no officer by then were not asked.
    """
    late = _late()
    return _was_asked(late) & ~is_said_sent() if late else false()


def is_of_nobody() -> ColumnElement[bool]:
    """Tell of units whether that hour is past, and they had no officer by then who could say so.

    A bộ phận that its CĐCS looks after is not meant: what it did stands in the CĐCS's report.
    """
    late = _late()
    if not late:
        return false()
    due = Organization.level.in_([level for level, _day in late])
    is_part = is_looked_after(day_of(current.now()))
    return due & ~_was_asked(late) & ~is_said_sent() & ~is_part


def is_past(level: Level) -> bool:
    return due_now(level, day_of(current.now())).is_past(current.now())


def _late() -> list[tuple[Level, Due]]:
    """Give the levels whose hour is past."""
    now = current.now()
    dues = ((level, due_now(level, day_of(now))) for level in Level)
    return [(level, due) for level, due in dues if due.is_past(now)]


def _was_asked(late: list[tuple[Level, Due]]) -> ColumnElement[bool]:
    """Tell of units whether they had an officer on the day their report was due, or before."""
    days = case(*((Organization.level == level, _day(due)) for level, due in late))
    return exists().where(
        AccountRole.organization_id == Organization.id,
        was_ever_held(),
        AccountRole.valid_from <= days,
    )


def is_said_sent() -> ColumnElement[bool]:
    over = start_of(Period.of_code(code()).after)
    return cast(Organization.id, String).in_(said_sent(code(), over))


def _day(due: Due) -> ColumnElement[date]:
    return literal(day_of(due.at), Date)
