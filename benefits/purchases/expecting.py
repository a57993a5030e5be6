"""What a program that shows a card will be looked up for, asked in one trip before it is."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits.access import bearing
from benefits.agreements import Remark
from benefits.cards import KeyRing, Presented, finding
from benefits.cards.presenting import clue
from benefits.database import foresee, is_postgresql
from benefits.purchases import tills


def expect(
    session: Session,
    word: str,
    presented: Presented,
    *,
    now: datetime,
    day: date,
    ring: KeyRing,
    own_hosts: Iterable[str],
    lock: bool = False,
) -> None:
    """Ask who bears a token, how its till stands and whose card it shows, all at once.

    Nothing follows from the answers by themselves: each is taken up, or left, when its time comes.
    Only a signed card is looked for. A typed one may be a guess, which has to pass the throttle.
    """
    if not is_postgresql(session):
        return
    seen = clue(presented, ring, own_hosts)
    if isinstance(seen, Remark) or seen.facts is None:
        return
    foresee(
        session,
        bearing.asking(word, now),
        finding.asking(seen, day, lock=lock),
        tills.asking_by_token(word, day),
    )
