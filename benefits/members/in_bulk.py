"""Whole units' people at once: their spans end on a day, or go on in another unit."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Update, and_, insert, or_, select, true, update
from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members import origins
from benefits.members.models import EndReason, Membership

AT_ONCE: Final = 1_000
Each = TypeVar("Each")
Rows = Sequence[Mapping[str, Any]]
NOTHING_CUT: Final[Mapping[str, Any]] = {"otherwise_until": None, "otherwise_because": None}
_COLUMNS: Final = Membership.__table__.columns


def going_on(unit_ids: Collection[int], day: date) -> ColumnElement[bool]:
    """Spans in some units that began before a day and hold on it."""
    held = and_(Membership.valid_from < day, after(day))
    return and_(Membership.organization_id.in_(unit_ids), held)


def beginning(unit_ids: Collection[int], day: date, until: date) -> ColumnElement[bool]:
    """Spans in some units that begin on a day or later, before another."""
    return and_(
        Membership.organization_id.in_(unit_ids),
        Membership.valid_from >= day,
        Membership.valid_from < until,
    )


def after(day: date) -> ColumnElement[bool]:
    """Spans that are not over on a day."""
    return or_(Membership.valid_until.is_(None), Membership.valid_until > day)


def end_all(session: Session, unit_ids: Collection[int], day: date) -> int:
    """Let everybody leave some units on a day; return how many did.

    An end that was known already is kept beside, for when the unit opens again.
    """
    ending = update(Membership).where(going_on(unit_ids, day))
    gone = ending.values(
        valid_until=day,
        ended_because=EndReason.DON_VI_GIAI_THE,
        otherwise_until=Membership.valid_until,
        otherwise_because=Membership.ended_because,
    )
    return done(session, gone)


def move_all(
    session: Session,
    heirs: Mapping[int, int],
    day: date,
    until: date,
    *,
    now: datetime,
    only: Collection[int] | None = None,
) -> int:
    """Let everybody of each unit go on in its heir from a day on; return how many spans did.

    `only` names the people who do, where not all of them.
    """
    if only is None:
        moved = _moved(session, heirs, day, until, true(), now)
    else:
        among = (Membership.member_id.in_(group) for group in in_groups(only))
        moved = sum(_moved(session, heirs, day, until, each, now) for each in among)
    session.expire_all()
    return moved


def _moved(  # noqa: PLR0917 - what moves, and how
    session: Session,
    heirs: Mapping[int, int],
    day: date,
    until: date,
    among: ColumnElement[bool],
    now: datetime,
) -> int:
    moved = carry_on(session, and_(going_on(heirs, day), among), heirs, day, now=now)
    origins.remember(session, and_(beginning(heirs, day, until), among), day)
    for unit_id, heir in heirs.items():
        later = update(Membership).where(beginning([unit_id], day, until), among)
        moved += done(session, later.values(organization_id=heir))
    return moved


def carry_on(
    session: Session,
    which: ColumnElement[bool],
    heirs: Mapping[int, int],
    day: date,
    *,
    now: datetime,
) -> int:
    """End spans on a day and begin their like in the heirs, with the ends they had and why."""
    rows = read(session, which)
    ended = {"valid_until": day, "ended_because": None, **NOTHING_CUT}
    done(session, update(Membership).where(which).values(**ended))
    return begin(session, rows, heirs, day, now=now)


def read(session: Session, which: ColumnElement[bool]) -> Rows:
    return [dict(row) for row in session.execute(select(*_COLUMNS).where(which)).mappings()]


def begin(
    session: Session, rows: Rows, heirs: Mapping[int, int], day: date, *, now: datetime
) -> int:
    """Begin spans like some others on a day, in the heirs of their units."""
    keys = iter(take_keys(session, "memberships", len(rows)))
    fresh = (
        {
            **row,
            "id": next(keys),
            "organization_id": heirs.get(row["organization_id"], row["organization_id"]),
            "valid_from": day,
            "known_at": now,
        }
        for row in rows
    )
    for group in in_groups(fresh):
        session.execute(insert(Membership), group)
    return len(rows)


def in_groups(some: Iterable[Each]) -> Iterator[list[Each]]:
    """Cut what may be long into what one statement can name."""
    rest = iter(some)
    while group := list(islice(rest, AT_ONCE)):
        yield group


def done(session: Session, statement: Update) -> int:
    """Change rows past what the session has loaded, and say how many; callers expire that."""
    session.flush()
    return session.connection().execute(statement).rowcount
