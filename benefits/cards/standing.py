"""Whether a card is good by itself on a day, before anybody asks what it may be used for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.cards.finding import FoundCard, find, find_all, last_belonging
from benefits.cards.keys import KeyRing
from benefits.cards.models import CardStatus, Medium
from benefits.cards.presenting import Clue, Presented, clue, former_clue
from benefits.cards.tokens import SLOT, PhoneFacts, PrintedFacts, slot_begins
from benefits.database import Question
from benefits.members.merging import records_of
from benefits.periods import ONE_DAY, day_of

SLOT_GRACE: Final = timedelta(minutes=2)
A_MINUTE: Final = timedelta(minutes=1)
AHEAD: Final = "ahead"
REPLACED: Final = CardStatus.REPLACED.value
STOPPED: Final = (CardStatus.REVOKED, CardStatus.LOST, CardStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a card tells: the card if it is one of ours, and the reason it is not good.

    `unit_name` is the union that issued it, which anybody who holds the card may know. `doubt` is
    what somebody should look at later, though the card was good.
    """

    card: FoundCard | None
    reason: Remark | None
    unit_name: str | None = None
    doubt: Remark | None = None

    @property
    def is_good(self) -> bool:
        return self.card is not None and self.reason is None


def look(
    session: Session,
    presented: Presented,
    *,
    at: datetime,
    ring: KeyRing,
    own_hosts: Iterable[str],
    lock: bool = False,
    alongside: Iterable[Question] = (),
) -> Look:
    """Find the card that was presented and say how it stood at an instant.

    Questions that will be asked next are asked `alongside`, where there is a card to look for.
    """
    seen = clue(presented, ring, own_hosts)
    if isinstance(seen, Remark):
        return Look(None, seen)
    return _look_by(session, seen, at, lock=lock, alongside=alongside)


def look_before(
    session: Session, presented: Presented, *, at: datetime, ring: KeyRing, lock: bool = False
) -> Look | None:
    """Look as was done at an instant when the key was believed that is retired now."""
    former = former_clue(presented, ring)
    if former is None or at >= former[1]:
        return None
    return _look_by(session, former[0], at, lock=lock)


def _look_by(
    session: Session,
    seen: Clue,
    at: datetime,
    *,
    lock: bool,
    alongside: Iterable[Question] = (),
) -> Look:
    day = day_of(at)
    card = find(session, seen, day, lock=lock, alongside=alongside)
    if card is None or not _is_told_truly(card):
        return Look(None, Remark(seen.otherwise))
    if card.belonging is not None:
        return Look(card, standing(card, at), card.belonging.unit_name)
    until, unit_name = last_belonging(session, card.person_id, day)
    return Look(card, standing(card, at, until), unit_name)


def looks_of(session: Session, member_id: int, at: datetime) -> list[Look]:
    """Say how each card of a person's stands, in few statements however many there are."""
    day = day_of(at)
    records = records_of(session, member_id)
    found = [card for record in records for card in find_all(session, record, day)]
    until, unit_name = None, None
    if found and found[0].belonging is None:
        until, unit_name = last_belonging(session, found[0].person_id, day)
    return [
        Look(
            card,
            standing(card, at, until),
            card.belonging.unit_name if card.belonging else unit_name,
        )
        for card in found
    ]


def standing(card: FoundCard, at: datetime, belonged_until: date | None = None) -> Remark | None:
    """Return the first reason for which a card is not good at an instant."""
    return next(_reasons(card, at, belonged_until), None)


def _reasons(card: FoundCard, at: datetime, belonged_until: date | None) -> Iterator[Remark]:
    day = day_of(at)
    if isinstance(card.facts, PhoneFacts) and not is_shown_at(card.facts.slot, at):
        yield Remark("slot_expired", _ahead(card.facts.slot, at))
    if stop := stopped(card, day):
        yield stop
    if day < card.valid_from:
        yield Remark("not_yet_valid", {"opens_on": card.valid_from.isoformat()})
    if day > last_day(card):
        yield Remark("expired", {"last_day": last_day(card).isoformat(), **_made_way(card)})
    if card.belonging is None:
        last = None if belonged_until is None else (belonged_until - ONE_DAY).isoformat()
        yield Remark("membership_ended", {"last_day": last})


def _ahead(slot: int, at: datetime) -> dict[str, str | int]:
    """Say that a code is still to come, and how fast the clock is that shows it: no old picture."""
    fast = slot_begins(slot) + SLOT / 2 - at
    return {"because": AHEAD, "ahead": round(fast / A_MINUTE)} if fast > timedelta(0) else {}


def stopped(card: FoundCard, day: date) -> Remark | None:
    """Return that a card was lost, revoked or suspended by a day."""
    if card.status not in STOPPED or card.status_on > day:
        return None
    return Remark(card.status.value, {"since": card.status_on.isoformat()})


def _made_way(card: FoundCard) -> dict[str, str]:
    """Say that another card was given for one that is over: its owner has that one to show."""
    return {"because": REPLACED} if card.status is CardStatus.REPLACED else {}


def last_day(card: FoundCard) -> date:
    """Return the last good day: the register's, or the one printed in the code if that is earlier.

    Scanners without a network know only the printed one, and both must answer alike.
    """
    registered = card.valid_until - ONE_DAY
    if isinstance(card.facts, PrintedFacts):
        return min(registered, card.facts.last_day)
    return registered


def _is_told_truly(card: FoundCard) -> bool:
    """A phone's code never passes for a printed one, nor the other way round."""
    if card.facts is None:
        return True
    is_phone = isinstance(card.facts, PhoneFacts)
    return is_phone == (card.medium is Medium.PHONE)


def is_shown_at(slot: int, at: datetime) -> bool:
    begins = slot_begins(slot)
    return begins - SLOT_GRACE <= at < begins + SLOT + SLOT_GRACE
