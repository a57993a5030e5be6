"""Letting go of what signing in leaves behind, once nobody can need it any more."""

from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import CursorResult, Delete, delete
from sqlalchemy.orm import Session

from benefits.access import shifts
from benefits.access.models import Throttle, WebSession
from benefits.access.throttling import FORGOTTEN_AFTER

# An officer who asks which browsers were signed in asks within a month.
SESSIONS_KEPT: Final = timedelta(days=30)


def forget_ended(session: Session, now: datetime) -> int:
    """Delete sessions that ended a month ago and failures nobody counts any more; say how many.

    Shifts that nobody closed are closed, at the moment at which their time was up.
    """
    shifts.close_unheld(session, now)
    ended = delete(WebSession).where(WebSession.expires_at < now - SESSIONS_KEPT)
    forgotten = delete(Throttle).where(
        Throttle.last_at < now - FORGOTTEN_AFTER,
        Throttle.locked_until.is_(None) | (Throttle.locked_until < now),
    )
    return sum(_deleted(session, each) for each in (ended, forgotten))


def _deleted(session: Session, statement: Delete) -> int:
    found = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[object]", found).rowcount
