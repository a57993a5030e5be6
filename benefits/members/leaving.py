"""Leaving the union or a unit: a day, a reason, and whoever belonged through that person."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.errors import Refusal
from benefits.members import enrolment
from benefits.members.models import EndReason, Member, Membership
from benefits.members.relatives import follow_leavers, spans_through


def leave(session: Session, member_id: int, day: date, reason: EndReason) -> Membership:
    """End a member's last span: `day` is the first one without it. Relatives leave along.

    Raises a Refusal where the member does not belong on the day before, or belongs again later.
    """
    span = last_span(session, member_id)
    if span is None:
        raise Refusal("belongs_nowhere_then", day=day)
    if span.valid_from >= day:
        raise Refusal("membership_begins_later", since=span.valid_from)
    if span.valid_until is not None and span.valid_until <= day:
        raise Refusal("belongs_nowhere_then", day=day)
    span.valid_until, span.ended_because = day, reason
    follow_leavers(session, [member_id])
    return span


def relatives_of(session: Session, member_id: int, day: date) -> list[Member]:
    """List the relatives who belong through somebody on a day or later."""
    ids = {span.member_id for span in spans_through(session, member_id, day)}
    found = select(Member).where(Member.id.in_(ids)).order_by(Member.sort_key, Member.id)
    return list(session.scalars(found))


def last_span(session: Session, member_id: int) -> Membership | None:
    spans = enrolment.spans_of(session, [member_id])[member_id]
    return spans[-1] if spans else None
