"""How many people of a unit have a printed card, and how many do not."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.cards.holding import was_revoked
from benefits.desk.people.member_filters import holds_card
from benefits.members import Member, Membership


class Counts(NamedTuple):
    """Of those without a card, `revoked` had the last one taken away: they are asked about."""

    people: int
    with_card: int
    revoked: int

    @property
    def without_card(self) -> int:
        return self.people - self.with_card

    @property
    def to_give(self) -> int:
        return self.without_card - self.revoked


def counted(session: Session, organization_id: int, day: date) -> Counts:
    """Count who belongs to a sub-tree on a day; a suspended card is still a card."""
    people = select(func.count()).where(
        Membership.organization_id.in_(organization.subtree_on(organization_id, day)),
        belonged_on(day),
        Membership.member_id.not_in(select(Member.id).where(Member.erased_at.is_not(None))),
    )
    has_card = holds_card(day, Membership.member_id)
    lost_it = ~has_card & was_revoked(Membership.member_id)
    counts = (people, people.where(has_card), people.where(lost_it))
    return Counts(*session.execute(select(*(each.scalar_subquery() for each in counts))).one())
