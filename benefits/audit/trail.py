"""Noting an act in the transaction that does it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from benefits.audit.models import Entry


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

    Fields hold ids, field names and keyed hashes, nothing personal.
    """
    session.add(
        Entry(
            act=act,
            subject_type=subject_type,
            subject_key=str(subject_key),
            fields=dict(fields or {}),
            account_id=by,
            known_at=now,
        )
    )
