"""Naming the unit of a use where that would not tell whose use it was."""

from collections.abc import Collection
from datetime import date

from benefits import figures, organization
from benefits.desk import naming, scope
from benefits.figures import Question, Row
from benefits.organization import Level, Organization
from benefits.periods import ONE_DAY, Period, day_of
from benefits.web import current


def names_of(uses: Collection[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """Name the unit of some uses, each a unit and a day; of a small part, the one above it."""
    session, now = current.session(), current.now()
    under = figures.told_under(session, uses, now)
    names = organization.names_on(session, set(under.values()), day_of(now))
    return {use: names.get(unit, "") for use, unit in under.items()}


def own_are_few(first: date, last: date) -> bool:
    """Tell whether the uses of the officer's own unit are told by the unit above it alone."""
    session, own = current.session(), scope.organization_id()
    if last < first or session.get_one(Organization, own).level is not Level.BO_PHAN:
        return False
    days, now = Period(first, last + ONE_DAY), current.now()
    return figures.list_few(session, figures.days_below(session, days, now, own), days, now)


def counted(question: Question) -> Row | None:
    """Count what the officer's unit used of one partner, outlet or agreement, if it is told."""
    session = current.session()
    if not naming.may_name() and figures.are_few(session, question):
        return None
    [row] = figures.ask(session, question).rows
    return row
