"""One person's spans of days in units: joining, moving to another unit, leaving.

Spans never overlap. A later span of another unit ends an open one (chuyển sinh hoạt); a span
that would cover days already given to another is refused. Nobody belongs to a unit for longer
than it stands: where it merges into another people go on there. What only carries a person on
gives way (see `onward`), and the end that was known goes along with whoever moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benefits.errors import Refusal
from benefits.members.cutting import by_kind, parts, runs
from benefits.members.models import BeneficiaryKind, EndReason, Membership
from benefits.members.onward import End, Onward, holds, meant_end, onward, span_on, stay
from benefits.members.respanning import NOTHING, NewSpan, Rewritten, like, rewritten
from benefits.organization import Courses
from benefits.periods import ONE_DAY


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a row says: where, as what, and between which days; None where it says nothing.

    `joined` is when somebody joined the union, which tells a first day only of those of whom no
    other is known. `unit_since` is the unit's first day: somebody new of whom no day is told at
    all is taken to have belonged from then on. `is_there_still` is said by lists: whoever has no
    last day there belongs to the unit on the day of the list.
    """

    organization_id: int
    kind: BeneficiaryKind | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    joined: date | None = None
    unit_since: date | None = None
    is_there_still: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What has to be done to somebody's spans, or nothing.

    `moved_from` is the unit somebody was in instead, and `moved_to` the other and since when.
    `left_on` is the first day without somebody whom a row names as if still there: nothing is
    done then, for the row may be older than that.
    """

    spans: Rewritten = NOTHING
    moved_from: int | None = None
    moved_to: tuple[int, date] | None = None
    left_on: date | None = None

    @property
    def added(self) -> tuple[NewSpan, ...]:
        return self.spans.added

    @property
    def is_news(self) -> bool:
        return self.spans != NOTHING


def settle(
    spans: Sequence[Membership], told: Belonging, *, today: date, courses: Courses
) -> Settled:
    """Tell what brings a member's spans to what is told; they are all of them, in order of days.

    Raises a Refusal: `span_empty`, `membership_overlaps`, `unit_closed`.
    """
    if told.valid_from is None and (left := _left_on(spans, told, today)):
        return Settled(left_on=left)
    began = told.valid_from or _since(spans, told, today, courses)
    if told.valid_until is not None and told.valid_until <= began:
        raise Refusal("span_empty", told.valid_until.isoformat())
    at = span_on(spans, began)
    if at is None:
        return _joined(spans, told, began, courses)
    if told.organization_id == at.organization_id and told.kind in {None, at.kind}:
        return _ended(spans, at, told, today, courses)
    if told.is_there_still and (left := _left_before(spans, at, told, today, courses)):
        return Settled(left_on=left)
    return _moved(spans, at, told, began, courses)


def _left_on(spans: Sequence[Membership], told: Belonging, today: date) -> date | None:
    """Tell since when somebody belongs nowhere any more, where the row gives no days itself."""
    if not spans or told.valid_until is not None:
        return None
    lasts = [span.valid_until for span in spans]
    last = max((until for until in lasts if until is not None), default=None)
    return last if None not in lasts and last is not None and last <= today else None


def _left_before(
    spans: Sequence[Membership], at: Membership, told: Belonging, today: date, courses: Courses
) -> date | None:
    """Tell since when somebody is gone whom a list names as still in another unit.

    Raises a Refusal where that day is past and the person came back elsewhere since.
    """
    if told.valid_until is not None or told.organization_id == at.organization_id:
        return None
    staying = stay(spans, at, courses, lambda way, _span: way is not Onward.ELSEWHERE)
    left, _because = meant_end(staying[-1])
    if left is None or left > today:
        return None
    after = _next(spans, staying)
    if after is None:
        return left
    if onward(staying[-1], after, courses) is None:
        raise Refusal("membership_overlaps", left.isoformat(), since=after.valid_from)
    return None


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
            if holds(span, day) and span.organization_id == told.organization_id:
                return span.valid_from
    return today


def _joined(spans: Sequence[Membership], told: Belonging, began: date, courses: Courses) -> Settled:
    """Let somebody belong who did not on that day, until where told or the next span begins."""
    after = min((span.valid_from for span in spans if span.valid_from > began), default=None)
    _must_end_by(told.valid_until, after)
    kind = told.kind or BeneficiaryKind.DOAN_VIEN
    new = NewSpan(told.organization_id, kind, began, told.valid_until or after)
    may_be_closed = told.valid_until is not None
    return Settled(rewritten(spans, (), parts(new, courses, may_be_closed=may_be_closed)))


def _ended(
    spans: Sequence[Membership], at: Membership, told: Belonging, today: date, courses: Courses
) -> Settled:
    """Let somebody leave on another day than was known: nothing that only went on comes after."""
    until = told.valid_until
    staying = stay(
        spans,
        at,
        courses,
        lambda way, span: (
            way is Onward.CARRIED or (way is Onward.OTHER_KIND and span.valid_from > today)
        ),
    )
    if until is None or until in {at.valid_until, staying[-1].valid_until}:
        return Settled()
    after = _next(spans, staying)
    _must_end_by(until, after.valid_from if after else None)
    *before, last = [like(span) for span in staying if span.valid_from < until]
    until_then = parts(last.until(until, _still_because(at)), courses, may_be_closed=True)
    return Settled(rewritten(spans, staying, (*before, *until_then)))


def _moved(
    spans: Sequence[Membership], at: Membership, told: Belonging, began: date, courses: Courses
) -> Settled:
    """Let somebody be elsewhere, or of another kind, from a day on that others hold so far."""
    is_elsewhere = told.organization_id != at.organization_id
    is_told = told.valid_until is not None
    staying = stay(
        spans,
        at,
        courses,
        lambda way, _span: way is Onward.CARRIED or (is_elsewhere and way is Onward.OTHER_KIND),
    )
    after = _next(spans, staying)
    way = onward(staying[-1], after, courses) if after else None
    is_border = after is not None and way is Onward.ELSEWHERE and _is_there_then(after, told)
    if began > at.valid_from and not is_border:
        _must_leave_room(staying, told, is_taken=is_elsewhere and way is Onward.ELSEWHERE)
    next_day = after.valid_from if after else None
    until, because = (next_day, None) if is_border else _end(staying[-1], told, next_day)
    _must_end_by(until, next_day)
    wanted = [like(at).until(began)] if began > at.valid_from else []
    then = runs(staying, told.kind, began, until)
    if is_elsewhere:
        whole = then[0]._replace(organization_id=told.organization_id).until(until, because)
        wanted += by_kind(parts(whole, courses, may_be_closed=is_told), then)
    elif not is_told:
        wanted += then
    else:
        last = then[-1].until(until, because)
        wanted += [*then[:-1], *parts(last, courses, may_be_closed=True)]
    changes = rewritten(spans, staying, wanted)
    moved = (at.organization_id, (told.organization_id, began)) if is_elsewhere else (None, None)
    return Settled(changes, *moved)


def _is_there_then(after: Membership, told: Belonging) -> bool:
    """Tell of a span in another unit whether it only began too late."""
    is_same = after.organization_id == told.organization_id
    return is_same and told.valid_until in {None, after.valid_until}


def _next(spans: Sequence[Membership], staying: Sequence[Membership]) -> Membership | None:
    return next((span for span in spans if span.valid_from > staying[-1].valid_from), None)


def _must_leave_room(staying: Sequence[Membership], told: Belonging, *, is_taken: bool) -> None:
    """Refuse days that a later decision gave to another unit, or an end that was told otherwise."""
    known, _because = meant_end(staying[-1])
    if is_taken or (told.valid_until is not None and known not in {None, told.valid_until}):
        day = told.valid_from.isoformat() if told.valid_from else ""
        raise Refusal("membership_overlaps", day, since=staying[0].valid_from)


def _must_end_by(until: date | None, after: date | None) -> None:
    if after is not None and until is not None and until > after:
        raise Refusal("membership_overlaps", until.isoformat(), since=after)


def _still_because(span: Membership) -> EndReason | None:
    """Tell why somebody left, where only the day is told otherwise."""
    return meant_end(span)[1]


def _end(last: Membership, told: Belonging, after: date | None) -> End:
    """Find when somebody leaves who moves: as told, else as was known already."""
    until, because = meant_end(last)
    if told.valid_until not in {None, until}:
        return told.valid_until, _still_because(last)
    if after is not None and (until is None or until > after):
        return after, None
    return until, because
