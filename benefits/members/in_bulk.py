"""Whole units' people at once: their spans end on a day, or go on in another unit."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Update, and_, insert, or_, select, true, update
from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members.models import EndReason, Membership
from benefits.periods import Span

AT_ONCE: Final = 1_000
Each = TypeVar("Each")
_COLUMNS: Final = Membership.__table__.columns


def going_on(unit_ids: Collection[int], day: date) -> ColumnElement[bool]:
    """Spans in some units that began before a day and hold on it."""
    return and_(Membership.organization_id.in_(unit_ids), Membership.valid_from < day, _after(day))


def beginning(unit_ids: Collection[int], day: date, until: date) -> ColumnElement[bool]:
    """Spans in some units that begin on a day or later, before another."""
    return and_(
        Membership.organization_id.in_(unit_ids),
        Membership.valid_from >= day,
        Membership.valid_from < until,
    )


def end_all(session: Session, unit_ids: Collection[int], day: date) -> int:
    """Let everybody leave some units on a day; return how many did."""
    ending = update(Membership).where(going_on(unit_ids, day))
    gone = ending.values(valid_until=day, ended_because=EndReason.DON_VI_GIAI_THE)
    return _done(session, gone)


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


def take_back(session: Session, unit_id: int, ended: date, open_for: Span, *, now: datetime) -> int:
    """Let those whom a unit's end left without one belong to it again while it is open.

    When it opens on the day it closed, their spans go on as if nothing had been.
    """
    left, until = _left_behind(unit_id, ended), open_for.valid_until
    if open_for.valid_from == ended:
        again = update(Membership).where(left).values(valid_until=until, ended_because=None)
        return _done(session, again)
    rows = [dict(row) for row in session.execute(select(*_COLUMNS).where(left)).mappings()]
    going = [{**row, "valid_until": until} for row in rows]
    return _begin(session, going, open_for.valid_from, {}, now)


def _left_behind(unit_id: int, ended: date) -> ColumnElement[bool]:
    later = Membership.__table__.alias("later")
    has_later = (
        select(later.c.member_id)
        .where(later.c.member_id == Membership.member_id, later.c.valid_from >= ended)
        .exists()
    )
    return and_(
        Membership.organization_id == unit_id,
        Membership.valid_until == ended,
        Membership.ended_because == EndReason.DON_VI_GIAI_THE,
        ~has_later,
    )


def _moved(  # noqa: PLR0917 - what moves, and how
    session: Session,
    heirs: Mapping[int, int],
    day: date,
    until: date,
    among: ColumnElement[bool],
    now: datetime,
) -> int:
    moved = _carried(session, and_(going_on(heirs, day), among), day, heirs, now)
    for unit_id, heir in heirs.items():
        later = update(Membership).where(beginning([unit_id], day, until), among)
        moved += _done(session, later.values(organization_id=heir))
    return moved


def _carried(
    session: Session,
    which: ColumnElement[bool],
    day: date,
    heirs: Mapping[int, int],
    now: datetime,
) -> int:
    """End spans on a day and begin their like in the heirs, with the ends they had."""
    rows = [dict(row) for row in session.execute(select(*_COLUMNS).where(which)).mappings()]
    ended = update(Membership).where(which).values(valid_until=day)
    _done(session, ended)
    return _begin(session, rows, day, heirs, now)


def _begin(
    session: Session,
    rows: Sequence[Mapping[str, Any]],
    day: date,
    heirs: Mapping[int, int],
    now: datetime,
) -> int:
    keys = iter(take_keys(session, "memberships", len(rows)))
    fresh = (
        {
            **row,
            "id": next(keys),
            "organization_id": heirs.get(row["organization_id"], row["organization_id"]),
            "valid_from": day,
            "ended_because": None,
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


def _done(session: Session, statement: Update) -> int:
    """Change rows past what the session has loaded, and say how many; callers expire that."""
    session.flush()
    return session.connection().execute(statement).rowcount


def _after(day: date) -> ColumnElement[bool]:
    return or_(Membership.valid_until.is_(None), Membership.valid_until > day)
