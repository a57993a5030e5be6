"""One person's spans of days in units: joining, moving to another unit, leaving.

Spans never overlap. A later span of another unit ends an open one (chuyển sinh hoạt); a span
that would cover days already given to another is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from benefits.errors import Refusal
from benefits.members.models import BeneficiaryKind, Membership


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a row says: where, as what, and between which days; None where it says nothing.

    `unit_since` is the unit's first day: somebody new of whom no first day is told is taken to
    have belonged from then on.
    """

    organization_id: int
    kind: BeneficiaryKind | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    unit_since: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What had to be done: the spans that changed, a new one to store, or neither."""

    added: Membership | None = None
    is_changed: bool = False
    is_transfer: bool = False


Make = Callable[[int, BeneficiaryKind, date, date | None], Membership | None]
"""Makes a span to store; nothing where whoever asked has kept it already."""


def settle(spans: list[Membership], told: Belonging, *, today: date, make: Make) -> Settled:
    """Bring a member's spans to what is told; `spans` are all of them, in order of days.

    Raises a Refusal (`span_empty`, `membership_overlaps`) and then has changed nothing.
    """
    began = told.valid_from or _since(spans, told, today)
    if told.valid_until is not None and told.valid_until <= began:
        raise Refusal("span_empty", told.valid_until.isoformat())
    for span in spans:
        if span.valid_from == began:
            return _corrected(spans, span, told)
    around = next((span for span in spans if _holds(span, began)), None)
    if around and _says_nothing_new(around, told):
        return Settled()
    if around and around.valid_until is not None:
        raise Refusal("membership_overlaps", began.isoformat(), since=around.valid_from)
    until = _room(spans, began, told)
    if around:
        around.valid_until = began
    kind = told.kind or (around.kind if around else BeneficiaryKind.DOAN_VIEN)
    added = make(told.organization_id, kind, began, until)
    return Settled(added=added, is_changed=around is not None, is_transfer=around is not None)


def _since(spans: list[Membership], told: Belonging, today: date) -> date:
    """Take the day a span began when the row does not say.

    That of the span in the same unit; somebody new has belonged since the unit exists; somebody
    of another unit moves today.
    """
    if not spans and told.unit_since:
        return min(told.unit_since, today)
    for span in spans:
        if _holds(span, today) and span.organization_id == told.organization_id:
            return span.valid_from
    return today


def _holds(span: Membership, day: date) -> bool:
    return span.valid_from <= day and (span.valid_until is None or day < span.valid_until)


def _says_nothing_new(span: Membership, told: Belonging) -> bool:
    same_place = span.organization_id == told.organization_id
    same_kind = told.kind in {None, span.kind}
    return same_place and same_kind and told.valid_until in {None, span.valid_until}


def _room(spans: list[Membership], began: date, told: Belonging) -> date | None:
    """Find where a new span ends: where told, or where the next one begins."""
    after = min((span.valid_from for span in spans if span.valid_from > began), default=None)
    if after is None:
        return told.valid_until
    if told.valid_until is not None and told.valid_until > after:
        raise Refusal("membership_overlaps", told.valid_until.isoformat(), since=after)
    return told.valid_until or after


def _corrected(spans: list[Membership], span: Membership, told: Belonging) -> Settled:
    until = told.valid_until or span.valid_until
    others = (other.valid_from for other in spans if other.valid_from > span.valid_from)
    after = min(others, default=None)
    if after is not None and until is not None and until > after:
        raise Refusal("membership_overlaps", until.isoformat(), since=after)
    wanted = (told.organization_id, told.kind or span.kind, until)
    if (span.organization_id, span.kind, span.valid_until) == wanted:
        return Settled()
    span.organization_id, span.kind, span.valid_until = wanted
    return Settled(is_changed=True)
