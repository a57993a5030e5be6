"""Who looked at a card is kept for two years, then forgotten; purchases are kept for ever."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.purchases.models import Verification

KEPT: Final = timedelta(days=730)
AT_ONCE: Final = 5_000


def forget_looks(session: Session, now: datetime) -> int:
    """Delete looks older than two years, so many at once that no till waits; say how many.

    Call again, each time in a transaction of its own, until it answers 0.
    """
    old = (
        select(Verification.id)
        .where(Verification.verified_at < now - KEPT)
        .order_by(Verification.verified_at)
        .limit(AT_ONCE)
    )
    ids = session.scalars(old).all()
    session.execute(delete(Verification).where(Verification.id.in_(ids)))
    return len(ids)
