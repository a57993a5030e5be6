"""What somebody should look at later, or be asked about at once. None of it refuses a sale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from benefits.access.bearing import outlet_of_token
from benefits.agreements import Remark
from benefits.cards import CardIndex, KeyRing, Presented
from benefits.cards.presenting import Clue, Handle, clue
from benefits.database import Ahead, DongAmount, Prepared, Question, UtcDateTime
from benefits.periods import VIETNAM
from benefits.purchases.models import Purchase, Reversal

LOOKED_AT: Final = 100
ENOUGH_TO_JUDGE: Final = 20
TIMES_USUAL: Final = 10
# What is asked about where too little was sold to know what is usual.
HIGH_ANYWHERE: Final = 50_000_000
# Nothing costs less but by the page: three zeros were left out, as in talk.
LOW_ANYWHERE: Final = 1_000
SAME_AGAIN_WITHIN: Final = timedelta(minutes=10)
_OUTLET: Final[Any] = bindparam("outlet_id")
_TOKEN: Final = bindparam("hash", type_=String())


def _latest_at(outlet_id: ColumnElement[Any]) -> Select[int]:
    """Say how many in the statement itself.

    Not told how many, PostgreSQL reckons with a tenth of all that was sold there, takes a plan kept
    for any number to be dear, and makes another at every sale, in five times as long as it runs.
    """
    bought_there = select(Purchase.list_price).where(Purchase.outlet_id == outlet_id)
    return bought_there.order_by(Purchase.bought_at.desc()).limit(literal_column(str(LOOKED_AT)))


_LATEST: Final = _latest_at(_OUTLET)

# With so many that are not far below it, a price cannot be above what 95 of 100 kept to.
ENOUGH_LIKE_IT: Final = LOOKED_AT - (LOOKED_AT * 95 - 1) // 100
_PRICE: Final = bindparam("list_price", type_=DongAmount())


def _alike(latest: Select[int]) -> Select[int]:
    """Count, of the latest prices, those not far below the one asked about: enough of them."""
    few = latest.subquery()
    near = select(few.c.list_price).where(few.c.list_price * TIMES_USUAL >= _PRICE)
    enough = near.limit(literal_column(str(ENOUGH_LIKE_IT)))
    return select(func.count().label("alike")).select_from(enough.subquery())


_ALIKE: Final = _alike(_LATEST)
_LIKE_IT: Final = Prepared(_ALIKE)
_LIKE_IT_BY_TOKEN: Final = Prepared(
    _alike(_latest_at(outlet_of_token(_TOKEN))).add_columns(
        outlet_of_token(_TOKEN).label("outlet_id")
    )
)


@dataclass(frozen=True, slots=True)
class Selling:
    """A sale that is about to be recorded, and the card that was presented for it."""

    id: UUID
    outlet_id: int
    presented: Presented
    list_price: int


def doubts(
    session: Session, selling: Selling, *, now: datetime, ring: KeyRing, own_hosts: Iterable[str]
) -> list[Remark]:
    """Name what a cashier is asked about before a sale is recorded, in one look at the ledger.

    Two sales of one amount to one card within minutes are one that was sent twice, perhaps: the
    answer to the first was lost, and the card scanned again.
    """
    whose = clue(selling.presented, ring, own_hosts)
    if isinstance(whose, Remark):
        return []
    found = _looked(whose.by).first(session, **_asked(selling, whose, now)) or {}
    remarks = [] if found["sold_at"] is None else [_same_again(selling, found["sold_at"])]
    if found["alike"] < ENOUGH_LIKE_IT:
        remarks += _too_high(session, selling)
    if 0 < selling.list_price < LOW_ANYWHERE:
        remarks += _too_low(session, selling)
    return remarks


def unusual_price(session: Session, outlet_id: int, list_price: int) -> Remark | None:
    """Warn of a price far above what this outlet usually takes: zeros too many, perhaps."""
    like_it = asking(outlet_id, list_price).first(session) or {}
    if like_it["alike"] >= ENOUGH_LIKE_IT:
        return None
    return _unusual(usual_most(session, outlet_id), list_price)


def asking(outlet_id: int, list_price: int) -> Question:
    """Return what `unusual_price` will ask first."""
    return _LIKE_IT.asking(outlet_id=outlet_id, list_price=list_price)


def asking_by_token(word_hash: str, list_price: int) -> Ahead:
    """Return what `unusual_price` will ask for a program's till, before it is known which."""

    def means(answer: dict[str, Any]) -> Question:
        return asking(answer.pop("outlet_id"), list_price)

    return Ahead(_LIKE_IT_BY_TOKEN.asking(hash=word_hash, list_price=list_price), means)


def usual_most(session: Session, outlet_id: int) -> int | None:
    """Return the price that 95 of an outlet's last 100 purchases kept to, once there are some."""
    prices = sorted(session.scalars(_LATEST, {"outlet_id": outlet_id}))
    if len(prices) < ENOUGH_TO_JUDGE:
        return None
    return prices[_usual_at(len(prices))]


def _unusual(usual: int | None, list_price: int) -> Remark | None:
    if usual is None or list_price <= TIMES_USUAL * usual:
        return None
    return Remark("price_unusual", {"list_price": list_price, "usual": usual})


def _too_high(session: Session, selling: Selling) -> Iterator[Remark]:
    usual = usual_most(session, selling.outlet_id)
    if unusual := _unusual(usual, selling.list_price):
        yield unusual
    elif usual is None and selling.list_price > HIGH_ANYWHERE:
        yield Remark("price_high", {"list_price": selling.list_price})


def _too_low(session: Session, selling: Selling) -> Iterator[Remark]:
    """Ask about so low a price, but not where prices usually are that low."""
    usual = usual_most(session, selling.outlet_id)
    if usual is None or usual >= LOW_ANYWHERE:
        yield Remark("price_low", {"list_price": selling.list_price})


def _same_again(selling: Selling, sold_at: datetime) -> Remark:
    at = sold_at.astimezone(VIETNAM).strftime("%H:%M")
    return Remark("sold_just_now", {"list_price": selling.list_price, "sold_at": at})


def _asked(selling: Selling, whose: Clue, now: datetime) -> dict[str, Any]:
    return {
        "outlet_id": selling.outlet_id,
        "list_price": selling.list_price,
        "id": selling.id,
        "key": whose.key,
        "since": now - SAME_AGAIN_WITHIN,
    }


@cache
def _looked(by: Handle) -> Prepared:
    """Ask at once how many prices were like this one, and when the card last paid just as much."""
    taken_back = (
        select(literal_column("1"))
        .where(
            Reversal.member_id == Purchase.member_id,
            Reversal.purchase_id == Purchase.id,
            Reversal.is_whole,
        )
        .exists()
    )
    same: Any = (
        select(func.max(Purchase.known_at, type_=UtcDateTime()))
        .join(
            CardIndex,
            and_(CardIndex.member_id == Purchase.member_id, CardIndex.index == Purchase.card_index),
        )
        .where(
            getattr(CardIndex, by) == bindparam("key"),
            Purchase.outlet_id == bindparam("outlet_id"),
            Purchase.list_price == _PRICE,
            Purchase.known_at > bindparam("since", type_=UtcDateTime()),
            Purchase.id != bindparam("id", type_=Purchase.id.type),
            ~taken_back,
        )
    )
    return Prepared(
        select(_ALIKE.scalar_subquery().label("alike"), same.scalar_subquery().label("sold_at"))
    )


def _usual_at(seen: int) -> int:
    """Return which of so many prices in rising order is the one that 95 of 100 kept to."""
    return (seen * 95 - 1) // 100
