"""What a member may use: every offer of every partner, asked about the member's own card."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from benefits.agreements import Trust, offered_on
from benefits.cards import FoundCard, Medium
from benefits.periods import day_of
from benefits.purchases.verifying import OfferAnswer, answers

NO_OUTLET: Final = 0
SHOWN: Final = {Medium.PRINT: Trust.PRINTED, Medium.PHONE: Trust.PHONE}


def offers_to(session: Session, card: FoundCard, at: datetime) -> list[OfferAnswer]:
    """Ask every offer about a card as if it were held up, wherever; those that apply come first.

    A limit shared by everybody at one outlet is not asked: it is that outlet's to tell.
    """
    held_up = replace(card, trust=SHOWN[card.medium])
    offers = offered_on(session, day_of(at))
    found = answers(session, held_up, offers, NO_OUTLET, at)
    return sorted(found, key=lambda each: (not each.applies, each.offer.title, each.offer.code))
