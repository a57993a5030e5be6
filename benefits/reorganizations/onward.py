"""Who came to a unit after it was decided to divide it: they go on in one of its parts.

What is known of the tree says only that the unit ends; which part takes whom, the decision says.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, TypeVarTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.database import Database
from benefits.errors import Refusal
from benefits.members import EndReason, Membership
from benefits.members.belonging import Belonging
from benefits.members.holding import hold_belonging
from benefits.members.merging import is_merged, records_of
from benefits.organization import Organization
from benefits.reorganizations.endings import closed_by, made_by_record
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import Kind

AT_ONCE: Final = 10
_SPAN: Final = Membership.id
Told = TypeVarTuple("Told")


def all_go_on_in_parts(database: Database, now: datetime) -> int:
    """Let everybody go on who waits for it, a few at a time: in between the tills get their turn.

    Others may have let some go on meanwhile, and who goes on may be cut off in turn: it is asked
    anew who waits.
    """
    asked, count = set[int](), 0
    while True:
        with database.read() as session:
            found = session.scalars(_in_turn(_cut().with_only_columns(_SPAN)))
            waiting = [each for each in dict.fromkeys(found) if each not in asked]
        if not waiting:
            return count
        for begin in range(0, len(waiting), AT_ONCE):
            with database.write() as session:
                some = _cut(_SPAN.in_(waiting[begin : begin + AT_ONCE]))
                count += _go_on(session, some, now)
        asked.update(waiting)


def go_on_in_parts(
    session: Session, *, now: datetime, members: Collection[int] | None = None
) -> int:
    """Let people go on whose days end with a unit that is divided; return how many spans do.

    All of them, or some with their relatives. A relative goes where the member goes, whoever was
    named by the decision where it says, and all others to the part that takes the rest. Where none
    does nobody has said where they belong: they stay as they are. A part may itself be divided.
    """
    if members is None:
        return _go_on(session, _cut(), now)
    theirs = Membership.member_id.in_(members), Membership.relative_of_id.in_(members)
    return _go_on(session, _cut(or_(*theirs)), now)


def _go_on(session: Session, cut: Select[Membership, Reorganization], now: datetime) -> int:
    done = set[int]()
    if session.scalar(cut.with_only_columns(_SPAN).limit(1)) is None:
        return 0
    hold_belonging(session)
    while gone := {
        span.id
        for span, record in session.execute(_in_turn(cut)).all()
        if span.id not in done and _goes_on(session, span, record, now)
    }:
        done |= gone
        session.flush()  # who is cut off in turn is asked of the database
    return len(done)


def _in_turn(cut: Select[*Told]) -> Select[*Told]:
    """Let relatives come after the people they go with."""
    return cut.order_by(Membership.relative_of_id.is_not(None), _SPAN)


def _cut(*which: ColumnElement[bool]) -> Select[Membership, Reorganization]:
    """Select the spans that a division cut off, each with the decision."""
    return (
        select(Membership, Reorganization)
        .join(ConcernedUnit, ConcernedUnit.organization_id == Membership.organization_id)
        .join(Reorganization, Reorganization.id == ConcernedUnit.reorganization_id)
        .where(
            Reorganization.kind == Kind.CHIA,
            ConcernedUnit.concern == Concern.CLOSED,
            Membership.valid_until == Reorganization.day,
            Membership.ended_because == EndReason.DON_VI_GIAI_THE,
            ~is_merged(Membership.member_id),
            *which,
        )
    )


def _goes_on(session: Session, span: Membership, record: Reorganization, now: datetime) -> bool:
    last = closed_by(session, span.organization_id, record.day)
    part = _part_for(session, span, record) if last is record else None
    if part is None:
        return False
    ends = span.otherwise_until, span.otherwise_because
    through, told = span.relative_of_id, Belonging(part, span.kind, record.day, ends[0])
    try:
        with session.begin_nested():
            span.ended_because = span.otherwise_until = span.otherwise_because = None
            session.flush()  # who goes on has not left: that is asked of the database
            purchases.join(session, span.member_id, told, now=now, relative_of_id=through)
            _keep_reason(session, span.member_id, *ends)
    except Refusal:
        return False  # somebody was told to be elsewhere by then
    return True


def _part_for(session: Session, span: Membership, record: Reorganization) -> int | None:
    """Return the part that a relative's member goes to, or the one that the decision names."""
    if span.relative_of_id is not None:
        with_member = session.scalar(
            select(Membership.organization_id).where(
                Membership.member_id == span.relative_of_id,
                Membership.valid_from == record.day,
                Membership.organization_id.in_(made_by_record(session, record)),
            )
        )
        if with_member is not None:
            return with_member
    code = _named_for(set(records_of(session, span.member_id)), record)
    return session.scalar(select(Organization.id).where(Organization.code == code))


def _named_for(person: set[int], record: Reorganization) -> str | None:
    """Return the code of the part that takes somebody by name, or else of that for the rest."""
    parts = record.choices.get("parts", ())
    by_name = (each["code"] for each in parts if not person.isdisjoint(each["members"]))
    for_the_rest = (each["code"] for each in parts if each["takes_rest"])
    return next(by_name, next(for_the_rest, None))


def _keep_reason(
    session: Session, member_id: int, until: date | None, because: EndReason | None
) -> None:
    """Let the end that was known of somebody keep its reason."""
    if until is None or because is None:
        return
    theirs = Membership.member_id == member_id, Membership.valid_until == until
    for span in session.scalars(select(Membership).where(*theirs)):
        span.ended_because = span.ended_because or because
