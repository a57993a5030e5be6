"""What is left of a value that several purchases use up together."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from benefits.agreements import Offering
from benefits.cards import FoundCard
from benefits.money import NOTHING, Dong
from benefits.purchases.spent import hold, spent


def held(session: Session, card: FoundCard, offer: Offering) -> Dong | None:
    """Return what somebody has left of an offer, and let nobody else use it until the end."""
    if not offer.rule.stored_value:
        return None
    hold(session, [card.person_id])
    return left_of_values(session, card, [offer])[offer.offer_id]


def left_of_values(
    session: Session, card: FoundCard | None, offers: Iterable[Offering]
) -> Mapping[int, Dong]:
    """Return what somebody has left of each offer that is a value, by the offer's id."""
    values = [each for each in offers if each.rule.stored_value]
    if card is None or not values:
        return {}
    used = spent(session, [card.person_id], values)
    return {each.offer_id: used.left(card.person_id, each) or NOTHING for each in values}
