"""Through whom somebody belongs: set with the kind of the days, found again for who comes back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from benefits.members.models import BeneficiaryKind, EndReason, Member, Membership


def belong_through(session: Session, member_id: int, since: date, other_id: int | None) -> None:
    """Let a relative belong through somebody from a day on, and nobody else through anybody."""
    after = or_(Membership.valid_until.is_(None), Membership.valid_until > since)
    mine = select(Membership).where(Membership.member_id == member_id, after)
    for span in session.scalars(mine):
        if span.kind is not BeneficiaryKind.THAN_NHAN:
            span.relative_of_id = None
        elif span.relative_of_id is None:
            span.relative_of_id = other_id
    session.flush()


def once_through(session: Session, member_id: int) -> Member | None:
    """Find through whom somebody who is no relative now belonged before."""
    before = (
        select(Membership.relative_of_id)
        .where(Membership.member_id == member_id, Membership.relative_of_id.is_not(None))
        .order_by(Membership.valid_from.desc())
        .limit(1)
    )
    return session.scalar(select(Member).where(Member.id == before.scalar_subquery()))


def left_along(session: Session, member_id: int, day: date) -> Sequence[Member]:
    """List the relatives who left because somebody did on a day, and have not come back since."""
    later = aliased(Membership)
    has_later = (
        select(later.id)
        .where(later.member_id == Membership.member_id, later.valid_from >= day)
        .exists()
    )
    gone = select(Membership.member_id).where(
        Membership.relative_of_id == member_id,
        Membership.valid_until == day,
        Membership.ended_because == EndReason.THEO_DOAN_VIEN,
        ~has_later,
    )
    found = select(Member).where(Member.id.in_(gone), Member.erased_at.is_(None))
    return session.scalars(found.order_by(Member.sort_key, Member.id)).all()
