"""Where somebody stays whose row names no unit.

What a list is given for stands in for a unit that its rows do not name. That is enough to take
somebody in, but it takes nobody out of the unit that a span has had from its first day on; and a
list given for a unit above all base unions takes nobody out of theirs.
"""

from collections.abc import Sequence
from datetime import date

from benefits.exchange import cells
from benefits.exchange.kinds.units import Units
from benefits.exchange.outcome import Row
from benefits.members import Membership
from benefits.members.onward import span_on
from benefits.periods import ONE_DAY


def stays_in(row: Row, spans: Sequence[Membership], units: Units, today: date) -> int | None:
    """Return the unit in which a row leaves somebody; None where it may say another."""
    if not spans or units.is_named(row):
        return None
    began, until = (cells.as_day(row.values.get(name)) for name in ("from", "until"))
    for span in spans:
        if span.valid_from == began:
            return span.organization_id
    if not units.is_above:
        return None
    day = began or (until - ONE_DAY if until else today)
    there = span_on(spans, day)
    return None if there is None else there.organization_id
