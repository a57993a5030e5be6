"""What people have used of the values of offers that many purchases use up together."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.agreements import Offering, OfferVersion
from benefits.members import Member
from benefits.members.merging import people_of
from benefits.money import NOTHING, Dong
from benefits.purchases.models import Purchase, Reversal


@dataclass(frozen=True, slots=True)
class Spent:
    """How much each person has used of each offer that is a value, by their ids."""

    amounts: Counter[tuple[int, int]] = field(default_factory=Counter)

    def left(self, person_id: int, offer: Offering) -> Dong | None:
        """Return what is left of an offer's value; None where it is no value."""
        if not offer.rule.stored_value:
            return None
        return Dong(max(NOTHING, offer.rule.value - self.amounts[person_id, offer.offer_id]))

    def take(self, person_id: int, offer: Offering, benefit: Dong) -> None:
        """Let the rows that follow find that much less."""
        if offer.rule.stored_value:
            self.amounts[person_id, offer.offer_id] += benefit


def hold(session: Session, people: Collection[int]) -> None:
    """Let no till use more of anything these people have until the end."""
    held = select(Member.id).where(Member.id.in_(people)).order_by(Member.id)
    session.execute(held.with_for_update(key_share=True))


def spent(session: Session, people: Collection[int], offers: Iterable[Offering]) -> Spent:
    """Add up what people have used of those offers that are values."""
    values = {each.offer_id for each in offers if each.rule.stored_value}
    found = Spent()
    if not values or not people:
        return found
    whose = people_of(session, people)
    is_theirs = (Purchase.member_id.in_(whose), OfferVersion.offer_id.in_(values))
    by = (Purchase.member_id, OfferVersion.offer_id)
    version = OfferVersion.id == Purchase.offer_version_id
    is_its = (Reversal.member_id == Purchase.member_id) & (Reversal.purchase_id == Purchase.id)
    taken = select(*by, func.sum(Purchase.benefit)).join(OfferVersion, version)
    back = select(*by, -func.sum(Reversal.benefit)).join(Reversal, is_its)
    for amounts in (taken, back.join(OfferVersion, version)):
        for record, offer_id, amount in session.execute(amounts.where(*is_theirs).group_by(*by)):
            found.amounts[whose[record], offer_id] += int(amount)
    return found
