"""Households: people who share one limit of an offer that is given per household."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members.models import Household, Member

WIDTH = 6


def share(session: Session, member: Member, other: Member) -> bool:
    """Let a member be in another's household; tell whether that was news."""
    if member.household_id is not None and member.household_id == other.household_id:
        return False
    if other.household_id is None and member.household_id is not None:
        other.household_id = member.household_id
        return True
    if other.household_id is None:
        made = Household(code=_free_code(session))
        session.add(made)
        session.flush()  # its people name it
        other.household_id = made.id
    member.household_id = other.household_id
    return True


def _free_code(session: Session) -> str:
    """Make a code that no file has brought along."""
    while True:
        code = f"GD{take_keys(session, 'households')[0]:0{WIDTH}d}"
        if session.scalar(select(Household.id).where(Household.code == code)) is None:
            return code


def set_apart(member: Member) -> bool:
    """Let a member be in no household but the own; tell whether that was news."""
    was, member.household_id = member.household_id, None
    return was is not None


def people_of(session: Session, household_id: int | None) -> list[Member]:
    if household_id is None:
        return []
    mine = select(Member).where(Member.household_id == household_id)
    return list(session.scalars(mine.order_by(Member.sort_key, Member.id)))
