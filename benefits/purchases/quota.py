"""Counting uses against limits, so that no two tills can take the last one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, case, delete, insert, or_, select, update
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


def used(session: Session, keys: Iterable[Key]) -> dict[Key, int]:
    """Return what has been taken from each counter that exists."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows: Iterable[Any] = session.execute(
        select(*_KEYS, QuotaCounter.used).where(
            QuotaCounter.member_id.in_({key.member_id for key in wanted}),
            QuotaCounter.offer_id.in_({key.offer_id for key in wanted}),
            QuotaCounter.subject.in_({key.subject for key in wanted}),
            QuotaCounter.starts_on.in_({key.starts_on for key in wanted}),
        )
    )
    found = {Key(*key): taken for *key, taken in rows}
    return {key: taken for key, taken in found.items() if key in wanted}


def take(session: Session, limits: Limits) -> bool:
    """Take one use from every counter or, where another till was quicker, from none."""
    if not limits:
        return True
    insert_or_add = _upsert(session, {key: (1, each.allowed) for key, each in limits.items()})
    wanted, table = insert_or_add.excluded, QuotaCounter
    taken = session.execute(
        insert_or_add.on_conflict_do_update(
            index_elements=[column.name for column in _KEYS],
            set_={"used": table.used + wanted.used, "allowed": wanted.allowed},
            where=table.used + wanted.used <= wanted.allowed,
        ).returning(*_KEYS)
    ).all()
    if len(taken) == len(limits):
        return True
    give_back(session, Counter(Key(*key) for key in taken))
    return False


def fill(session: Session, uses: Mapping[Key, tuple[int, int]]) -> dict[Key, int]:
    """Count uses that happened anyway: (uses, limit) by key. Return how many were too many."""
    if not uses:
        return {}
    room = {key: (count, max(count, most)) for key, (count, most) in uses.items()}
    insert_or_add = _upsert(session, dict(sorted(room.items())))
    total = QuotaCounter.used + insert_or_add.excluded.used
    counted = session.execute(
        insert_or_add.on_conflict_do_update(
            index_elements=[column.name for column in _KEYS],
            set_={
                "used": total,
                "allowed": case((total > QuotaCounter.allowed, total), else_=QuotaCounter.allowed),
            },
        ).returning(*_KEYS, QuotaCounter.used)
    )
    over = {Key(*key): count - uses[Key(*key)][1] for *key, count in counted}
    return {key: excess for key, excess in over.items() if excess > 0}


def note_takings(session: Session, purchase_id: UUID, member_id: int, keys: Iterable[Key]) -> None:
    """Write down from which counters a purchase took, so that the same ones get it back."""
    rows = takings_of(purchase_id, member_id, keys)
    if rows:
        session.execute(insert(QuotaTaking), rows)


def takings_of(purchase_id: UUID, member_id: int, keys: Iterable[Key]) -> list[dict[str, Any]]:
    of_purchase = {"member_id": member_id, "purchase_id": purchase_id, "taken": 1}
    return [{**key._asdict(), **of_purchase} for key in keys]


def release(session: Session, purchases: Sequence[tuple[int, UUID]]) -> None:
    """Give back everything that purchases, by member and id, had taken."""
    whose = or_(
        *(
            and_(QuotaTaking.member_id == member_id, QuotaTaking.purchase_id == purchase_id)
            for member_id, purchase_id in purchases
        )
    )
    back: Counter[Key] = Counter()
    for taking in session.scalars(select(QuotaTaking).where(whose)):
        owner = taking.member_id if taking.scope in OF_ONE_MEMBER else SHARED
        _, *rest = (getattr(taking, column.name) for column in _KEYS)
        back[Key(owner, *rest)] += taking.taken
    if back:
        give_back(session, back)
        session.execute(delete(QuotaTaking).where(whose))


def give_back(session: Session, uses: Mapping[Key, int]) -> None:
    for key, count in sorted(uses.items()):
        same = (column == part for column, part in zip(_KEYS, key, strict=True))
        session.execute(update(QuotaCounter).where(*same).values(used=QuotaCounter.used - count))


def _upsert(session: Session, uses: Mapping[Key, tuple[int, int]]) -> Any:
    """Insert counters; the two dialects share everything but the class."""
    new = postgresql_insert if is_postgresql(session) else sqlite_insert
    return new(QuotaCounter).values(
        [
            {**key._asdict(), "used": count, "allowed": allowed}
            for key, (count, allowed) in uses.items()
        ]
    )
