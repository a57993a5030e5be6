"""People whom a unit's end sent away belong to it again: from a later day, or as if never gone.

A dissolution left them without a unit; a merger moved them to the heir, a division to one of
several. Only those come back whom nothing has happened to since.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from benefits.members.in_bulk import (
    NOTHING_CUT,
    after,
    begin,
    carry_on,
    done,
    in_groups,
    read,
)
from benefits.members.merging import is_merged
from benefits.members.models import EndReason, Membership


class Ending(NamedTuple):
    """A unit's end: the day, and by their keys the unit and those its people went on in, if any."""

    unit_id: int
    heir_ids: frozenset[int]
    day: date


def sent_away(ending: Ending) -> Select[int]:
    """Select everybody whose span in a unit ended with it."""
    return select(Membership.member_id).where(
        Membership.organization_id == ending.unit_id,
        Membership.valid_until == ending.day,
        or_(
            Membership.ended_because.is_(None),
            Membership.ended_because == EndReason.DON_VI_GIAI_THE,
        ),
    )


def coming_back(ending: Ending, day: date) -> Select[int]:
    """Select who would come back on a day."""
    if day == ending.day:
        return select(Membership.member_id).where(_gone_by(ending))
    return select(Membership.member_id).where(*_may_come_back(ending, day))


def take_back(session: Session, ending: Ending, day: date, *, now: datetime) -> list[int]:
    """Let people belong to a unit again from a day on; return who they are.

    On the day of the end itself their spans go on as if nothing had been.
    """
    if day == ending.day:
        return undo(session, ending)
    found = list(session.scalars(coming_back(ending, day)))
    if not ending.heir_ids:
        rows = read(session, and_(_left_by(ending), _would_still(day)))
        begin(session, [_uncut(row) for row in rows], {}, day, now=now)
        return found
    heirs = dict.fromkeys(ending.heir_ids, ending.unit_id)
    ids = list(session.scalars(select(Membership.id).where(_moved_by(ending), after(day))))
    for group in in_groups(ids):
        carry_on(session, Membership.id.in_(group), heirs, day, now=now)
    return found


def undo(session: Session, ending: Ending) -> list[int]:
    """Let it be as if a unit had not ended then; return whose spans go on."""
    if ending.heir_ids:
        return _undo_moves(session, ending)
    found = list(session.scalars(select(Membership.member_id).where(_left_by(ending))))
    again = update(Membership).where(_left_by(ending))
    ends = {
        "valid_until": Membership.otherwise_until,
        "ended_because": Membership.otherwise_because,
    }
    done(session, again.values(**ends, **NOTHING_CUT))
    return found


def _undo_moves(session: Session, ending: Ending) -> list[int]:
    """Take the spans in the heir away and let those before them go on to the same ends."""
    rows = read(session, _moved_by(ending))
    ends = ("valid_until", "ended_because", *NOTHING_CUT)
    going_on = (
        update(Membership.__table__)  # type: ignore[arg-type]  # a row each, past what is loaded
        .where(
            Membership.member_id == bindparam("whose"),
            Membership.organization_id == ending.unit_id,
            Membership.valid_until == ending.day,
        )
        .values({name: bindparam(f"its_{name}") for name in ends})
    )
    for group in in_groups(rows):
        mine = Membership.id.in_([row["id"] for row in group])
        session.execute(delete(Membership).where(mine, _among(group)))
        told = [
            {"whose": row["member_id"], **{f"its_{name}": row[name] for name in ends}}
            for row in group
        ]
        session.connection().execute(going_on, told)
    return [row["member_id"] for row in rows]


def _among(rows: Sequence[Any]) -> ColumnElement[bool]:
    return Membership.member_id.in_([row["member_id"] for row in rows])


def _uncut(row: Any) -> dict[str, Any]:
    ends = {
        "valid_until": row["otherwise_until"],
        "ended_because": row["otherwise_because"],
    }
    return {**row, **ends, **NOTHING_CUT}


def _gone_by(ending: Ending) -> ColumnElement[bool]:
    return _moved_by(ending) if ending.heir_ids else _left_by(ending)


def _may_come_back(ending: Ending, day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _gone_by(ending), after(day) if ending.heir_ids else _would_still(day)


def _left_by(ending: Ending) -> ColumnElement[bool]:
    """Spans that a dissolution ended, of people who have belonged to no unit since."""
    return and_(
        Membership.organization_id == ending.unit_id,
        Membership.valid_until == ending.day,
        Membership.ended_because == EndReason.DON_VI_GIAI_THE,
        ~_has_later(),
        ~is_merged(Membership.member_id),
    )


def _would_still(day: date) -> ColumnElement[bool]:
    """Tell whether somebody would not have left by a day anyway."""
    return or_(Membership.otherwise_until.is_(None), Membership.otherwise_until > day)


def _moved_by(ending: Ending) -> ColumnElement[bool]:
    """Spans in an heir that follow upon those in the merged unit, and are the last ones."""
    before = aliased(Membership)
    came = exists().where(
        before.member_id == Membership.member_id,
        before.organization_id == ending.unit_id,
        before.valid_until == ending.day,
        before.ended_because.is_(None),
        before.kind == Membership.kind,
    )
    among = Membership.organization_id.in_(ending.heir_ids)
    here = and_(among, Membership.valid_from == ending.day)
    return and_(here, came, ~_has_later())


def _has_later() -> ColumnElement[bool]:
    later = aliased(Membership)
    return exists().where(
        later.member_id == Membership.member_id, later.valid_from > Membership.valid_from
    )
