"""Whoever holds a phone whose card was lost or taken away is not to be signed in there either.

One that still were would have the card back with a single tap.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from benefits.access import sessions
from benefits.cards.models import Card, CardStatus, Medium
from benefits.members.merging import people_of

ENDED: Final = (CardStatus.LOST, CardStatus.REVOKED)


def sign_out_owners(
    session: Session, cards: Iterable[Card], now: datetime, *, but: str = ""
) -> None:
    """Sign the owners of phone cards out of every browser, by whichever record they came in.

    `but` is the hash of the word of a browser that stays: the one in which its owner reports it.
    """
    owners = {card.member_id for card in cards if card.medium is Medium.PHONE}
    if owners:
        sessions.revoke_members(session, people_of(session, owners), now, but=but)
