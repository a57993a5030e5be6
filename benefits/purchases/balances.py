"""What is left of a value that several purchases use up together."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.agreements import Offering, OfferVersion
from benefits.cards import FoundCard
from benefits.members import Member
from benefits.members.merging import records_of
from benefits.money import NOTHING, Dong
from benefits.purchases.models import Purchase, Reversal


def held(session: Session, card: FoundCard, offer: Offering) -> Dong | None:
    """Return what somebody has left of an offer, and let nobody else use it until the end."""
    if not offer.rule.stored_value:
        return None
    person = select(Member.id).where(Member.id == card.person_id)
    session.execute(person.with_for_update(key_share=True))
    return left_of_values(session, card, [offer])[offer.offer_id]


def left_of_values(
    session: Session, card: FoundCard | None, offers: Iterable[Offering]
) -> Mapping[int, Dong]:
    """Return what somebody has left of each offer that is a value, by the offer's id."""
    worth = {each.offer_id: each.rule.value for each in offers if each.rule.stored_value}
    if card is None or not worth:
        return {}
    whose = Purchase.member_id.in_(records_of(session, card.person_id))
    taken = (
        select(OfferVersion.offer_id, func.sum(Purchase.benefit))
        .join(Purchase, Purchase.offer_version_id == OfferVersion.id)
        .where(whose, OfferVersion.offer_id.in_(worth))
        .group_by(OfferVersion.offer_id)
    )
    back = (
        select(OfferVersion.offer_id, func.sum(Reversal.benefit))
        .join(Purchase, Purchase.offer_version_id == OfferVersion.id)
        .join(
            Reversal,
            (Reversal.member_id == Purchase.member_id) & (Reversal.purchase_id == Purchase.id),
        )
        .where(whose, OfferVersion.offer_id.in_(worth))
        .group_by(OfferVersion.offer_id)
    )
    used, given = ({row[0]: int(row[1]) for row in session.execute(each)} for each in (taken, back))
    return {
        offer_id: Dong(max(NOTHING, value - used.get(offer_id, 0) + given.get(offer_id, 0)))
        for offer_id, value in worth.items()
    }
