"""Counting uses against limits, so that no two tills can take the last one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, case, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.purchases.limits import OF_ONE_MEMBER, SHARED, Key, Limits
from benefits.purchases.models import QuotaCounter, QuotaTaking

_KEYS: Final = (
    QuotaCounter.member_id,
    QuotaCounter.offer_id,
    QuotaCounter.scope,
    QuotaCounter.subject,
    QuotaCounter.window,
    QuotaCounter.starts_on,
)

_KEY_NAMES: Final = [column.name for column in _KEYS]
_COUNTERS, _TAKINGS = (cast("Table", each.__table__) for each in (QuotaCounter, QuotaTaking))
_NARROWING: Final = ("member_id", "offer_id", "subject", "starts_on")
_COUNTED: Final = select(*_KEYS, QuotaCounter.used).where(
    *(getattr(QuotaCounter, name).in_(bindparam(name, expanding=True)) for name in _NARROWING)
)

_GIVING_BACK: Final = (
    update(QuotaCounter)
    .where(*(column == bindparam(f"of_{column.name}") for column in _KEYS))
    .values(used=QuotaCounter.used - bindparam("count"))
)


def used(session: Session, keys: Iterable[Key]) -> dict[Key, int]:
    """Return what has been taken from each counter that exists."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows: Iterable[Any] = session.execute(
        _COUNTED,
        {name: {getattr(key, name) for key in wanted} for name in _NARROWING},
    )
    found = {Key(*key): taken for *key, taken in rows}
    return {key: taken for key, taken in found.items() if key in wanted}


def take(session: Session, limits: Limits) -> bool:
    """Take one use from every counter or, where another till was quicker, from none."""
    statement, taken = _taking(is_postgresql=is_postgresql(session)), Counter[Key]()
    for key, limit in limits.items():
        asked = {**key._asdict(), "used": 1, "allowed": limit.allowed}
        if session.execute(statement, asked).first() is None:
            give_back(session, taken)
            return False
        taken[key] += 1
    return True


def fill(session: Session, uses: Mapping[Key, tuple[int, int]]) -> dict[Key, int]:
    """Count uses that happened anyway: (uses, limit) by key. Return how many were too many."""
    rows = [
        {**key._asdict(), "used": count, "allowed": max(count, most)}
        for key, (count, most) in sorted(uses.items())
    ]
    if rows:
        statement = _filling(is_postgresql=is_postgresql(session))
        session.connection().execute(statement, rows)
    over = {key: count - uses[key][1] for key, count in used(session, uses).items()}
    return {key: excess for key, excess in over.items() if excess > 0}


def note_takings(session: Session, purchase_id: UUID, member_id: int, keys: Iterable[Key]) -> None:
    """Write down from which counters a purchase took, so that the same ones get it back."""
    write_takings(session, takings_of(purchase_id, member_id, keys))


def takings_of(purchase_id: UUID, member_id: int, keys: Iterable[Key]) -> list[dict[str, Any]]:
    of_purchase = {"member_id": member_id, "purchase_id": purchase_id, "taken": 1}
    return [{**key._asdict(), **of_purchase} for key in keys]


def write_takings(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(_TAKINGS.insert(), rows)


def release(session: Session, purchases: Sequence[tuple[int, UUID]]) -> None:
    """Give back everything that purchases, by member and id, had taken."""
    theirs = (
        QuotaTaking.member_id.in_({member_id for member_id, _ in purchases}),
        QuotaTaking.purchase_id.in_({purchase_id for _, purchase_id in purchases}),
    )
    back: Counter[Key] = Counter()
    for taking in session.scalars(select(QuotaTaking).where(*theirs)):
        owner = taking.member_id if taking.scope in OF_ONE_MEMBER else SHARED
        _, *rest = (getattr(taking, name) for name in _KEY_NAMES)
        back[Key(owner, *rest)] += taking.taken
    if back:
        give_back(session, back)
        session.execute(delete(QuotaTaking).where(*theirs))


def give_back(session: Session, uses: Mapping[Key, int]) -> None:
    """Give back so many uses to each counter, in the order in which they are taken."""
    rows = [
        {"count": count} | {f"of_{name}": part for name, part in key._asdict().items()}
        for key, count in sorted(uses.items())
    ]
    if rows:
        session.connection().execute(_GIVING_BACK, rows)


@cache
def _taking(*, is_postgresql: bool) -> Any:
    """Make the counter or add to it, unless the limit that holds today is full."""
    new = _insert(is_postgresql=is_postgresql)
    total = QuotaCounter.used + new.excluded.used
    return new.on_conflict_do_update(
        index_elements=_KEY_NAMES,
        set_={"used": total, "allowed": new.excluded.allowed},
        where=total <= new.excluded.allowed,
    ).returning(QuotaCounter.used)


@cache
def _filling(*, is_postgresql: bool) -> Any:
    """Make the counter or add to it; where that is more than allowed, allow as much."""
    new = _insert(is_postgresql=is_postgresql)
    total = QuotaCounter.used + new.excluded.used
    room = case((total > QuotaCounter.allowed, total), else_=QuotaCounter.allowed)
    return new.on_conflict_do_update(
        index_elements=_KEY_NAMES, set_={"used": total, "allowed": room}
    )


def _insert(*, is_postgresql: bool) -> Any:
    """The two dialects share everything but the class."""
    return (postgresql_insert if is_postgresql else sqlite_insert)(_COUNTERS)
