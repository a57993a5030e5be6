"""How an agreement stands on a day: nobody sets it, it follows from its days."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from benefits.agreements.models import Agreement
from benefits.agreements.offerings import earlier


class State(StrEnum):
    DRAFT = "draft"
    COMING = "coming"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    ENDED = "ended"
    TERMINATED = "terminated"


EXPIRING_WITHIN: Final = timedelta(days=60)


def state_of(agreement: Agreement, day: date) -> State:
    """Tell how an agreement stands on a day."""
    ends = ends_on(agreement)
    if agreement.is_draft:
        return State.DRAFT
    begun_by = max(day, agreement.valid_from)  # one called off before it begins is over at once
    if agreement.terminated_on is not None and agreement.terminated_on <= begun_by:
        return State.TERMINATED
    if ends is not None and ends <= day:
        return State.ENDED
    if day < agreement.valid_from:
        return State.COMING
    is_expiring = ends is not None and ends <= day + EXPIRING_WITHIN
    return State.EXPIRING if is_expiring else State.IN_FORCE


def ends_on(agreement: Agreement) -> date | None:
    """Return the first day on which it no longer holds."""
    return earlier(agreement.valid_until, agreement.terminated_on)


def is_in(state: State, day: date) -> ColumnElement[bool]:
    """Tell the same of the agreements of a query."""
    signed = Agreement.is_draft.is_(False)
    holds = is_to_count_on(day)
    is_over = _by(Agreement.valid_until, day)
    is_terminated = or_(_by(Agreement.terminated_on, day), is_called_off())
    begun = Agreement.valid_from <= day
    last = day + EXPIRING_WITHIN
    is_expiring = or_(_by(Agreement.terminated_on, last), _by(Agreement.valid_until, last))
    return {
        State.DRAFT: Agreement.is_draft.is_(True),
        State.TERMINATED: and_(signed, is_terminated),
        State.ENDED: and_(signed, ~is_terminated, is_over),
        State.COMING: and_(holds, ~begun),
        State.EXPIRING: and_(holds, begun, is_expiring),
        State.IN_FORCE: and_(holds, begun, ~is_expiring),
    }.get(state, false())


def is_to_count_on(day: date, of: type[Agreement] = Agreement) -> ColumnElement[bool]:
    """Tell of the agreements of a query which hold on a day or will: signed, and not over."""
    over = or_(_by(of.terminated_on, day), _by(of.valid_until, day), is_called_off(of))
    return and_(of.is_draft.is_(False), ~over)


def never_holds(valid_from: date, terminated_on: date | None) -> bool:
    """Tell whether an agreement ended by its first day: it was called off, and binds nobody."""
    return terminated_on is not None and terminated_on <= valid_from


def is_called_off(of: type[Agreement] = Agreement) -> ColumnElement[bool]:
    """Tell of the agreements of a query which were ended before their first day."""
    return and_(of.terminated_on.is_not(None), of.terminated_on <= of.valid_from)


def _by(end: InstrumentedAttribute[date | None], day: date) -> ColumnElement[bool]:
    """Tell of an end whether it has come by a day; what has none never ends."""
    return and_(end.is_not(None), end <= day)
