"""Offers a process has read, kept for the next scan for as long as nothing about them changes.

The database stamps every change of what an offer is made of with a number never used before
(see migrations/guards.py), in the transaction of that change, whoever makes it. Every scan reads
the stamp; what was read under another one is read again.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.agreements.offerings import Offering
from benefits.database import Base, BigKey, Prepared

MOST_KEPT: Final = 4_000


class OfferStamp(Base):
    """One row: a random number that is another one after every change."""

    __tablename__ = "offer_stamps"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[int] = mapped_column(BigKey)


OFFER_STAMP: Final = select(OfferStamp.stamp).scalar_subquery()
_STAMP: Final = Prepared(select(OFFER_STAMP.label("stamp")))
_kept: dict[Hashable, tuple[int, Sequence[Offering]]] = {}


def kept_of(
    session: Session,
    whose: Hashable,
    read: Callable[[int | None], Sequence[Offering]],
    stamp: int | None = None,
) -> Sequence[Offering]:
    """Return offers as `read` gives them under the stamp it is told, once for each stamp.

    `whose` names what is kept: an outlet, or an outlet and a day. `stamp` is what this transaction
    read a moment ago, where it did. Stamps are random, so that one of a change taken back is never
    seen again, and one process may serve several databases.
    """
    if stamp is None:
        stamp = (_STAMP.first(session) or {}).get("stamp")
    if stamp is None:
        return read(None)
    kept = _kept.get(whose)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    fresh = read(stamp)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[whose] = stamp, fresh
    return fresh


def forget() -> None:
    """Read every offer anew at its next scan."""
    _kept.clear()
