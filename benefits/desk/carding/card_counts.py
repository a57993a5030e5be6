"""How many people of a unit have a printed card, and how many do not."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.desk.people.member_filters import holds_card
from benefits.members import Member, Membership


class Counts(NamedTuple):
    people: int
    with_card: int

    @property
    def without_card(self) -> int:
        return self.people - self.with_card


def counted(session: Session, organization_id: int, day: date) -> Counts:
    """Count who belongs to a sub-tree on a day; a suspended card is still a card."""
    people = select(func.count()).where(
        Membership.organization_id.in_(organization.subtree_on(organization_id, day)),
        belonged_on(day),
        Membership.member_id.not_in(select(Member.id).where(Member.erased_at.is_not(None))),
    )
    has_card = holds_card(day, Membership.member_id)
    both = select(people.scalar_subquery(), people.where(has_card).scalar_subquery())
    return Counts(*session.execute(both).one())
