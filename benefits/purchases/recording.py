"""Record a purchase: everything is asked again, inside the write that stores it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from benefits.agreements import Remark, offering_at
from benefits.cards import KeyRing, Look, look
from benefits.cards.presenting import index_claimed
from benefits.cards.standing import look_before, stopped
from benefits.database import Question
from benefits.periods import day_of
from benefits.purchases import balances, oddities, quota, submissions, tills
from benefits.purchases.answers import Recorded, Refused, answer_about, answer_to
from benefits.purchases.limits import reached
from benefits.purchases.models import Evidence, Purchase
from benefits.purchases.selling import Sale, objections, purchase_of, store, warnings
from benefits.purchases.submissions import Recording
from benefits.purchases.tills import counter

CLOCK_GRACE: Final = timedelta(minutes=2)
LATEST: Final = timedelta(hours=72)
LATEST_AT_ONCE: Final = timedelta(minutes=30)
LATEST_AFTERWARDS: Final = timedelta(days=7)


def record(
    session: Session,
    recording: Recording,
    *,
    now: datetime,
    ring: KeyRing,
    own_hosts: Iterable[str],
    is_all: bool = False,
) -> Recorded | Refused:
    """Store a purchase once, however often it is sent; a refusal stores nothing.

    The card's row is held until the end, so that nobody revokes it or uses it meanwhile. Where the
    caller has nothing else to write (`is_all`), the unit of work may end with the purchase.
    """
    at, till = recording.bought_at, recording.till
    ahead = (tills.asking(till, day_of(at)),)
    seen = look(
        session,
        recording.presented,
        at=at,
        ring=ring,
        own_hosts=own_hosts,
        lock=True,
        alongside=ahead,
    )
    if seen.card is None:
        seen = _in_time(session, recording, ring) or seen
    asked = recording.content(seen.card.index if seen.card else index_claimed(recording.presented))
    sale = _sale(session, recording, seen, now)
    if first := _earlier(session, recording, asked, alongside=_asked_next(sale)):
        return first
    answer = sale if isinstance(sale, Refused) else _sell(session, sale, asked, now, is_all=is_all)
    if isinstance(answer, Refused):
        # What a twin stored while this one waited for the card may be all that stands against it.
        return _earlier(session, recording, asked) or answer
    return answer


def _in_time(session: Session, recording: Recording, ring: KeyRing) -> Look | None:
    """Look at the card of a use that was kept at a till and made before its key was retired.

    The discount was given in good faith: it is recorded, and officers are asked to look at it.
    """
    if recording.is_at_once:
        return None
    before = look_before(session, recording.presented, at=recording.bought_at, ring=ring, lock=True)
    return before and replace(before, doubt=Remark("key_retired_since"))


def _earlier(
    session: Session,
    recording: Recording,
    asked: dict[str, Any],
    *,
    alongside: Iterable[Question] = (),
) -> Recorded | None:
    """Return what was answered to this use before, or would have been had it not come in a file."""
    first = submissions.earlier(
        session, recording.id, asked, recording.till.outlet_id, alongside=alongside
    )
    if isinstance(first, Purchase):
        return Recorded(answer_about(session, first), is_new=False)
    return None if first is None else Recorded(first, is_new=False)


def _sale(session: Session, recording: Recording, seen: Look, now: datetime) -> Sale | Refused:
    """Put together what is to be sold, unless card, moment, till or offer stand against it."""
    at, till = recording.bought_at, recording.till
    refused = untimely(recording, now) or seen.reason
    if refused is None and seen.card is not None and recording.is_at_once:
        refused = stopped(seen.card, day_of(now))
    if refused is not None or seen.card is None:
        return Refused(refused or Remark("unknown_card"))
    here = counter(session, till, day_of(at))
    if here.objection is not None:
        return Refused(here.objection)
    offer_id, stamp = recording.offer_version_id, here.offer_stamp
    offer = offering_at(session, till.outlet_id, offer_id, stamp=stamp)
    if offer is None:
        return Refused(Remark("offer_not_here"))
    balance = balances.held(session, seen.card, offer)
    return Sale(recording, seen.card, offer, balance, seen.doubt)


def _asked_next(sale: Sale | Refused) -> Iterable[Question]:
    if isinstance(sale, Sale):
        yield oddities.asking(sale.outlet_id, sale.quote.list_price)


def untimely(recording: Recording, now: datetime) -> Remark | None:
    """Refuse what is said to happen later than now, or longer ago than anybody waits."""
    latest = LATEST_AT_ONCE if recording.is_at_once else LATEST
    if recording.evidence is Evidence.NHAP_SAU:
        latest = LATEST_AFTERWARDS
    if recording.bought_at > now + CLOCK_GRACE:
        return Remark("bought_in_future")
    if recording.bought_at < now - latest:
        return Remark("bought_too_long_ago", {"hours": latest // timedelta(hours=1)})
    return None


def _sell(
    session: Session, sale: Sale, asked: dict[str, Any], now: datetime, *, is_all: bool
) -> Recorded | Refused:
    for refused in objections(session, sale):
        return Refused(refused)
    remarks = warnings(session, sale, now)
    purchase = purchase_of(sale, remarks, now)
    answer = answer_to(
        purchase,
        offer_code=sale.offer.code,
        offer_title=sale.offer.title,
        full_name=sale.card.full_name,
        warnings=remarks,
    )
    outlet_id, kept = sale.outlet_id, submissions.row_of
    submission = kept(sale.recording.id, asked, answer, outlet_id=outlet_id, now=now)
    if not store(session, sale, purchase, submission, is_all=is_all):
        taken = quota.used(session, sale.limits)
        return Refused(reached(sale.limits, taken, sale.day) or Remark("limit_reached"))
    return Recorded(answer, is_new=True)
