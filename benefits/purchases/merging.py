"""Two records found to be one person: limits count the uses of both from now on."""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from benefits.agreements import LimitScope
from benefits.cards import Card, Keeping, keep_one
from benefits.members import Member, Twins, TwinState, merging, twins
from benefits.purchases import quota
from benefits.purchases.limits import OF_ONE_MEMBER, SHARED, Key, alone
from benefits.purchases.models import QuotaCounter, QuotaTaking

ANY: Final = Keeping()


def merge(session: Session, merged: Member, survivor: Member, *, now: datetime) -> None:
    """Let one record stand for both; cards of either go on working.

    Whoever sells to one of the cards meanwhile is waited for.
    """
    both = (merged.id, survivor.id)
    held = select(Card.index).where(Card.member_id.in_(both)).order_by(Card.index)
    session.scalars(held.with_for_update(of=Card)).all()
    earlier = merging.merge(session, merged, survivor, now=now)
    _count_together(session, [*earlier, survivor.id], survivor)


def decide_same(
    session: Session,
    pair: Twins,
    survivor: Member,
    *,
    keeping: Keeping = ANY,
    by: int | None,
    now: datetime,
) -> Member:
    """Say that two records are one person, for whom the survivor stands; return the other.

    Of the person's cards one of each medium stays.
    """
    other_id = pair.high_id if survivor.id == pair.low_id else pair.low_id
    other = session.get_one(Member, other_id)
    twins.decide(session, pair, TwinState.SAME, by=by, now=now, into_id=survivor.id)
    merge(session, other, survivor, now=now)
    keep_one(session, survivor.id, keeping, by=by, now=now)
    return other


def _count_together(session: Session, records: list[int], survivor: Member) -> None:
    """Add up the counters of all records under the survivor's keys, takings likewise."""
    was = _of_records(QuotaCounter, records)
    counters = session.scalars(select(QuotaCounter).where(was).with_for_update()).all()
    uses: dict[Key, tuple[int, int]] = {}
    for each in counters:
        key = _key_for(each, survivor)
        used, allowed = uses.get(key, (0, 0))
        uses[key] = (used + each.used, max(allowed, each.allowed))
    _rename_takings(session, records, survivor)
    session.execute(delete(QuotaCounter).where(was).execution_options(synchronize_session="fetch"))
    quota.fill(session, uses)


def _of_records(
    table: type[QuotaCounter] | type[QuotaTaking], records: list[int]
) -> ColumnElement[bool]:
    """Find what counts those records alone, not what they share with others."""
    of_one = and_(table.scope.in_(OF_ONE_MEMBER), table.member_id.in_(records))
    theirs = [SHARED, *records] if table is QuotaTaking else [SHARED]
    household = and_(
        table.scope == LimitScope.HOUSEHOLD,
        table.member_id.in_(theirs),
        table.subject.in_([alone(each) for each in records]),
    )
    return or_(of_one, household)


def _key_for(counter: QuotaCounter, survivor: Member) -> Key:
    is_own = counter.scope in OF_ONE_MEMBER
    subject = {
        LimitScope.MEMBER: str(survivor.id),
        LimitScope.HOUSEHOLD: str(survivor.household_id or alone(survivor.id)),
    }.get(LimitScope(counter.scope), counter.subject)
    return Key(
        survivor.id if is_own else SHARED,
        counter.offer_id,
        counter.scope,
        subject,
        counter.window,
        counter.starts_on,
    )


def _rename_takings(session: Session, records: list[int], survivor: Member) -> None:
    subjects = {
        LimitScope.MEMBER: str(survivor.id),
        LimitScope.HOUSEHOLD: str(survivor.household_id or alone(survivor.id)),
    }
    theirs = _of_records(QuotaTaking, records)
    for scope, subject in subjects.items():
        session.execute(
            update(QuotaTaking)
            .where(theirs, QuotaTaking.scope == scope)
            .values(subject=subject)
            .execution_options(synchronize_session=False)
        )
