"""Counting uses against limits, so that no two tills can take the last one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import (
    Date,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from benefits.agreements import Limit, LimitWindow
from benefits.cards import CardIndex
from benefits.database import Ahead, Prepared, Question, is_postgresql
from benefits.members.merging import survivor_of, survivors
from benefits.purchases.limits import OF_ONE_MEMBER, SHARED, Key, Limits, openings
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
_COUNTERS, TAKINGS = (cast("Table", each.__table__) for each in (QuotaCounter, QuotaTaking))
_NOTED: Final = Prepared(TAKINGS.insert(), [column.name for column in TAKINGS.columns])
_AT_ONCE: Final = 16
_OF_PERSON: Final = Prepared(select(QuotaCounter.used).where(false()))
"""Never sent: under its name lies what was asked of all counters of a person."""

_GIVING_BACK: Final = (
    update(QuotaCounter)
    .where(*(column == bindparam(f"of_{column.name}") for column in _KEYS))
    .values(used=QuotaCounter.used - bindparam("count"))
)


def used(session: Session, keys: Iterable[Key]) -> dict[Key, int]:
    """Return what has been taken from each counter that exists."""
    wanted, found = sorted(set(keys)), dict[Key, int]()
    if wanted and (known := _OF_PERSON.asking(member_id=wanted[-1].member_id).foreseen(session)):
        found = _read(wanted[-1].member_id, known["counters"])
        wanted = [key for key in wanted if key.member_id != wanted[-1].member_id]
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        asked = {
            f"{name}_{number}": part
            for number, key in enumerate(some)
            for name, part in key._asdict().items()
        }
        for row in _counted(len(some)).all(session, **asked):
            taken = row.pop("used")
            found[Key(**row)] = taken
    return found


def asking_by_card(index: int, day: date) -> Ahead:
    """Return what `used` will ask about the owner of a card, before it is known who that is."""

    def means(answer: dict[str, Any]) -> Question:
        return _OF_PERSON.asking(member_id=answer.pop("member_id"))

    return Ahead(_of_card().asking(index=index, **openings(day)), means)


def taking_of(session: Session, key: Key, limit: Limit) -> Question:
    """Return the statement that takes one use of a counter; it gives nothing back if none is left.

    It writes, so it is asked once.
    """
    statement = _taking(is_postgresql=is_postgresql(session))
    return statement.asking(**key._asdict(), allowed=limit.allowed)


def take(session: Session, limits: Limits) -> bool:
    """Take one use from every counter or, where another till was quicker, from none."""
    taken = Counter[Key]()
    for key, limit in limits.items():
        if taking_of(session, key, limit).first(session) is None:
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


def takings_of(purchase_id: UUID, member_id: int, keys: Iterable[Key]) -> list[dict[str, Any]]:
    """Tell from which counters a purchase took, so that the same ones get it back."""
    of_purchase = {"member_id": member_id, "purchase_id": purchase_id, "taken": 1}
    return [{**key._asdict(), **of_purchase} for key in keys]


def write_takings(session: Session, rows: list[dict[str, Any]]) -> None:
    _NOTED.run(session, *rows)


def release(session: Session, purchases: Sequence[tuple[int, UUID]]) -> None:
    """Give back everything that purchases, by member and id, had taken."""
    theirs = (
        QuotaTaking.member_id.in_({member_id for member_id, _ in purchases}),
        QuotaTaking.purchase_id.in_({purchase_id for _, purchase_id in purchases}),
    )
    standing = survivors(session, {member_id for member_id, _ in purchases})
    back: Counter[Key] = Counter()
    for taking in session.scalars(select(QuotaTaking).where(*theirs)):
        person = standing.get(taking.member_id, taking.member_id)
        owner = person if taking.scope in OF_ONE_MEMBER else SHARED
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
def _of_card() -> Prepared:
    """Ask for all counters of a person that a use of that day may take from, in one row."""
    one = func.json_build_array(*_KEYS[1:], QuotaCounter.used)
    opened = [bindparam(window.value, type_=Date()) for window in LimitWindow]
    person_id = survivor_of(CardIndex.member_id)
    counters = (
        select(func.json_agg(one, type_=String()))
        .where(QuotaCounter.member_id == person_id, QuotaCounter.starts_on.in_(opened))
        .scalar_subquery()
    )
    return Prepared(
        select(person_id.label("member_id"), counters.label("counters")).where(
            CardIndex.index == bindparam("index")
        )
    )


def _read(member_id: int, counters: list[list[Any]] | None) -> dict[Key, int]:
    return {
        Key._make((member_id, *parts, date.fromisoformat(starts_on))): taken
        for *parts, starts_on, taken in counters or ()
    }


@cache
def _counted(count: int) -> Prepared:
    """Ask for so many counters by their whole keys."""
    asked = (
        and_(*(column == bindparam(f"{column.name}_{number}") for column in _KEYS))
        for number in range(count)
    )
    return Prepared(select(*_KEYS, QuotaCounter.used).where(or_(*asked)))


@cache
def _taking(*, is_postgresql: bool) -> Prepared:
    """Make the counter or add to it, unless the limit that holds today is full."""
    new = _insert(is_postgresql=is_postgresql)
    total = QuotaCounter.used + new.excluded.used
    given = (_COUNTERS.c[name] for name in (*_KEY_NAMES, "allowed"))
    return Prepared(
        new.values(used=1, **{each.name: bindparam(each.name, type_=each.type) for each in given})
        .on_conflict_do_update(
            index_elements=_KEY_NAMES,
            set_={"used": total, "allowed": new.excluded.allowed},
            where=total <= new.excluded.allowed,
        )
        .returning(QuotaCounter.used)
    )


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
