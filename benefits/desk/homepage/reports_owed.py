"""Units of which the last report is past its hour and not yet said to be sent."""

from datetime import date

from sqlalchemy import ColumnElement, Date, String, case, cast, exists, false, literal

from benefits.access import AccountRole
from benefits.access.roles import was_ever_held
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
    now = current.now()
    dues = {level: due_now(level, day_of(now)) for level in Level}
    late = [
        (Organization.level == level, _day(due)) for level, due in dues.items() if due.is_past(now)
    ]
    if not late:
        return false()
    was_asked = exists().where(
        AccountRole.organization_id == Organization.id,
        was_ever_held(),
        AccountRole.valid_from <= case(*late),
    )
    return was_asked & ~is_said_sent()


def is_said_sent() -> ColumnElement[bool]:
    over = start_of(Period.of_code(code()).after)
    return cast(Organization.id, String).in_(said_sent(code(), over))


def _day(due: Due) -> ColumnElement[date]:
    return literal(day_of(due.at), Date)
