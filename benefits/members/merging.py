"""Two records that turned out to be one person: both stay, one of them stands for the person."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from benefits.database import take_keys
from benefits.errors import Conflict
from benefits.members import enrolment
from benefits.members.holding import hold_belonging
from benefits.members.models import Member, MemberMerge, Membership
from benefits.members.photo_record import MemberPhoto
from benefits.members.respanning import NewSpan, like
from benefits.periods import day_of

Record = ColumnElement[int] | InstrumentedAttribute[int]
HANDED_ON: Final = ("sex", "phone", "union_card_no", "household_id", "pays_dues")
PAPER: Final = ("citizen_id_hash", "citizen_id_last4")


def survivor_of(record: Record) -> ColumnElement[int]:
    """Give, for a record of the enclosing statement, the one that stands for the person."""
    newest = (
        select(MemberMerge.into_id)
        .where(MemberMerge.member_id == record)
        .order_by(MemberMerge.known_at.desc())
        .limit(1)
        .correlate_except(MemberMerge)
        .scalar_subquery()
    )
    return func.coalesce(newest, record)


def is_merged(record: Record) -> ColumnElement[bool]:
    """Tell whether another record stands for the person."""
    return (
        select(MemberMerge.member_id)
        .where(MemberMerge.member_id == record)
        .correlate_except(MemberMerge)
        .exists()
    )


def of_any_record(
    person: Record, tells: Callable[[Record], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Tell something of the record that stands for somebody, or of one it stands for."""
    merge = aliased(MemberMerge)
    merged = select(merge.member_id).where(merge.into_id == person, tells(merge.member_id))
    return or_(tells(person), merged.correlate_except(merge).exists())


def survivors(session: Session, member_ids: Iterable[int]) -> dict[int, int]:
    """Say of those records that were merged which one stands for the person."""
    wanted = set(member_ids)
    if not wanted:
        return {}
    merged = select(MemberMerge.member_id, MemberMerge.into_id).where(
        MemberMerge.member_id.in_(wanted)
    )
    rows = session.execute(merged.order_by(MemberMerge.known_at)).all()
    return {member_id: into_id for member_id, into_id in rows}  # noqa: C416 - typed rows


def records_of(session: Session, member_id: int) -> list[int]:
    """List every record of the person whom one of them belongs to."""
    return sorted(session.scalars(_records(), {"member": member_id}))


@cache
def _records() -> CompoundSelect[int]:
    """Put together once what nearly every page of a member asks."""
    member: BindParameter[int] = bindparam("member", type_=BigInteger())
    standing = survivor_of(member)
    others = select(MemberMerge.member_id).where(MemberMerge.into_id == standing)
    return select(standing).union(others)


def others_of(session: Session, member_id: int) -> list[int]:
    """List the records of a person for which another stands."""
    standing = survivors(session, [member_id]).get(member_id, member_id)
    return [each for each in records_of(session, standing) if each != standing]


def people_of(session: Session, member_ids: Iterable[int]) -> dict[int, int]:
    """Say of all records of some people which one stands for each."""
    wanted = set(member_ids)
    merged = survivors(session, wanted)
    standing = {merged.get(each, each) for each in wanted}
    others = select(MemberMerge.member_id, MemberMerge.into_id).where(
        MemberMerge.into_id.in_(standing)
    )
    return dict(session.execute(others).all()) | {each: each for each in standing}


def merge(session: Session, merged: Member, survivor: Member, *, now: datetime) -> list[int]:
    """Let one record stand for both; return every record that did not stand for it before.

    What the survivor lacks is handed on, and where the person belongs from today on. The past
    stays with each record.
    """
    hold_belonging(session)
    both = (merged.id, survivor.id)
    list(session.scalars(select(Member).where(Member.id.in_(both)).with_for_update()))
    if survivors(session, both):
        raise Conflict("merged_before")
    earlier = records_of(session, merged.id)
    session.add_all(
        MemberMerge(member_id=each, into_id=survivor.id, known_at=now) for each in earlier
    )
    _hand_on(session, merged, survivor, now)
    _move(session, merged, survivor, day_of(now), now)
    session.execute(
        update(Membership)
        .where(Membership.relative_of_id == merged.id, Membership.member_id != survivor.id)
        .values(relative_of_id=survivor.id)
    )
    session.flush()
    return earlier


def _hand_on(session: Session, merged: Member, survivor: Member, now: datetime) -> None:
    told: dict[str, Any] = {
        name: getattr(merged, name) for name in HANDED_ON if getattr(survivor, name) is None
    }
    if survivor.citizen_id_hash is None:
        told |= {name: getattr(merged, name) for name in PAPER}
    enrolment.correct(session, survivor, told, now=now)
    if survivor.photo_hash is None:
        _move_photo(session, merged, survivor)


def _move_photo(session: Session, merged: Member, survivor: Member) -> None:
    """Let the photo be the survivor's: with what it was cut from, so that it can be cut anew."""
    survivor.photo_hash, merged.photo_hash = merged.photo_hash, None
    if (photo := session.get(MemberPhoto, merged.id)) is not None:
        photo.member_id = survivor.id


def _move(session: Session, merged: Member, survivor: Member, today: date, now: datetime) -> None:
    """End the merged record's days, and give the survivor those it does not have itself."""
    spans = enrolment.spans_of(session, (merged.id, survivor.id))
    own, ahead = spans[survivor.id], list[NewSpan]()
    for span in spans[merged.id]:
        if span.valid_until is None or span.valid_until > today:
            since, until = max(span.valid_from, today), span.valid_until
            ahead += [_part(span, *part) for part in left_between(since, until, own)]
            _end(session, span, today)
    session.flush()  # a span must end before another takes its days
    keys = iter(take_keys(session, "memberships", len(ahead)))
    for part in ahead:
        if part.relative_of_id == survivor.id:
            part = part._replace(relative_of_id=None)  # noqa: PLW2901 - nobody is through oneself
        made = Membership(member_id=survivor.id, id=next(keys), known_at=now, **part._asdict())
        session.add(made)


def _part(span: Membership, since: date, until: date | None) -> NewSpan:
    """Take some days of a span, with the end it has and why where they go on to it."""
    part = like(span)._replace(valid_from=since)
    return part if until == span.valid_until else part.until(until)


def _end(session: Session, span: Membership, today: date) -> None:
    if span.valid_from < today:
        span.valid_until = today
    else:
        session.delete(span)


def days_taken(session: Session) -> dict[int, list[Membership]]:
    """Collect the spans of all records that stand for others too, each in order of days."""
    standing = set(session.scalars(select(MemberMerge.into_id).distinct()))
    return enrolment.spans_of(session, standing)


def left_between(
    since: date, until: date | None, taken: Iterable[Membership]
) -> list[tuple[date, date | None]]:
    """Return the parts of some days that no span has taken; `taken` is in order of days."""
    free, at = [], since
    for span in taken:
        ends = span.valid_until or date.max
        if ends <= at or (until is not None and span.valid_from >= until):
            continue
        if span.valid_from > at:
            free.append((at, span.valid_from))
        at = ends
    if at != date.max and (until is None or at < until):
        return [*free, (at, until)]
    return list(free)
