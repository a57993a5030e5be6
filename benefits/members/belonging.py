"""One person's spans of days in units: joining, moving to another unit, leaving.

Spans never overlap. A later span of another unit ends an open one (chuyển sinh hoạt); a span
that would cover days already given to another is refused. Nobody belongs to a unit for longer
than it stands: where it merges into another people go on there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from benefits.errors import Refusal
from benefits.members.models import BeneficiaryKind, EndReason, Membership
from benefits.organization import Courses
from benefits.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a row says: where, as what, and between which days; None where it says nothing.

    `joined` is when somebody joined the union, which tells a first day only of those of whom no
    other is known. `unit_since` is the unit's first day: somebody new of whom no day is told at
    all is taken to have belonged from then on.
    """

    organization_id: int
    kind: BeneficiaryKind | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    joined: date | None = None
    unit_since: date | None = None


class NewSpan(NamedTuple):
    """A span to store."""

    organization_id: int
    kind: BeneficiaryKind
    valid_from: date
    valid_until: date | None
    ended_because: EndReason | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What had to be done: spans that changed, new ones to store, ones to delete, or nothing.

    `moved_from` is the unit somebody was in instead, and `moved_to` the other and since when.
    `left_on` is the first day without somebody whom a row names as if still there: nothing is
    done then, for the row may be older than that.
    """

    added: tuple[NewSpan, ...] = ()
    removed: tuple[Membership, ...] = ()
    is_changed: bool = False
    moved_from: int | None = None
    moved_to: tuple[int, date] | None = None
    left_on: date | None = None

    @property
    def is_news(self) -> bool:
        return self.is_changed or bool(self.added)


def settle(
    spans: Sequence[Membership], told: Belonging, *, today: date, courses: Courses
) -> Settled:
    """Bring a member's spans to what is told; `spans` are all of them, in order of days.

    Raises a Refusal (`span_empty`, `membership_overlaps`, `unit_closed`) and then has changed
    nothing.
    """
    if told.valid_from is None and (left := _left_on(spans, told, today)):
        return Settled(left_on=left)
    began = told.valid_from or _since(spans, told, today, courses)
    if told.valid_until is not None and told.valid_until <= began:
        raise Refusal("span_empty", told.valid_until.isoformat())
    for span in spans:
        if span.valid_from == began:
            return _corrected(spans, span, told, courses)
    around = next((span for span in spans if _holds(span, began)), None)
    if around and _says_nothing_new(around, told):
        return Settled()
    removed = _giving_way(spans, around, began, told, courses) if around else ()
    until = _room([span for span in spans if span not in removed], began, told)
    kind = told.kind or (around.kind if around else BeneficiaryKind.DOAN_VIEN)
    added = _parts(told, kind, began, until, courses)
    if around is None:
        return Settled(added)
    around.valid_until, around.ended_because = began, None
    return _moved(around.organization_id, (told.organization_id, began), added, removed)


def _moved(
    was: int,
    to: tuple[int, date],
    added: tuple[NewSpan, ...],
    removed: tuple[Membership, ...] = (),
) -> Settled:
    if was == to[0]:
        return Settled(added, removed, is_changed=True)
    return Settled(added, removed, is_changed=True, moved_from=was, moved_to=to)


def _left_on(spans: Sequence[Membership], told: Belonging, today: date) -> date | None:
    """Tell since when somebody belongs nowhere any more, where the row gives no days itself."""
    if not spans or told.valid_until is not None:
        return None
    lasts = [span.valid_until for span in spans]
    last = max((until for until in lasts if until is not None), default=None)
    return last if None not in lasts and last is not None and last <= today else None


def _since(spans: Sequence[Membership], told: Belonging, today: date, courses: Courses) -> date:
    """Take the day a span began when the row does not say.

    That of the span in the same unit, on the last day where that is told; somebody new has
    belonged since joining, or since the unit exists; somebody of another unit moves today. A
    closed unit takes nobody in.
    """
    is_open = bool(courses.stretches(told.organization_id, today, today))
    if not spans and (is_open or told.valid_until is not None):
        days = [day for day in (told.joined, told.unit_since) if day]
        return min(max(days, default=today), today)
    last = told.valid_until - ONE_DAY if told.valid_until else today
    for day in (last, today):
        for span in spans:
            if _holds(span, day) and span.organization_id == told.organization_id:
                return span.valid_from
    return today


def _holds(span: Membership, day: date) -> bool:
    return span.valid_from <= day and (span.valid_until is None or day < span.valid_until)


def _says_nothing_new(span: Membership, told: Belonging) -> bool:
    same_place = span.organization_id == told.organization_id
    same_kind = told.kind in {None, span.kind}
    return same_place and same_kind and told.valid_until in {None, span.valid_until}


def _giving_way(
    spans: Sequence[Membership],
    around: Membership,
    began: date,
    told: Belonging,
    courses: Courses,
) -> tuple[Membership, ...]:
    """Return the later spans that somebody who moves will never live.

    A span that ends with its unit, and those that go on for it, are what happens to whoever
    stays; any other end was decided about the person.
    """
    going: list[Membership] = []
    at: Membership | None = around
    while at is not None and at.valid_until is not None:
        end = at.valid_until
        if told.valid_until is not None or courses.stays_until(at.organization_id, began) != end:
            raise Refusal("membership_overlaps", began.isoformat(), since=around.valid_from)
        heir = courses.heirs.get((at.organization_id, end))
        at = next((each for each in spans if each.valid_from == end), None)
        if at is not None and at.organization_id != heir:
            at = None
        if at is not None:
            going.append(at)
            began = end
    return tuple(going)


def _room(spans: Sequence[Membership], began: date, told: Belonging) -> date | None:
    """Find where a new span ends: where told, or where the next one begins."""
    after = min((span.valid_from for span in spans if span.valid_from > began), default=None)
    if after is None:
        return told.valid_until
    if told.valid_until is not None and told.valid_until > after:
        raise Refusal("membership_overlaps", told.valid_until.isoformat(), since=after)
    return told.valid_until or after


def _parts(
    told: Belonging, kind: BeneficiaryKind, began: date, until: date | None, courses: Courses
) -> tuple[NewSpan, ...]:
    """Cut some days where the unit ends, and go on in the unit it merges into.

    A unit closed by then is refused, unless somebody says until when it was.
    """
    unit = told.organization_id
    stretches = courses.stretches(unit, began, until)
    if not stretches:
        if told.valid_until is None:
            closed = courses.closed_since(unit) or began
            raise Refusal("unit_closed", since=f"{closed:%d/%m/%Y}")
        return (NewSpan(unit, kind, began, until),)
    *before, last = [NewSpan(each[0], kind, each[1], each[2]) for each in stretches]
    if last.valid_until != until:
        last = last._replace(ended_because=EndReason.DON_VI_GIAI_THE)
    return (*before, last)


def _corrected(
    spans: Sequence[Membership], span: Membership, told: Belonging, courses: Courses
) -> Settled:
    until = told.valid_until or span.valid_until
    others = (other.valid_from for other in spans if other.valid_from > span.valid_from)
    after = min(others, default=None)
    if after is not None and until is not None and until > after:
        raise Refusal("membership_overlaps", until.isoformat(), since=after)
    wanted = (told.organization_id, told.kind or span.kind, until)
    if (span.organization_id, span.kind, span.valid_until) == wanted:
        return Settled()
    if (span.organization_id, span.valid_until) == (told.organization_id, until):
        span.kind = wanted[1]
        return Settled(is_changed=True)
    room = until or after
    own, *others_added = _parts(told, wanted[1], span.valid_from, room, courses)
    was = span.organization_id
    span.organization_id, span.kind = own.organization_id, own.kind
    span.valid_until = own.valid_until
    span.ended_because = own.ended_because or span.ended_because
    return _moved(was, (own.organization_id, span.valid_from), tuple(others_added))
