"""Leaving the union or a unit: a day, a reason, and whoever belonged through that person.

Whoever leaves is not carried on by anything that becomes of the unit, before or after; nor is a
change of kind lived that was to come.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.errors import Refusal
from benefits.members import enrolment
from benefits.members.holding import hold_belonging
from benefits.members.in_bulk import in_groups
from benefits.members.models import EndReason, Member, Membership
from benefits.members.onward import Onward, span_by, stay
from benefits.members.relatives import follow_leavers, spans_through
from benefits.members.respanning import Rewritten, like, rewrite
from benefits.organization import Courses, courses


def leave(session: Session, member_id: int, day: date, reason: EndReason) -> Membership:
    """End a member's span of the day before: `day` is the first one without it.

    Relatives leave along. Raises a Refusal where the member does not belong on the day before, or
    belongs later by a decision of its own.
    """
    hold_belonging(session)
    spans = enrolment.spans_of(session, [member_id])[member_id]
    span = _end(session, spans, day, reason, _courses_of(session, [spans]))
    follow_leavers(session, [member_id])
    return span


def leave_many(
    session: Session, member_ids: Sequence[int], day: date, reason: EndReason
) -> dict[int, Refusal]:
    """Let many leave; return why those stay as they are who do not.

    A thousand people take as many statements as one.
    """
    hold_belonging(session)
    refused = dict[int, Refusal]()
    for group in in_groups(dict.fromkeys(member_ids)):
        spans, made = enrolment.spans_of(session, group), list[Rewritten]()
        known = _courses_of(session, spans.values())
        for member_id in group:
            try:
                made.append(left(spans[member_id], day, reason, known))
            except Refusal as refusal:
                refused[member_id] = refusal
        rewrite(session, *made)
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


def last_span_by(session: Session, member_id: int, today: date) -> Membership | None:
    """Return the last span that has begun, or the first of somebody who is yet to begin."""
    return span_by(enrolment.spans_of(session, [member_id])[member_id], today)


def _courses_of(session: Session, everybody: Iterable[Sequence[Membership]]) -> Courses:
    """Look up what becomes of the units of those who have more than one span."""
    units = {span.organization_id for spans in everybody if len(spans) > 1 for span in spans}
    return courses(session, units) if units else Courses()


def _end(
    session: Session, spans: Sequence[Membership], day: date, reason: EndReason, known: Courses
) -> Membership:
    made = left(spans, day, reason, known)
    rewrite(session, made)
    return made.changed[0][0]


def left(spans: Sequence[Membership], day: date, reason: EndReason, known: Courses) -> Rewritten:
    """Tell what becomes of all spans of somebody, in order of days, who leaves on a day."""
    span = next((each for each in reversed(spans) if each.valid_from < day), None)
    if span is None and spans:
        raise Refusal("membership_begins_later", since=spans[0].valid_from)
    if span is None or (span.valid_until is not None and span.valid_until < day):
        raise Refusal("belongs_nowhere_then", day=day)
    staying = stay(spans, span, known, lambda way, _after: way is not Onward.ELSEWHERE)
    if staying[-1] is not spans[-1]:
        raise Refusal("belongs_again_then", since=spans[spans.index(staying[-1]) + 1].valid_from)
    if span.valid_until == day and len(staying) == 1:
        raise Refusal("belongs_nowhere_then", day=day)
    ended = like(span).until(day, reason)
    return Rewritten(changed=((span, ended),), removed=tuple(staying[1:]))
