"""Where somebody belongs from a day on, and the uses since then along with it.

Joining, moving to another unit (chuyển sinh hoạt), becoming a member; all of them also late.
Whoever belongs through that person moves along.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits import organization
from benefits.database import take_keys
from benefits.errors import Refusal
from benefits.members import BeneficiaryKind, enrolment
from benefits.members.belonging import Belonging, settle
from benefits.members.holding import hold_belonging
from benefits.members.kinship import belong_through
from benefits.members.onward import span_on
from benefits.members.relatives import follow_leavers, spans_through, stay_with
from benefits.members.respanning import store
from benefits.periods import day_of
from benefits.purchases.attributing import attribute_anew


def join(
    session: Session,
    member_id: int,
    told: Belonging,
    *,
    now: datetime,
    relative_of_id: int | None = None,
) -> bool:
    """Let somebody belong to a unit as told; return whether that is new.

    Raises a Refusal where the days are taken by a span that was told otherwise, or the unit is
    closed.
    """
    hold_belonging(session)
    return _join(session, member_id, told, now=now, relative_of_id=relative_of_id)


def _join(
    session: Session,
    member_id: int,
    told: Belonging,
    *,
    now: datetime,
    relative_of_id: int | None = None,
) -> bool:
    spans = enrolment.spans_of(session, [member_id])[member_id]
    units = {told.organization_id, *(span.organization_id for span in spans)}
    settled = settle(spans, told, today=day_of(now), courses=organization.courses(session, units))
    if settled.is_news:
        keys = iter(take_keys(session, "memberships", len(settled.added)))
        store(session, member_id, settled.spans, keys, now=now, through=relative_of_id)
        attribute_anew(session, [member_id], because_of="membership_told_anew", now=now)
    return settled.is_news


def transfer(
    session: Session, member_id: int, organization_id: int, since: date, *, now: datetime
) -> bool:
    """Let a member, and the relatives, belong to a unit from a day on; tell whether it is new."""
    told = Belonging(organization_id=organization_id, valid_from=since)
    is_new = join(session, member_id, told, now=now)
    if is_new:
        bring_relatives(session, member_id, since, now=now)
    return is_new


def bring_relatives(session: Session, member_id: int, since: date, *, now: datetime) -> None:
    """Let those who belong through somebody who has moved go along; the tree is held already."""
    session.flush()  # where the member is now is asked of the database
    spans = enrolment.spans_of(session, [member_id])[member_id]
    stay_with(session, member_id, spans[-1].valid_until, since)
    began = [
        (span.member_id, max(since, span.valid_from))
        for span in spans_through(session, member_id, since)
    ]
    for relative_id, day in began:
        if (there := span_on(spans, day)) is not None:
            along = Belonging(there.organization_id, BeneficiaryKind.THAN_NHAN, valid_from=day)
            _join(session, relative_id, along, now=now, relative_of_id=member_id)
    follow_leavers(session, [member_id])


def change_kind(
    session: Session,
    member_id: int,
    kind: BeneficiaryKind,
    since: date,
    *,
    now: datetime,
    relative_of_id: int | None = None,
) -> None:
    """Let somebody be of another kind from a day on, in the unit of that day.

    A relative belongs through the member named; whoever is none belongs through nobody.
    """
    hold_belonging(session)
    spans = enrolment.spans_of(session, [member_id])[member_id]
    span = span_on(spans, since)
    if span is None:
        raise Refusal("belongs_nowhere_then", day=since)
    if span.kind is kind:
        raise Refusal("same_kind")
    told = Belonging(organization_id=span.organization_id, kind=kind, valid_from=since)
    join(session, member_id, told, now=now, relative_of_id=relative_of_id)
    belong_through(session, member_id, since, relative_of_id)
