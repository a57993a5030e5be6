"""Where somebody belongs from a day on, and the uses since then along with it.

Joining, moving to another unit (chuyển sinh hoạt), becoming a member; all of them also late.
Whoever belongs through that person moves along.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits import organization
from benefits.database import take_keys
from benefits.errors import Refusal
from benefits.members import BeneficiaryKind, Membership, enrolment
from benefits.members.belonging import Belonging, settle
from benefits.members.holding import hold_belonging
from benefits.members.kinship import belong_through
from benefits.members.relatives import spans_through
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
    for span in settled.removed:
        session.delete(span)
    if settled.is_changed:
        session.flush()  # the old span must end before a new one takes its days
    for key, added in zip(
        take_keys(session, "memberships", len(settled.added)), settled.added, strict=True
    ):
        session.add(
            Membership(
                member_id=member_id,
                id=key,
                relative_of_id=relative_of_id,
                known_at=now,
                **added._asdict(),
            )
        )
    if settled.is_news:
        attribute_anew(session, [member_id], because_of="membership_told_anew", now=now)
    return settled.is_news


def transfer(
    session: Session, member_id: int, organization_id: int, since: date, *, now: datetime
) -> bool:
    """Let a member, and the relatives, belong to a unit from a day on; tell whether it is new."""
    told = Belonging(organization_id=organization_id, valid_from=since)
    is_new = join(session, member_id, told, now=now)
    bring_relatives(session, member_id, organization_id, since, now=now)
    return is_new


def bring_relatives(
    session: Session, member_id: int, organization_id: int, since: date, *, now: datetime
) -> None:
    """Let those who belong through somebody who has moved go along; the tree is held already."""
    for span in spans_through(session, member_id, since):
        along = Belonging(
            organization_id=organization_id,
            kind=BeneficiaryKind.THAN_NHAN,
            valid_from=max(since, span.valid_from),
        )
        _join(session, span.member_id, along, now=now, relative_of_id=member_id)


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
    span = next((each for each in spans if _holds(each, since)), None)
    if span is None:
        raise Refusal("belongs_nowhere_then", day=since)
    if span.kind is kind:
        raise Refusal("same_kind")
    told = Belonging(organization_id=span.organization_id, kind=kind, valid_from=since)
    join(session, member_id, told, now=now, relative_of_id=relative_of_id)
    belong_through(session, member_id, since, relative_of_id)


def _holds(span: Membership, day: date) -> bool:
    return span.valid_from <= day and (span.valid_until is None or day < span.valid_until)
