"""How many people of a unit have a printed card, and how many do not."""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.cards.holding import was_revoked
from benefits.desk.people.member_filters import holds_card
from benefits.members import Member, Membership

WITH_CARD: Final = "with_card"
REVOKED: Final = "revoked"


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
    stands = case(
        (holds_card(day, Membership.member_id), WITH_CARD),
        (was_revoked(Membership.member_id), REVOKED),
        else_="",
    ).label("stands")
    each = select(stands).where(
        Membership.organization_id.in_(organization.subtree_on(organization_id, day)),
        belonged_on(day),
        Membership.member_id.not_in(select(Member.id).where(Member.erased_at.is_not(None))),
    )
    looked_at = each.subquery()  # everybody once, however many kinds there are
    rows = session.execute(
        select(looked_at.c.stands, func.count()).group_by(looked_at.c.stands)
    ).all()
    counts = {kind: count for kind, count in rows}  # noqa: C416 - typed rows
    return Counts(sum(counts.values()), counts.get(WITH_CARD, 0), counts.get(REVOKED, 0))
