"""Files that are needed no more are let go of, but for those that became evidence of something."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database import evidence_among
from benefits.jobs.files import FileStore
from benefits.jobs.models import StoredFile

TOGETHER: Final = 500


def let_go(session: Session, store: FileStore, digests: Iterable[str], now: datetime) -> int:
    """Delete files unless something rests on them; say how many went.

    Each is held before it is asked about: whoever was keeping it as evidence has ended by then.
    """
    some = sorted(set(digests))
    groups = (some[start : start + TOGETHER] for start in range(0, len(some), TOGETHER))
    return sum(_let_go(session, store, group, now) for group in groups)


def _let_go(session: Session, store: FileStore, digests: list[str], now: datetime) -> int:
    session.flush()
    there = select(StoredFile.hash).where(
        StoredFile.hash.in_(digests), StoredFile.deleted_at.is_(None)
    )
    held = session.scalars(there.order_by(StoredFile.hash).with_for_update()).all()
    kept = evidence_among(session, held)
    return sum(store.forget(session, each, now) for each in held if each not in kept)
