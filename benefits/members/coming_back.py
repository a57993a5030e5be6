"""People whom a unit's end sent away belong to it again: from a later day, or as if never gone.

A dissolution left them without a unit; a merger moved them to the heir, a division to one of
several. Whatever happened to them there since stays, from its day on.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from benefits.members import origins
from benefits.members.in_bulk import (
    NOTHING_CUT,
    after,
    begin,
    carry_on,
    done,
    in_groups,
    read,
)
from benefits.members.models import EndReason, Membership
from benefits.members.sent_away import (
    Ending,
    is_like_before,
    left_by,
    moved_by,
    sent_away,
    would_still,
)

ENDS = ("valid_until", "ended_because", *NOTHING_CUT)
__all__ = ["Ending", "coming_back", "sent_away", "staying_away", "take_back", "undo"]


def coming_back(ending: Ending, day: date) -> Select[int]:
    """Select who would come back on a day, each once."""
    found = select(Membership.member_id).distinct()
    if day == ending.day:
        return found.where(_gone_by(ending))
    held = after(day) if ending.heir_ids else would_still(day)
    return found.where(_gone_by(ending), held)


def staying_away(ending: Ending, day: date) -> Select[int]:
    """Select whom the unit's end sent away and who would not come back on a day."""
    gone = sent_away(ending).subquery()
    return select(gone.c.member_id).where(gone.c.member_id.not_in(coming_back(ending, day)))


def take_back(session: Session, ending: Ending, day: date, *, now: datetime) -> list[int]:
    """Let people belong to a unit again from a day on; return who they are.

    On the day of the end itself their spans go on as if nothing had been.
    """
    if day == ending.day:
        return undo(session, ending)
    found = list(session.scalars(coming_back(ending, day)))
    if not ending.heir_ids:
        rows = read(session, and_(left_by(ending), would_still(day)))
        begin(session, [_uncut(row) for row in rows], {}, day, now=now)
        return found
    rows = read(session, and_(moved_by(ending), after(day)))
    _put_back(session, ending, [row for row in rows if row["valid_from"] >= day])
    heirs = dict.fromkeys(ending.heir_ids, ending.unit_id)
    for group in in_groups(row["id"] for row in rows if row["valid_from"] < day):
        carry_on(session, Membership.id.in_(group), heirs, day, now=now)
    return found


def undo(session: Session, ending: Ending) -> list[int]:
    """Let it be as if a unit had not ended then; return whose spans go on.

    Those too whom no part of a divided unit took, who came after that was decided.
    """
    moved = _undo_moves(session, ending) if ending.heir_ids else []
    return [*moved, *_undo_cuts(session, ending)]


def _undo_cuts(session: Session, ending: Ending) -> list[int]:
    found = list(session.scalars(select(Membership.member_id).where(left_by(ending))))
    again = update(Membership).where(left_by(ending))
    ends = {
        "valid_until": Membership.otherwise_until,
        "ended_because": Membership.otherwise_because,
    }
    done(session, again.values(**ends, **NOTHING_CUT))
    return found


def _undo_moves(session: Session, ending: Ending) -> list[int]:
    """Let spans in the unit go on to the ends of those in the heir; put back all that differ."""
    alike = read(session, and_(moved_by(ending), is_like_before(ending)))
    others = read(session, and_(moved_by(ending), ~is_like_before(ending)))
    going_on = (
        update(Membership.__table__)  # type: ignore[arg-type]  # a row each, past what is loaded
        .where(
            Membership.member_id == bindparam("whose"),
            Membership.organization_id == ending.unit_id,
            Membership.valid_until == ending.day,
        )
        .values({name: bindparam(f"its_{name}") for name in ENDS})
    )
    for group in in_groups(alike):
        session.execute(delete(Membership).where(_these(group)))
        told = [
            {"whose": row["member_id"], **{f"its_{name}": _as_meant(row)[name] for name in ENDS}}
            for row in group
        ]
        session.connection().execute(going_on, told)
    _put_back(session, ending, others)
    return list({row["member_id"] for row in (*alike, *others)})


def _put_back(session: Session, ending: Ending, rows: Sequence[Any]) -> None:
    """Let spans that are all the heir's be the unit's, with the ends they would have there."""
    for group in in_groups(rows):
        again = update(Membership).where(_these(group))
        cut = again.where(Membership.ended_because == EndReason.DON_VI_GIAI_THE)
        ends = {
            "valid_until": Membership.otherwise_until,
            "ended_because": Membership.otherwise_because,
        }
        done(session, cut.values(**ends, **NOTHING_CUT))
        done(session, again.values(organization_id=ending.unit_id))
        named = [(row["member_id"], row["id"]) for row in group]
        origins.forget(session, ending.unit_id, ending.day, named)


def _these(rows: Sequence[Any]) -> ColumnElement[bool]:
    whose = Membership.member_id.in_({row["member_id"] for row in rows})
    return and_(whose, Membership.id.in_([row["id"] for row in rows]))


def _as_meant(row: Any) -> Any:
    """Give a span the end that it had before the heir's own one, where that cut it short."""
    return _uncut(row) if row["ended_because"] is EndReason.DON_VI_GIAI_THE else row


def _uncut(row: Any) -> dict[str, Any]:
    ends = {
        "valid_until": row["otherwise_until"],
        "ended_because": row["otherwise_because"],
    }
    return {**row, **ends, **NOTHING_CUT}


def _gone_by(ending: Ending) -> ColumnElement[bool]:
    return or_(moved_by(ending), left_by(ending)) if ending.heir_ids else left_by(ending)
