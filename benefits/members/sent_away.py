"""Whom a unit's end sent away, and which of their spans may be the unit's again."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import aliased

from benefits.members.merging import is_merged
from benefits.members.models import EndReason, Membership
from benefits.members.origins import SpanOrigin, began_in
from benefits.organization import Placement, as_known


class Ending(NamedTuple):
    """A unit's end: the day, and by their keys the unit and those its people went on in, if any.

    `known_at` is when it was decided: whoever had gone to the heir before then, went by himself.
    A file does not tell it.
    """

    unit_id: int
    heir_ids: frozenset[int]
    day: date
    known_at: datetime | None = None


def sent_away(ending: Ending) -> Select[int]:
    """Select everybody who would have been in a unit longer but for its end, each once."""
    reason = Membership.ended_because
    ended = reason.is_(None) if ending.heir_ids else reason == EndReason.DON_VI_GIAI_THE
    stood = select(Membership.member_id).where(
        Membership.organization_id == ending.unit_id,
        Membership.valid_until == ending.day,
        ended,
        ~_went_by_themselves(ending),
    )
    began = select(SpanOrigin.member_id).where(
        SpanOrigin.organization_id == ending.unit_id, SpanOrigin.day == ending.day
    )
    return select(stood.union(began).subquery().c.member_id)


def left_by(ending: Ending) -> ColumnElement[bool]:
    """Spans that a dissolution ended, of people who are nowhere else while they would go on."""
    return and_(
        Membership.organization_id == ending.unit_id,
        Membership.valid_until == ending.day,
        Membership.ended_because == EndReason.DON_VI_GIAI_THE,
        ~_is_elsewhere(),
        ~is_merged(Membership.member_id),
    )


def would_still(day: date) -> ColumnElement[bool]:
    """Tell whether somebody would not have left by a day anyway."""
    return or_(Membership.otherwise_until.is_(None), Membership.otherwise_until > day)


def moved_by(ending: Ending) -> ColumnElement[bool]:
    """Spans in an heir that the end put there, whole or from its day on.

    Not those of people whom the heir's own end, in its turn, sent on to another unit.
    """
    put_there = began_in(ending.unit_id, ending.day)
    among = Membership.organization_id.in_(ending.heir_ids)
    return and_(among, or_(put_there, _followed(ending)), or_(~_has_later(), _heir_goes_on()))


def is_like_before(ending: Ending) -> ColumnElement[bool]:
    """Tell of spans in the heir whether they only go on with one in the unit, unchanged."""
    before = aliased(Membership)
    through = before.relative_of_id.is_not_distinct_from(Membership.relative_of_id)
    same = exists().where(*_before(before, ending), _is_alike(before), through)
    return and_(_followed(ending), same)


def _followed(ending: Ending) -> ColumnElement[bool]:
    """Spans in the heir from the day of the end on, of people who were in the unit until then."""
    before = aliased(Membership)
    came = exists().where(*_before(before, ending))
    here = and_(Membership.valid_from == ending.day, ~began_in(ending.unit_id, ending.day))
    if ending.known_at is None:
        return and_(here, came.where(_is_alike(before)))
    return and_(here, came, Membership.known_at >= ending.known_at)


def _before(before: type[Membership], ending: Ending) -> tuple[ColumnElement[bool], ...]:
    return (
        before.member_id == Membership.member_id,
        before.organization_id == ending.unit_id,
        before.valid_until == ending.day,
        before.ended_because.is_(None),
    )


def _is_alike(before: type[Membership]) -> ColumnElement[bool]:
    return before.kind == Membership.kind


def _went_by_themselves(ending: Ending) -> ColumnElement[bool]:
    if ending.known_at is None:
        return false()
    onward = aliased(Membership)
    return exists().where(
        onward.member_id == Membership.member_id,
        onward.valid_from == ending.day,
        onward.known_at < ending.known_at,
    )


def _heir_goes_on() -> ColumnElement[bool]:
    """Tell whether the unit of a span is still there when the span is over."""
    return exists().where(
        Placement.organization_id == Membership.organization_id,
        Placement.valid_from <= Membership.valid_until,
        or_(Placement.valid_until.is_(None), Placement.valid_until > Membership.valid_until),
        as_known(Placement),
    )


def _is_elsewhere() -> ColumnElement[bool]:
    """Tell of a span cut short whether another begins before it would have ended."""
    later, ends = aliased(Membership), Membership.otherwise_until
    return exists().where(
        later.member_id == Membership.member_id,
        later.valid_from > Membership.valid_from,
        or_(ends.is_(None), later.valid_from < ends),
    )


def _has_later() -> ColumnElement[bool]:
    later = aliased(Membership)
    return exists().where(
        later.member_id == Membership.member_id, later.valid_from > Membership.valid_from
    )
