"""What a sender left to us the first time, so that a repetition means the same."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import version_on, versions_at
from benefits.periods import day_of
from benefits.purchases.models import Submission


class FirstSent(NamedTuple):
    bought_at: datetime
    offer_version_id: int


def first_sent(session: Session, submission_id: UUID, outlet_id: int) -> FirstSent | None:
    """Return what the first try under an id meant, where this outlet sent it."""
    found = session.scalar(
        select(Submission).where(Submission.id == submission_id, Submission.outlet_id == outlet_id)
    )
    if found is None:
        return None
    content = found.answer["content"]
    return FirstSent(datetime.fromisoformat(content["bought_at"]), content["offer_version"])


def version_named(
    session: Session, outlet_id: int, code: str, at: datetime, first_version: int | None = None
) -> int | None:
    """Return which version an offer's code means: the one named before, else that of the day."""
    versions = versions_at(session, outlet_id, code)
    if not versions:
        return None
    if any(each.version_id == first_version for each in versions):
        return first_version
    return version_on(versions, day_of(at)).version_id
