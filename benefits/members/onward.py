"""What follows a span of somebody's days, and whose decision that was.

A span that only carries a person on into the unit that takes over, on a day to come or long past,
is no decision about the person: whoever leaves or moves before it never lives it, or lives it
elsewhere. Another kind in the same unit, and another unit, were decided about the person.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum

from benefits.members.models import EndReason, Membership
from benefits.organization import Courses


class Onward(Enum):
    """How a span follows the one it begins at the end of."""

    CARRIED = "carried"
    OTHER_KIND = "other_kind"
    ELSEWHERE = "elsewhere"


End = tuple[date | None, EndReason | None]
Passes = Callable[[Onward, Membership], bool]


def onward(span: Membership, after: Membership, courses: Courses) -> Onward | None:
    """Tell how a span follows another; None where the person had left in between."""
    day = after.valid_from
    if span.valid_until != day or span.ended_because is not None:
        return None
    here, there = span.organization_id, after.organization_id
    if here != there and not courses.carries_on(here, there, day):
        return Onward.ELSEWHERE
    is_alike = (span.kind, span.relative_of_id) == (after.kind, after.relative_of_id)
    return Onward.CARRIED if is_alike else Onward.OTHER_KIND


def stay(
    spans: Sequence[Membership], at: Membership, courses: Courses, passes: Passes
) -> list[Membership]:
    """Return a span and those after it, for as long as how each follows is passed over."""
    found = [at]
    for after in (span for span in spans if span.valid_from > at.valid_from):
        way = onward(found[-1], after, courses)
        if way is None or not passes(way, after):
            break
        found.append(after)
    return found


def meant_end(span: Membership) -> End:
    """Return the end that was known of the person, whatever becomes of the unit."""
    if span.ended_because is EndReason.DON_VI_GIAI_THE:
        return span.otherwise_until, span.otherwise_because
    return span.valid_until, span.ended_because


def holds(span: Membership, day: date) -> bool:
    return span.valid_from <= day and (span.valid_until is None or day < span.valid_until)


def span_on(spans: Sequence[Membership], day: date) -> Membership | None:
    return next((span for span in spans if holds(span, day)), None)


def span_by(spans: Sequence[Membership], day: date) -> Membership | None:
    """Return the last span begun by a day, or the first of somebody who is yet to begin."""
    begun = [span for span in spans if span.valid_from <= day]
    return begun[-1] if begun else next(iter(spans), None)


def deciding_span(spans: Sequence[Membership], day: date) -> Membership | None:
    """Return the span whose unit has a say about somebody: the next one where the last is over."""
    last = span_by(spans, day)
    if last is None or last.valid_until is None or last.valid_until > day:
        return last
    return next((span for span in spans if span.valid_from > day), last)
