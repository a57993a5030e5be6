"""Moving a member to another unit from a day on, and the uses since then along with it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members import BeneficiaryKind, Membership, enrolment
from benefits.members.belonging import Belonging, settle
from benefits.periods import day_of
from benefits.purchases.attributing import attribute_anew


def transfer(
    session: Session, member_id: int, organization_id: int, since: date, *, now: datetime
) -> bool:
    """Let a member belong to a unit from a day on; return whether that is new.

    Raises a Refusal where the days are taken by a span that was told otherwise.
    """

    def make(unit: int, kind: BeneficiaryKind, first: date, until: date | None) -> Membership:
        return Membership(
            member_id=member_id,
            id=take_keys(session, "memberships")[0],
            organization_id=unit,
            kind=kind,
            valid_from=first,
            valid_until=until,
            known_at=now,
        )

    spans = enrolment.spans_of(session, [member_id])[member_id]
    told = Belonging(organization_id=organization_id, valid_from=since)
    settled = settle(spans, told, today=day_of(now), make=make)
    if settled.is_changed:
        session.flush()  # the old span must end before a new one takes its days
    if settled.added is not None:
        session.add(settled.added)
    if settled.is_changed or settled.added is not None:
        attribute_anew(session, [member_id], because_of="membership_told_anew", now=now)
    return settled.is_changed or settled.added is not None
