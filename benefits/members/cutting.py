"""Days in units, cut where a unit ends and where somebody becomes of another kind."""

from collections.abc import Sequence
from datetime import date

from benefits.errors import Refusal
from benefits.members.models import BeneficiaryKind, EndReason, Membership
from benefits.members.respanning import NewSpan, like
from benefits.organization import Courses


def runs(
    staying: Sequence[Membership], kind: BeneficiaryKind | None, began: date, until: date | None
) -> list[NewSpan]:
    """Cut what somebody's spans are to be to some days; of the kind told, until another follows."""
    was = staying[0].kind
    found: list[NewSpan] = []
    for span in staying:
        if until is not None and span.valid_from >= until:
            break
        if span.kind is not was:
            kind = None
        run = like(span)._replace(valid_from=max(began, span.valid_from))
        found.append(_of_kind(run, kind or span.kind))
    return found


def _of_kind(span: NewSpan, kind: BeneficiaryKind) -> NewSpan:
    """Let a span be of a kind; nobody but a relative belongs through anybody."""
    through = span.relative_of_id if kind is BeneficiaryKind.THAN_NHAN else None
    return span._replace(kind=kind, relative_of_id=through)


def by_kind(places: Sequence[NewSpan], kinds: Sequence[NewSpan]) -> list[NewSpan]:
    """Cut spans where somebody becomes of another kind."""
    found: list[NewSpan] = []
    for part in places:
        ends = part.valid_until or date.max
        inside = [run.valid_from for run in kinds if part.valid_from < run.valid_from < ends]
        for since in (part.valid_from, *inside):
            run = [each for each in kinds if each.valid_from <= since][-1]
            if since > part.valid_from:
                found[-1] = found[-1].until(since)
            place = part._replace(valid_from=since)
            found.append(place._replace(kind=run.kind, relative_of_id=run.relative_of_id))
    return found


def parts(span: NewSpan, courses: Courses, *, may_be_closed: bool) -> tuple[NewSpan, ...]:
    """Cut some days where the unit ends, and go on in the unit it merges into.

    A unit closed by then is refused, unless it is told until when somebody was there.
    """
    unit, began, until = span.organization_id, span.valid_from, span.valid_until
    stretches = courses.stretches(unit, began, until)
    if not stretches:
        if not may_be_closed:
            closed = courses.closed_by(unit, began) or began
            raise Refusal("unit_closed", since=f"{closed:%d/%m/%Y}")
        return (span,)
    *before, last = [
        span._replace(organization_id=each[0], valid_from=each[1]) for each in stretches
    ]
    whole = [each.until(at.until) for each, at in zip(before, stretches, strict=False)]
    if stretches[-1].until != until:
        cut = last.until(stretches[-1].until, EndReason.DON_VI_GIAI_THE)
        last = cut._replace(otherwise_until=until, otherwise_because=span.ended_because)
    return (*whole, last)
