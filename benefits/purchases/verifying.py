"""Look at a card at an outlet: whether it is good, and what each offer answers to it.

Looking changes nothing; `verification_of` is the row to write down afterwards, in a short write of
its own: that somebody looked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from benefits.agreements import Offering, Remark, offered_at
from benefits.agreements.windows import is_open, next_opening
from benefits.cards import FoundCard, KeyRing, Look, Presented, look
from benefits.database import RowToWrite
from benefits.database.rows_at_once import RowsAtOnce
from benefits.members.names import masked
from benefits.periods import VIETNAM, day_of
from benefits.purchases import quota, tills
from benefits.purchases.limits import Buyer, Key, Limits, limits_of, reached
from benefits.purchases.models import Verification
from benefits.purchases.tills import Till, counter

APPLIES: Final = Remark("applies")
NO_OFFER: Final = Remark("no_offer")
# How far a card got with an offer before it was turned down: the further, the more telling.
FURTHEST: Final = (
    "unit_not_covered",
    "kind_not_covered",
    "not_in_force",
    "limit_reached",
    "trust_too_low",
)

_NOTED: Final = RowsAtOnce(
    cast("Table", Verification.__table__),
    (
        "outlet_id",
        "device_id",
        "account_id",
        "member_id",
        "card_index",
        "result",
        "verified_at",
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a shop may see of somebody."""

    masked_name: str
    kind: str
    photo_hash: str | None


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """What an offer says to a card: it applies, or the first reason why it does not."""

    offer: Offering
    reason: Remark | None

    @property
    def applies(self) -> bool:
        return self.reason is None

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.offer.code,
            "offer_version": self.offer.version_id,
            "title": self.offer.title,
            "terms": self.offer.terms,
            "applies": self.applies,
            "reason": self.reason and self.reason.to_json(),
        }


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answer to a look. A card reason stops, so that no offer is asked then.

    `card` is for the one who records next and for the log; it never leaves for a shop's screen.
    """

    reason: Remark | None
    offers: tuple[OfferAnswer, ...] = ()
    person: Shown | None = None
    unit_name: str | None = None
    card: FoundCard | None
    checked_at: datetime

    @cached_property
    def applies(self) -> bool:
        return any(answer.applies for answer in self.offers)

    @cached_property
    def headline(self) -> Remark:
        """The card's reason; else that something applies; else the reason that got furthest."""
        if self.reason is not None:
            return self.reason
        if self.applies:
            return APPLIES
        reasons = [answer.reason for answer in self.offers if answer.reason is not None]
        return max(reasons, key=lambda each: FURTHEST.index(each.code), default=NO_OFFER)

    def to_json(self) -> dict[str, Any]:
        person = self.person
        return {
            "result": self.headline.to_json(),
            "applies": self.applies,
            "offers": [answer.to_json() for answer in self.offers],
            "member": person and {"name": person.masked_name, "kind": person.kind},
            "unit": self.unit_name,
            "checked_at": self.checked_at.astimezone(VIETNAM).isoformat(),
        }


def verify(
    session: Session,
    presented: Presented,
    *,
    till: Till,
    now: datetime,
    ring: KeyRing,
    own_hosts: Iterable[str],
) -> Checked:
    """Say whether a card is good at a till now and, offer by offer, what it may be used for."""
    ahead = (tills.asking(till, day_of(now)),)
    seen = look(session, presented, at=now, ring=ring, own_hosts=own_hosts, alongside=ahead)
    if seen.card is None or seen.reason is not None:
        return _stopped(seen, seen.reason, now)
    here = counter(session, till, day_of(now))
    if here.objection is not None:
        return _stopped(seen, here.objection, now)
    offers = offered_at(session, till.outlet_id, day_of(now), stamp=here.offer_stamp)
    return Checked(
        reason=None,
        offers=answers(session, seen.card, offers, till.outlet_id, now),
        person=_shown(seen.card),
        unit_name=seen.unit_name,
        card=seen.card,
        checked_at=now,
    )


def verification_of(checked: Checked, till: Till | None = None) -> RowToWrite:
    """Return the row which says that somebody looked at a card, and what the answer was."""
    card = checked.card
    return RowToWrite(
        _NOTED,
        (
            till.outlet_id if till else None,
            till.device_id if till else None,
            till.account_id if till else None,
            card.member_id if card else None,
            card.index if card else None,
            checked.headline.code,
            checked.checked_at,
        ),
    )


def answers(
    session: Session, card: FoundCard, offers: Sequence[Offering], outlet_id: int, at: datetime
) -> tuple[OfferAnswer, ...]:
    """Ask every offer, with one look at the counters for all of them."""
    buyer = buyer_of(card, outlet_id)
    limits = {each.version_id: limits_of(each, buyer, day_of(at)) for each in offers}
    taken = quota.used(session, (key for keys in limits.values() for key in keys))
    return tuple(
        OfferAnswer(each, next(_reasons(each, card, limits[each.version_id], taken, at), None))
        for each in offers
    )


def first_reason(
    session: Session, offer: Offering, card: FoundCard, limits: Limits, at: datetime
) -> Remark | None:
    """Return why one offer does not apply, for somebody who takes from its limits next.

    Taking finds a full limit by itself, so the counters are looked at only where a full one has
    to be told before the reason that was found.
    """
    reason = next(_reasons(offer, card, {}, {}, at), None)
    if reason is None or FURTHEST.index(reason.code) <= FURTHEST.index("limit_reached"):
        return reason
    return next(_reasons(offer, card, limits, quota.used(session, limits), at), None)


def buyer_of(card: FoundCard, outlet_id: int, products: tuple[str, ...] = ()) -> Buyer:
    unit = card.belonging.organization_id if card.belonging else 0
    return Buyer(card.person_id, card.household_id, unit, outlet_id, products)


def _reasons(
    offer: Offering, card: FoundCard, limits: Limits, taken: Mapping[Key, int], at: datetime
) -> Iterator[Remark]:
    day, belonging = day_of(at), card.belonging
    if belonging is None or not offer.covers(belonging.path, day):
        yield Remark("unit_not_covered")
    if belonging is not None and not offer.serves(belonging.kind):
        yield Remark("kind_not_covered", {"kind": belonging.kind.value})
    if not offer.is_in_force_on(day):
        opens_on = offer.opens_on.isoformat() if offer.is_coming_on(day) else None
        yield Remark("not_in_force", {"opens_at": opens_on})
    if not is_open(offer.rule.windows, at):
        opens_at = next_opening(offer.rule.windows, at)
        yield Remark("not_in_force", {"opens_at": opens_at.isoformat() if opens_at else None})
    if full := reached(limits, taken, day):
        yield full
    if not offer.trusts(card.trust):
        yield Remark("trust_too_low", {"asked": offer.trust.value, "shown": card.trust.value})


def _stopped(seen: Look, reason: Remark | None, now: datetime) -> Checked:
    return Checked(reason=reason, unit_name=seen.unit_name, card=seen.card, checked_at=now)


def _shown(card: FoundCard) -> Shown:
    kind = card.belonging.kind.value if card.belonging else ""
    return Shown(masked(card.full_name), kind, card.photo_hash)
