"""Leaving the union or a unit: a day, a reason, and whoever belonged through that person."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.errors import Refusal
from benefits.members import enrolment
from benefits.members.holding import hold_belonging
from benefits.members.models import EndReason, Member, Membership
from benefits.members.relatives import follow_leavers, spans_through


def leave(session: Session, member_id: int, day: date, reason: EndReason) -> Membership:
    """End a member's last span: `day` is the first one without it. Relatives leave along.

    Raises a Refusal where the member does not belong on the day before, or belongs again later.
    """
    hold_belonging(session)
    span = _end(last_span(session, member_id), day, reason)
    follow_leavers(session, [member_id])
    return span


def leave_many(
    session: Session, member_ids: Sequence[int], day: date, reason: EndReason
) -> dict[int, Refusal]:
    """End the last spans of many; return why those stay as they are whose spans do not."""
    hold_belonging(session)
    spans, refused = enrolment.spans_of(session, member_ids), dict[int, Refusal]()
    for member_id in member_ids:
        try:
            _end(spans[member_id][-1] if spans[member_id] else None, day, reason)
        except Refusal as refusal:
            refused[member_id] = refusal
    follow_leavers(session, set(member_ids) - refused.keys())
    return refused


def relatives_of(session: Session, member_id: int, day: date) -> list[Member]:
    """List the relatives who belong through somebody on a day or later."""
    ids = {span.member_id for span in spans_through(session, member_id, day)}
    found = select(Member).where(Member.id.in_(ids)).order_by(Member.sort_key, Member.id)
    return list(session.scalars(found))


def last_span(session: Session, member_id: int) -> Membership | None:
    spans = enrolment.spans_of(session, [member_id])[member_id]
    return spans[-1] if spans else None


def _end(span: Membership | None, day: date, reason: EndReason) -> Membership:
    if span is None or (span.valid_until is not None and span.valid_until <= day):
        raise Refusal("belongs_nowhere_then", day=day)
    if span.valid_from >= day:
        raise Refusal("membership_begins_later", since=span.valid_from)
    span.valid_until, span.ended_because = day, reason
    return span
