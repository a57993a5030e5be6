"""Which life of the data this is: one more after every restore.

Phones keep what they sent for a while, and send it again to a server of another epoch.
"""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database.base import DenseKey
from benefits.database.keys import take_keys

_NAME: Final = "epochs"


def epoch(session: Session) -> int:
    return session.scalar(select(DenseKey.next).where(DenseKey.name == _NAME)) or 1


def begin_epoch(session: Session) -> int:
    """Begin the next one, as whoever puts an older state back has to."""
    take_keys(session, _NAME)
    return epoch(session)
