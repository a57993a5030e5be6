"""Offers a process has read, kept for the next scan for as long as nothing about them changes.

The database stamps every change of what an offer is made of with a number never used before
(see migrations/guards.py), in the transaction of that change, whoever makes it. Every scan reads
the stamp; what was read under another one is read again.
"""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.agreements.offerings import Offering
from benefits.database import Base, BigKey, Prepared

MOST_OUTLETS: Final = 2_000


class OfferStamp(Base):
    """One row: a random number that is another one after every change."""

    __tablename__ = "offer_stamps"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[int] = mapped_column(BigKey)


OFFER_STAMP: Final = select(OfferStamp.stamp).scalar_subquery()
_STAMP: Final = Prepared(select(OFFER_STAMP.label("stamp")))
_kept: dict[int, tuple[int, Sequence[Offering]]] = {}


def kept_of(
    session: Session,
    outlet_id: int,
    read: Callable[[], Sequence[Offering]],
    stamp: int | None = None,
) -> Sequence[Offering]:
    """Return the offers of an outlet as `read` gives them, without reading where none changed.

    `stamp` is what this transaction read a moment ago, where it did. Stamps are random, so that
    one of a change taken back is never seen again, and one process may serve several databases.
    """
    if stamp is None:
        stamp = (_STAMP.first(session) or {}).get("stamp")
    if stamp is None:
        return read()
    kept = _kept.get(outlet_id)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    fresh = read()
    if len(_kept) >= MOST_OUTLETS:
        _kept.clear()
    _kept[outlet_id] = stamp, fresh
    return fresh


def forget() -> None:
    """Read every offer anew at its next scan."""
    _kept.clear()
