"""Everything an offer's page shows: what it says today, what it said before, who used it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from benefits import audit
from benefits.agreements import (
    Agreement,
    Offer,
    Offering,
    OfferVersion,
    cautions,
    changes,
    content_of,
    offerings_of,
    state_of,
    version_on,
)
from benefits.desk import few, naming, scope
from benefits.desk.partnership import offer_preview, offer_words, partner_scope
from benefits.desk.partnership.agreement_forms import today, told
from benefits.desk.partnership.offer_words import Told
from benefits.desk.partnership.partner_words import TRUSTS, state_badge
from benefits.partners import Outlet, Partner
from benefits.purchases import tallies
from benefits.purchases.tallies import Tally
from benefits.web import Form, current


class Version(NamedTuple):
    """One version in the offer's history."""

    number: int
    offering: Offering
    changes: Sequence[Told]
    tally: Tally | None  # nothing where it would tell of a few people
    may_go: bool


def about(offer: Offer, **forms: Form) -> dict[str, object]:
    """Tell about an offer; `forms` are those that were sent and could not be taken."""
    session, day = current.session(), today()
    agreement = session.get_one(Agreement, offer.agreement_id)
    since = audit.noted_since(agreement.known_at)
    offerings = offerings_of(session, [offer.code])[offer.code]
    speaking = version_on(offerings, day)
    outlets = outlet_names(agreement.partner_id)
    asking = offer_preview.asked()
    return {
        "offer": offer,
        "agreement": agreement,
        "partner": session.get_one(Partner, agreement.partner_id),
        "standing": state_badge(state_of(agreement, day)),
        "version": speaking,
        "is_offered": speaking.is_in_force_on(day),
        "needs_outlet": partner_scope.needs_outlet(agreement.partner_id),
        "running": offer_words.running(speaking.pause_at(current.now())),
        "rule": offer_words.rule_lines(speaking.rule),
        "limits": offer_words.limit_lines(speaking.limits),
        "kinds": offer_words.kinds_told(speaking.kinds),
        "places": offer_words.places_told(speaking.outlet_ids, outlets),
        "trust": TRUSTS[speaking.trust],
        "cautions": [told(each.code) for each in cautions(content_of(speaking))],
        "versions": _versions(offer, offerings, outlets, day, is_draft=agreement.is_draft),
        "asking": asking,
        "preview": offer_preview.preview(speaking, asking),
        "may_change": partner_scope.holds(agreement),
        "noted": audit.about(session, "offers", offer.id, only=since),
        **forms,
    }


def outlet_names(partner_id: int) -> dict[int, str]:
    theirs = select(Outlet.id, Outlet.name).where(Outlet.partner_id == partner_id)
    rows = current.session().execute(theirs.order_by(Outlet.name_key)).all()
    return {row.id: row.name for row in rows}


def _versions(
    offer: Offer,
    offerings: Sequence[Offering],
    outlets: dict[int, str],
    day: date,
    *,
    is_draft: bool,
) -> list[Version]:
    """List the versions, the latest first, each with what it changed of the one before."""
    session = current.session()
    mine = select(OfferVersion.id, OfferVersion.number).where(OfferVersion.offer_id == offer.id)
    numbers = {row.id: row.number for row in session.execute(mine)}
    in_order = sorted(offerings, key=lambda each: (each.version_from, each.version_id))
    is_told = naming.may_name() or not few.own_are_few(in_order[0].version_from, day)
    counted = tallies.by_version(session, list(numbers), scope.unit_ids()) if is_told else {}
    found = []
    for before, each in zip([None, *in_order], in_order, strict=False):
        differing = changes(content_of(before), content_of(each)) if before else []
        version = Version(
            numbers[each.version_id],
            each,
            offer_words.changes_told(differing, outlets),
            counted.get(each.version_id, Tally()) if is_told else None,
            is_draft or each.version_from > day,
        )
        found.append(version)
    return found[::-1]
