"""Noting an act in the transaction that does it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from benefits.audit.models import Entry

FOR_UNIT: Final = "for_unit"
"""The field that tells for which unit an officer acted: one of several, or one held no more."""
_ACTING_FOR: Final = "benefits.acting_for"


def act_for(session: Session, unit_id: int | None) -> None:
    """Tell for which unit whatever is noted through a session from now on is done."""
    session.info[_ACTING_FOR] = unit_id


def acts_for(session: Session) -> int | None:
    found: int | None = session.info.get(_ACTING_FOR)
    return found


@contextmanager
def acting_for(session: Session, unit_id: int | None) -> Iterator[None]:
    """Note through a session for a while what is done for a unit."""
    before = acts_for(session)
    act_for(session, unit_id)
    try:
        yield
    finally:
        act_for(session, before)


def note(
    session: Session,
    by: int | None,
    act: str,
    subject_type: str,
    subject_key: object,
    *,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
) -> None:
    """Write that an account did something to a subject, named by table and key.

    Fields hold ids, field names and keyed hashes, nothing personal. The unit that the session
    acts for goes with them.
    """
    unit_id = acts_for(session)
    hat = {} if unit_id is None else {FOR_UNIT: unit_id}
    session.add(
        Entry(
            act=act,
            subject_type=subject_type,
            subject_key=str(subject_key),
            fields={**(fields or {}), **hat},
            account_id=by,
            known_at=now,
        )
    )
