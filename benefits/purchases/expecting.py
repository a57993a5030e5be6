"""What a program that shows a card will be looked up for, asked in one trip before it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from benefits.access import bearing
from benefits.access.words import hash_of
from benefits.agreements import Remark
from benefits.cards import KeyRing, Presented, finding
from benefits.cards.presenting import clue
from benefits.database import Ahead, Question, foresee
from benefits.money import Dong
from benefits.purchases import oddities, quota, submissions, tills


@dataclass(frozen=True, slots=True)
class Coming:
    """A use that will be recorded: its client's UUID and, where it was sent, its price."""

    id: UUID
    list_price: Dong


def expect(
    session: Session,
    word: str,
    presented: Presented,
    *,
    now: datetime,
    day: date,
    ring: KeyRing,
    own_hosts: Iterable[str],
    use: Coming | None = None,
) -> None:
    """Ask who bears a token, how its till stands and whose card it shows, all at once.

    Nothing follows from the answers by themselves: each is taken up, or left, when its time comes.
    Only a signed card is looked for. A typed one may be a guess, which has to pass the throttle.
    A twin that stores the same use meanwhile is not seen here; the database lets only one in.
    """
    seen = clue(presented, ring, own_hosts)
    if isinstance(seen, Remark) or seen.facts is None:
        return
    shown = hash_of(word)
    foresee(
        session,
        bearing.asking(shown, now),
        finding.asking(seen, day, lock=use is not None),
        tills.asking_by_token(shown, day),
        *(_of_look(seen.facts.index, day) if use is None else _of_use(shown, use)),
    )


def _of_look(index: int, day: date) -> tuple[Ahead]:
    return (quota.asking_by_card(index, day),)


def _of_use(word_hash: str, use: Coming) -> tuple[Question, Ahead]:
    return submissions.asking(use.id), oddities.asking_by_token(word_hash, use.list_price)
