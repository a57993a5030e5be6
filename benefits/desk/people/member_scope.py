"""Which people an officer may change, and which units may receive somebody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from benefits import organization
from benefits.desk import scope
from benefits.desk.people.member_filters import LAST_DIGITS, numbered
from benefits.errors import NotFound, Refusal
from benefits.folding import folded
from benefits.members import BeneficiaryKind, Member, Membership, enrolment, merging
from benefits.members.leaving import last_span_by
from benefits.members.onward import span_on
from benefits.organization import Organization, Placement, Unit, as_known
from benefits.periods import day_of
from benefits.web import current

MOST_FOUND = 20


def changeable(member_id: int) -> Member:
    """A person within reach whose record stands for itself: not merged away, not erased."""
    found = scope.member(member_id)
    if found.erased_at is not None or merging.survivors(current.session(), [found.id]):
        raise NotFound
    return found


def standing(member_id: int) -> Member:
    """The record that stands for a person within reach, whichever of theirs was named."""
    found = scope.member(member_id)
    survivor = merging.survivors(current.session(), [found.id]).get(found.id)
    return found if survivor is None else scope.member(survivor)


def by_number(member_no: str) -> Member | None:
    mine = scope.members().where(Member.member_no == member_no, Member.erased_at.is_(None))
    return current.session().scalar(mine)


def by_any_number(typed: str) -> Sequence[Member]:
    """Find who has a card of the union, a phone or a card of ours with a number.

    The end of a citizen id names too many.
    """
    if len(typed) == LAST_DIGITS:
        return ()
    mine = scope.members().where(Member.id.in_(numbered(typed)), Member.erased_at.is_(None))
    return current.session().scalars(mine).all()


def within(member_ids: list[int]) -> frozenset[int]:
    """Tell which of some people the officer may open."""
    mine = scope.members().with_only_columns(Member.id).where(Member.id.in_(member_ids))
    return frozenset(current.session().scalars(mine))


def last(member: Member) -> Membership:
    """The last membership that has begun: what is planned with a unit has not moved anybody yet."""
    span = last_span_by(current.session(), member.id, day_of(current.now()))
    if span is None:
        raise NotFound
    return span


def on(member: Member, day: date) -> Membership | None:
    """The membership that holds on a day."""
    return span_on(enrolment.spans_of(current.session(), [member.id])[member.id], day)


def must_hold(member: Member, day: date) -> None:
    """Refuse a relative of somebody who does not belong on a day, or belongs through another."""
    span = on(member, day)
    if span is None or is_relative(span) or day < last(member).valid_from:
        raise Refusal("relative_of_relative")


def hold_since(member: Member, day: date) -> None:
    """Refuse to change days on which somebody belonged to a unit that stood outside the reach.

    The top of the union is bounded by nobody.
    """
    session, own, today = current.session(), scope.organization_id(), day_of(current.now())
    if organization.path_on(session, own, today) == (own,):
        return
    held = (Membership.valid_from, Membership.valid_until)
    stood = (Placement.valid_from, Placement.valid_until)
    elsewhere = (
        select(Placement.id)
        .join(Membership, Membership.organization_id == Placement.organization_id)
        .where(
            Membership.member_id == member.id,
            as_known(Placement),
            Placement.path.not_like(f"%/{own}/%"),
            *(since <= today for since, _until in (held, stood)),
            *(_not_over(until, day) for _since, until in (held, stood)),
            _not_over(held[1], stood[0]),
            _not_over(stood[1], held[0]),
        )
    )
    if session.scalar(elsewhere.limit(1)) is not None:
        raise Refusal("stood_elsewhere_then", day=day)


def _not_over(until: Any, day: Any) -> ColumnElement[bool]:
    return or_(until.is_(None), until > day)


def is_relative(span: Membership) -> bool:
    return span.kind is BeneficiaryKind.THAN_NHAN


def receiving(typed: str) -> list[Unit]:
    """Find units anywhere in the union, open today, by words of the name or by code."""
    words, code, today = folded(typed).split(), typed.casefold(), day_of(current.now())
    if not words:
        return []
    found = (
        unit
        for unit in organization.outline(current.session(), None, today)
        if unit.code.casefold() == code
        or all(any(each.startswith(word) for each in folded(unit.name).split()) for word in words)
    )
    return [unit for unit, _count in zip(found, range(MOST_FOUND), strict=False)]


def open_unit(code: str, day: date) -> Organization:
    """A unit anywhere in the union that is open on a day."""
    session = current.session()
    unit = session.scalar(select(Organization).where(Organization.code == code))
    if unit is None:
        raise NotFound
    if organization.path_on(session, unit.id, day) is None:
        raise Refusal("unit_not_open_then", code, day=day)
    return unit
