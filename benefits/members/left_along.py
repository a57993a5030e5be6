"""Relatives in other units than their member's: they leave when it closes, and come back with it.

Those in the unit itself are people of it like all others.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from benefits.members.in_bulk import NOTHING_CUT, after, begin, done, end_all, in_groups, read
from benefits.members.models import EndReason, Membership

WITH_MEMBER = EndReason.THEO_DOAN_VIEN


def dissolve(session: Session, unit_ids: Collection[int], day: date) -> None:
    """Let everybody leave some units on a day, and those elsewhere who belong through them."""
    end_all(session, unit_ids, day)
    left = aliased(Membership)
    by_now = and_(
        left.organization_id.in_(unit_ids),
        left.valid_until == day,
        left.ended_because == EndReason.DON_VI_GIAI_THE,
    )
    along = update(Membership).where(_holding(day), _through(left, by_now), ~_stays(day))
    gone = along.values(
        valid_until=day,
        ended_because=WITH_MEMBER,
        otherwise_until=Membership.valid_until,
        otherwise_because=Membership.ended_because,
    )
    done(session, gone.execution_options(synchronize_session=False))


def leaving_along(unit_ids: Collection[int], day: date) -> ColumnElement[bool]:
    """Tell of spans elsewhere whether somebody belongs by them who would leave along."""
    member = aliased(Membership)
    goes = and_(
        member.organization_id.in_(unit_ids), member.valid_from < day, _is_open(member, day)
    )
    return and_(_holding(day), Membership.organization_id.not_in(unit_ids), _through(member, goes))


def come_along(
    session: Session, people: Iterable[int], ended: date, day: date, *, now: datetime
) -> None:
    """Let those belong again from a day on who left along with some people who have come back."""
    later = aliased(Membership)
    is_elsewhere = exists().where(
        later.member_id == Membership.member_id, later.valid_from >= Membership.valid_until
    )
    left = (Membership.valid_until == ended, Membership.ended_because == WITH_MEMBER)
    until = Membership.otherwise_until
    would_still = or_(until.is_(None), until > day)
    for group in in_groups(people):
        which = and_(Membership.relative_of_id.in_(group), *left, ~is_elsewhere, would_still)
        if day == ended:
            ends = {"valid_until": until, "ended_because": Membership.otherwise_because}
            again = update(Membership).where(which).values(**ends, **NOTHING_CUT)
            done(session, again.execution_options(synchronize_session=False))
            continue
        rows = [
            {
                **row,
                "valid_until": row["otherwise_until"],
                "ended_because": row["otherwise_because"],
                **NOTHING_CUT,
            }
            for row in read(session, which)
        ]
        begin(session, rows, {}, day, now=now)


def _holding(day: date) -> ColumnElement[bool]:
    """Spans of relatives that began before a day and hold on it."""
    return and_(Membership.relative_of_id.is_not(None), Membership.valid_from < day, after(day))


def _through(member: type[Membership], which: ColumnElement[bool]) -> ColumnElement[bool]:
    return Membership.relative_of_id.in_(select(member.member_id).where(which))


def _stays(day: date) -> ColumnElement[bool]:
    """Tell of relatives' spans whether their member belongs somewhere on a day or later."""
    other = aliased(Membership)
    return exists().where(other.member_id == Membership.relative_of_id, _is_open(other, day))


def _is_open(span: type[Membership], day: date) -> ColumnElement[bool]:
    return or_(span.valid_until.is_(None), span.valid_until > day)
