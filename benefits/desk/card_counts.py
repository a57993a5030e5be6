"""How many people of a unit have a printed card, and how many do not."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards import Card, CardStatus, Medium
from benefits.cards.finding import belonged_on
from benefits.members import Member, Membership


class Counts(NamedTuple):
    people: int
    with_card: int

    @property
    def without_card(self) -> int:
        return self.people - self.with_card


def counted(session: Session, organization_id: int, day: date) -> Counts:
    """Count who belongs to a sub-tree on a day; a suspended card is still a card."""
    has_card = exists().where(
        Card.member_id == Membership.member_id,
        Card.medium == Medium.PRINT,
        Card.status.in_((CardStatus.ACTIVE, CardStatus.SUSPENDED)),
        Card.valid_until > day,
    )
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(case((has_card, 1), else_=0)), 0))
        .select_from(Membership)
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.organization_id.in_(organization.subtree_on(organization_id, day)),
            belonged_on(day),
            Member.erased_at.is_(None),
        )
    ).one()
    return Counts(*(int(each) for each in row))
