"""Offers over time: versions follow one another, never overlap, and never change the past.

A version that has begun keeps its words for ever; only its end may come nearer, and never
nearer than tomorrow. What was planned and has not begun may still be withdrawn: its days then go
to the version before it. Under a draft nothing has begun yet.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements.content import Content, check, content_of, unwrite, write
from benefits.agreements.models import Agreement, Offer, OfferVersion
from benefits.agreements.offering import offerings_of
from benefits.agreements.offerings import earlier
from benefits.errors import Conflict, Invalid, NotFound
from benefits.partners import Partner
from benefits.periods import ONE_DAY


class Span(NamedTuple):
    """The days of a version; `until` is the first day without it."""

    since: date
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        return self.until is not None and self.until <= self.since


def make_offer(
    session: Session,
    agreement: Agreement,
    code: str,
    content: Content,
    span: Span,
    *,
    now: datetime,
) -> Offer:
    """Make an offer with its first version; made twice alike, it is one."""
    _check_span(agreement, span)
    known = session.scalar(select(Offer).where(Offer.code == code))
    if known is not None:
        if known.agreement_id == agreement.id and _says(session, known, content, span.since):
            return known
        raise Invalid("offer_code_taken", value=code)
    partner = session.get_one(Partner, agreement.partner_id)
    check(session, partner, content)
    offer = Offer(code=code, agreement_id=agreement.id)
    session.add(offer)
    session.flush()  # its version names it
    write(session, _version(offer, partner, content, span, number=1, now=now), content)
    return offer


def add_version(
    session: Session, offer: Offer, content: Content, span: Span, *, today: date, now: datetime
) -> OfferVersion:
    """Let an offer say something else from a day on; told twice alike, it is one version.

    It ends where the next planned version begins, unless it ends before.
    """
    versions = versions_of(session, offer)
    agreement = session.get_one(Agreement, offer.agreement_id)
    _check_span(agreement, span)
    same_day = [each for each in versions if each.valid_from == span.since]
    if same_day and _says(session, offer, content, span.since):
        return same_day[0]
    earliest = first_free_day(agreement, versions, today)
    if span.since < earliest:
        raise Invalid("version_in_the_past", earliest=earliest)
    if same_day:
        raise Conflict("version_planned_that_day")
    partner = session.get_one(Partner, agreement.partner_id)
    check(session, partner, content)
    following = min((v.valid_from for v in versions if v.valid_from > span.since), default=None)
    held = Span(span.since, earlier(span.until, following))
    for each in versions:
        if each.valid_from < span.since and (each.valid_until or date.max) > span.since:
            each.valid_until = span.since
    session.flush()  # room is made before it is filled
    number = max((each.number for each in versions), default=0) + 1
    version = _version(offer, partner, content, held, number=number, now=now)
    write(session, version, content)
    return version


def withdraw(session: Session, version: OfferVersion, *, today: date) -> bool:
    """Take back a version that has not begun; the one before goes on through its days.

    Tell whether the offer is still there: one that says nothing any more goes as well.
    """
    offer = session.get_one(Offer, version.offer_id)
    versions = versions_of(session, offer)
    is_draft = session.get_one(Agreement, offer.agreement_id).is_draft
    if version.valid_from <= today and not is_draft:
        raise Conflict("version_begun")
    for each in versions:
        if each.valid_until == version.valid_from:
            each.valid_until = version.valid_until
    unwrite(session, version)
    if len(versions) == 1:
        session.delete(offer)
        return False
    return True


def end(session: Session, offer: Offer, until: date, *, today: date) -> bool:
    """End an offer: `until` is the first day without it. Tell whether that was news.

    Versions planned for later are withdrawn.
    """
    versions = versions_of(session, offer)
    if until <= today:
        raise Invalid("offer_end_in_the_past")
    if until <= versions[0].valid_from:
        raise Invalid("offer_end_before_it_begins")
    later = [each for each in versions if each.valid_from >= until]
    cut = [
        each for each in versions if each not in later and (each.valid_until or date.max) > until
    ]
    for each in later:
        unwrite(session, each)
    for each in cut:
        each.valid_until = until
    return bool(later or cut)


def versions_of(session: Session, offer: Offer) -> Sequence[OfferVersion]:
    """Return the versions in the order of their days, held until the transaction ends."""
    if session.get(Offer, offer.id, with_for_update=True, populate_existing=True) is None:
        raise NotFound
    mine = select(OfferVersion).where(OfferVersion.offer_id == offer.id)
    return session.scalars(mine.order_by(OfferVersion.valid_from, OfferVersion.number)).all()


def runs_until(session: Session, offer: Offer) -> date | None:
    """Return the first day on which an offer says nothing any more, its agreement's end aside."""
    ends = [each.valid_until for each in versions_of(session, offer)]
    known = [each for each in ends if each is not None]
    return max(known) if len(known) == len(ends) else None


def first_free_day(agreement: Agreement, versions: Sequence[OfferVersion], today: date) -> date:
    """Return the first day a new version may begin: not while another serves people today."""
    if agreement.is_draft:
        return agreement.valid_from
    serves = any(
        each.valid_from <= today and (each.valid_until or date.max) > today for each in versions
    )
    return today + ONE_DAY if serves else today


def _check_span(agreement: Agreement, span: Span) -> None:
    if span.is_empty:
        raise Invalid("version_span_empty")
    is_after = agreement.valid_until is not None and span.since >= agreement.valid_until
    if span.since < agreement.valid_from or is_after:
        raise Invalid("version_outside_agreement")


def _says(session: Session, offer: Offer, content: Content, since: date) -> bool:
    """Tell whether a version that begins that day says this very thing."""
    known = offerings_of(session, [offer.code]).get(offer.code, [])
    return any(each.version_from == since and content_of(each) == content for each in known)


def _version(
    offer: Offer, partner: Partner, content: Content, span: Span, *, number: int, now: datetime
) -> OfferVersion:
    return OfferVersion(
        offer_id=offer.id,
        number=number,
        partner_id=partner.id,
        partner_kind=partner.kind,
        valid_from=span.since,
        valid_until=span.until,
        known_at=now,
        **content.columns(),
    )
